import { readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { filesBelow } from "../../scripts/stamp.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** Folder, and what it may import: folders of ours, then packages (a prefix followed by `/` counts as well). */
const ARROWS: Record<string, { ours: string[]; packages: string[] | "any but node" | "any" }> = {
  "lib/protocol": { ours: [], packages: ["zod"] },
  "lib/policy": { ours: ["lib/protocol"], packages: ["zod"] },
  "lib/agent": { ours: ["lib/protocol", "lib/policy"], packages: ["zod"] },
  "lib/analyst": { ours: ["lib/protocol", "lib/policy", "lib/agent"], packages: ["zod"] },
  "lib/browser": { ours: ["lib/protocol", "lib/policy", "lib/agent"], packages: "any but node" },
  "lib/server": { ours: ["lib/protocol", "lib/policy", "lib/agent", "lib/analyst"], packages: "any" },
  components: { ours: ["lib/protocol", "lib/policy", "lib/agent", "lib/analyst", "lib/browser"], packages: "any but node" },
  workers: { ours: ["lib/protocol"], packages: "any but node" },
  "app/api": { ours: ["lib/protocol", "lib/policy", "lib/agent", "lib/analyst", "lib/server"], packages: ["next", "zod"] },
  headless: { ours: ["lib/protocol", "lib/policy", "lib/agent", "lib/analyst", "lib/browser", "scripts"], packages: "any" },
  eval: { ours: ["lib/protocol", "lib/policy", "lib/agent", "lib/analyst", "headless", "tests/support", "scripts"], packages: "any" },
  scripts: { ours: ["lib/server"], packages: "any" },
  "tests/support": { ours: [], packages: "any" },
  app: { ours: ["lib/protocol", "lib/policy", "lib/agent", "lib/browser", "components"], packages: "any" },
};

const PURE = ["lib/protocol", "lib/policy", "lib/agent", "lib/analyst"];

type Source = { path: string; text: string; layer: string };

const layerOf = (path: string) => Object.keys(ARROWS).find((folder) => path.startsWith(`${folder}/`));

async function sources(): Promise<Source[]> {
  const lists = await Promise.all(["app", "components", "lib", "workers", "headless", "eval"].map((folder) => filesBelow(join(root, folder))));
  const paths = lists.flat().map((path) => relative(root, path).replaceAll("\\", "/"));
  return paths.flatMap((path) => {
    const layer = layerOf(path);
    return /\.tsx?$/.test(path) && layer ? [{ path, layer, text: readFileSync(join(root, path), "utf8") }] : [];
  });
}

/** Code without comments, so that prose about a rule does not break it. */
const bare = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");

const IMPORT = /^\s*(?:import|export)\s(?:[^"';]*?\sfrom\s)?\s*"([^"\n]+)"|\bimport\(\s*"([^"\n]+)"/gm;

const importsOf = (text: string) => [...bare(text).matchAll(IMPORT)].map(([, fixed, lazy]) => fixed ?? lazy ?? "");

function wrongImport(source: Source, target: string): boolean {
  const { ours, packages } = ARROWS[source.layer] ?? { ours: [], packages: [] };
  if (target.startsWith(".")) {
    const path = join(dirname(source.path), target).replaceAll("\\", "/");
    const layer = layerOf(path) ?? path;
    return layer !== source.layer && !ours.includes(layer);
  }
  if (packages === "any") return false;
  if (packages === "any but node") return target.startsWith("node:");
  return !packages.some((name) => target === name || target.startsWith(`${name}/`));
}

const all = await sources();
const offenders = (wrong: (source: Source) => string[]) => all.flatMap((source) => wrong(source).map((what) => `${source.path}: ${what}`));
const matches = (source: Source, pattern: RegExp) => [...bare(source.text).matchAll(pattern)].map(([found]) => found.trim());

describe("the arrows of docs/architecture.md", () => {
  test("there is something in every pure layer to look at", () => {
    for (const layer of ["lib/protocol", "lib/agent", "lib/browser", "lib/server", "workers"])
      expect(all.filter((source) => source.layer === layer).length, layer).toBeGreaterThan(0);
  });

  test("imports are found in every form they are written in", () => {
    const text =
      'import { a } from "./a.ts";\nimport "./b.css";\nexport { c } from "./c.ts";\nawait import("./d.ts");\nimport type {\n  E,\n} from "e";';
    expect(importsOf(text).sort()).toEqual(["./a.ts", "./b.css", "./c.ts", "./d.ts", "e"]);
    expect(importsOf('// import "x"\n/* import "y" */')).toEqual([]);
  });

  test("a turned arrow would be noticed", () => {
    const source = (path: string) => ({ path, layer: layerOf(path) ?? "", text: "" });
    expect(wrongImport(source("lib/protocol/a.ts"), "../agent/ports.ts")).toBe(true);
    expect(wrongImport(source("lib/browser/a.ts"), "../server/env.ts")).toBe(true);
    expect(wrongImport(source("lib/server/a.ts"), "../browser/sandbox.ts")).toBe(true);
    expect(wrongImport(source("workers/a.ts"), "../lib/agent/ports.ts")).toBe(true);
    expect(wrongImport(source("lib/agent/a.ts"), "node:fs")).toBe(true);
    expect(wrongImport(source("app/page.tsx"), "../lib/server/env.ts")).toBe(true);
    expect(wrongImport(source("app/api/audit/route.ts"), "../../../lib/server/env.ts")).toBe(false);
    expect(wrongImport(source("lib/agent/a.ts"), "../protocol/action.ts")).toBe(false);
  });

  test("every import goes the agreed way", () => {
    expect(offenders((source) => importsOf(source.text).filter((target) => wrongImport(source, target)))).toEqual([]);
  });

  test("the pure core knows no clock, no chance, no environment and no network", () => {
    const world =
      /\b(?:Date\.now|new Date\(\)|Math\.random|performance\.\w+|process\.\w+|crypto\.\w+|setTimeout|setInterval|fetch)\s*[(.]?/g;
    expect(offenders((source) => (PURE.includes(source.layer) ? matches(source, world) : []))).toEqual([]);
  });
});

describe("the house style", () => {
  test("relative imports carry their extension", () => {
    const wrong = (target: string) => target.startsWith(".") && !/\.(?:tsx?|mjs|json|css)$/.test(target);
    expect(offenders((source) => importsOf(source.text).filter(wrong))).toEqual([]);
  });

  test("no file only passes on what others make", () => {
    expect(offenders((source) => matches(source, /^export (?:\*|\{[^}]*\}) from .*$/gm))).toEqual([]);
    expect(all.map(({ path }) => path).filter((path) => /^index\.tsx?$/.test(basename(path)))).toEqual([]);
  });

  test("files have kebab names, and none is a manager, service, helper, controller or util", () => {
    const odd = all.map(({ path }) => path).filter((path) => !/^[a-z0-9]+(?:[-.][a-z0-9]+)*\.tsx?$/.test(basename(path)));
    expect(odd).toEqual([]);
    expect(all.map(({ path }) => path).filter((path) => /manager|service|helper|controller|util/.test(basename(path)))).toEqual([]);
  });
});

describe("what the page may never do", () => {
  const page = ["lib/browser", "components", "app"];
  const inPage = (pattern: RegExp) => offenders((source) => (page.includes(source.layer) ? matches(source, pattern) : []));

  test("it exposes nothing to the sandbox, not even a proxied callback", () => {
    expect(inPage(/\bComlink\.(?:expose|proxy)\b|\bimport\b[^;]*\b(?:expose|proxy)\b[^;]*from "comlink"/g)).toEqual([]);
  });

  test("it makes no markup and no code out of text", () => {
    expect(inPage(/dangerouslySetInnerHTML|\.(?:inner|outer)HTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function\(/g)).toEqual(
      [],
    );
  });
});

test("no file names the host of a package registry", async () => {
  const hosts = [
    ["registry", "npmjs", "org"],
    ["pypi", "org"],
    ["files", "pythonhosted", "org"],
  ].map((words) => words.join("."));
  const folders = [
    "app",
    "components",
    "lib",
    "workers",
    "scripts",
    "tests",
    "docs",
    "bench",
    "headless",
    "eval",
    "bin",
    ".ci",
    "README.md",
    "AGENTS.md",
    "package-lock.json",
  ];
  const files = (await Promise.all(folders.map((folder) => filesBelow(join(root, folder))))).flat();
  const naming = files.filter((file) => hosts.some((host) => readFileSync(file, "latin1").includes(host)));
  expect(naming.map((file) => relative(root, file))).toEqual([]);
});
