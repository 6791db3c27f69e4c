import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { z } from "zod";
import { Lock } from "../../lib/protocol/kernel.ts";
import { Policy } from "../../lib/protocol/policy.ts";
import { lockOf } from "../../scripts/vendor-pyodide.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const json = (path: string): unknown => JSON.parse(readFileSync(join(root, path), "utf8"));
const Pins = z.looseObject({ packages: z.record(z.string(), z.looseObject({ source: z.enum(["pyodide", "pypi"]) })) });

const pins = Pins.parse(json("scripts/packages.json"));
const lock = Lock.parse(lockOf(JSON.parse(readFileSync(join(root, "scripts/packages.json"), "utf8"))));

/** As the issue asks for them; whoever takes one out changes the product. */
const PROMISED = [
  "numpy",
  "pandas",
  "scikit-learn",
  "scipy",
  "matplotlib",
  "seaborn",
  "plotly",
  "openpyxl",
  "xlsxwriter",
  "lxml",
  "python-docx",
  "python-pptx",
  "pillow",
  "sympy",
  "regex",
  "beautifulsoup4",
  "tzdata",
  "jinja2",
  "markupsafe",
];

const NETWORK =
  /^(?:requests|urllib3|httpx|httpcore|aiohttp|micropip|certifi|idna|charset-normalizer|websockets|tornado|paramiko|boto3|openai|anyio)$/;

test("the package set holds what is promised", () => {
  expect(PROMISED.filter((name) => !lock.packages[name])).toEqual([]);
});

test("no package that reaches for the network is in it", () => {
  expect(Object.keys(lock.packages).filter((name) => NETWORK.test(name))).toEqual([]);
});

test("every package that one depends on is in it too", () => {
  const absent = Object.values(lock.packages).flatMap(({ name, depends }) =>
    depends.filter((other) => !lock.packages[other]).map((other) => `${name} → ${other}`),
  );
  expect(absent).toEqual([]);
});

test("every file is pinned by a sha256 of its own, and has a name of its own", () => {
  const files = [lock.core.wasm, lock.core.stdlib, ...Object.values(lock.packages)];
  for (const { file, sha256, bytes } of files) {
    expect(sha256, file).toMatch(/^[0-9a-f]{64}$/);
    expect(bytes, file).toBeGreaterThan(0);
  }
  expect(new Set(files.map(({ file }) => file)).size).toBe(files.length);
  expect(new Set(files.map(({ sha256 }) => sha256)).size).toBe(files.length);
});

test("Pyodide's own builds carry the digests of Pyodide's own lock", () => {
  const Official = z.object({ packages: z.record(z.string(), z.object({ file_name: z.string(), sha256: z.string() })) });
  const official = Object.values(Official.parse(json("node_modules/pyodide/pyodide-lock.json")).packages);
  const digests = new Map(official.map(({ file_name, sha256 }) => [file_name, sha256]));
  const native = Object.entries(pins.packages).filter(([, { source }]) => source === "pyodide");
  expect(native.length).toBeGreaterThan(20);
  for (const [name] of native) expect(digests.get(lock.packages[name]?.file ?? ""), name).toBe(lock.packages[name]?.sha256);
});

test("a wheel built for another machine is not among them", () => {
  const odd = Object.values(lock.packages).filter(({ file }) => !/-(?:none-any|pyemscripten_2026_0_wasm32)\.whl$/.test(file));
  expect(odd.map(({ file }) => file)).toEqual([]);
});

test("what the default policy allows to import can be had", () => {
  const provided = new Set(["sandpiper", ...Object.values(lock.packages).flatMap(({ imports }) => imports)]);
  expect(Policy.parse({}).allowedModules.filter((name) => !provided.has(name))).toEqual([]);
});

test("what was vendored is what is pinned", () => {
  expect(Lock.parse(json("public/pyodide/lock.json"))).toEqual(lock);
});
