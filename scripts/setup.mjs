import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { install, projectNode } from "./install.mjs";
import { findPip, noPip } from "./python.mjs";
import { run } from "./run.mjs";
import { entry, megabytes, say, seconds, Trouble } from "./say.mjs";
import { keyOf, once } from "./stamp.mjs";
import { vendor } from "./vendor-pyodide.mjs";

export const root = resolve(fileURLToPath(import.meta.url), "../..");

async function tools() {
  const node = process.versions.node;
  if (Number(node.split(".")[0]) < 20) throw new Trouble(`Node ${node} is too old: Sandpiper's set-up needs Node 20 or newer`);
  const vendored = existsSync(join(root, "public/pyodide/lock.json"));
  if (vendored || process.env.PYODIDE_WHEELS_DIR) return `Node ${node}`;
  const pip = await findPip();
  if (!pip) throw noPip();
  return `Node ${node}, ${pip.version}`;
}

async function packages() {
  const outcome = await install(root);
  const { version } = await projectNode(root);
  return `${outcome}; runs on its own Node ${version}`;
}

async function pyodide() {
  const { made, files, bytes } = await vendor({ root });
  return `${files} files checked (${megabytes(bytes)}), ${made === 0 ? "unchanged" : `${made} made`}`;
}

/** Keeps its own account of what is done, archive by archive. */
async function compiled() {
  await script(["scripts/compile-python.mjs"], "scripts/compile-python.mjs failed; its message is above");
  return "checked";
}

/** All that decides about the heap that is taken; the workers' other files do not. */
const HEAP = ["boot", "linked", "stdlib", "symbols", "take", "thrown", "unpack"].map((name) => `workers/${name}.ts`);
const TAKING = ["workers/python", ...HEAP, "lib/protocol/pack.ts", "scripts/snapshot.mjs", "scripts/packfile.mjs", "scripts/build-sandbox.mjs", "scripts/zip.mjs"];

async function snapshot() {
  const key = await keyOf(root, [...TAKING, "package-lock.json", "public/pyodide/lock.json", "public/pyodide/compiled.json"]);
  const outputs = async () => {
    const { head, pieces, libraries, packages } = JSON.parse(await readFile(join(root, "public/pyodide/snapshot.json"), "utf8"));
    const packed = [...pieces, libraries, ...Object.values(packages)].map(({ file }) => file);
    return ["snapshot.json", head.file, `${head.file}.br`, `${head.file}.zst`, ...packed].map((name) => `public/pyodide/${name}`);
  };
  return once(root, { name: "snapshot", key, outputs }, () => script(["scripts/snapshot.mjs"], "scripts/snapshot.mjs failed; its message is above"));
}

async function script(args, trouble) {
  const { path } = await projectNode(root);
  const { code } = await run(path, args, {
    show: true,
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (code !== 0) throw new Trouble(trouble);
}

/** Each in a process of its own, on the project's Node. */
const BUILDERS = ["scripts/build-sandbox.mjs", "scripts/build-viewer.mjs", "scripts/build-guard.mjs", "scripts/build-ground.mjs", "scripts/build-offline.mjs"];

async function sandbox() {
  const key = await keyOf(root, ["workers", "lib/protocol", "lib/policy", "lib/agent", "lib/analyst", "lib/browser/guard.worker.ts", "headless/python/prelude.py", ...BUILDERS, "package-lock.json", "scripts/packages.json"]);
  return once(root, { name: "sandbox", key, outputs: ["public/sandbox", "public/offline.js"] }, async () => {
    for (const builder of BUILDERS) await script([builder], `${builder} failed; its message is above`);
  });
}

const SOURCES = [
  "app",
  "components",
  "lib",
  "public",
  "proxy.ts",
  "next.config.mjs",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];

async function app() {
  const skip = (path) => path === join(root, "public/pyodide");
  const open = Object.entries(process.env).filter(([name]) => name.startsWith("NEXT_PUBLIC_"));
  const key = await keyOf(root, [...SOURCES, "scripts/headers.mjs", "scripts/sandbox-headers.mjs"], { skip, extra: JSON.stringify(open) });
  const outputs = [".next/BUILD_ID", ".next/routes-manifest.json"];
  const build = ["node_modules/next/dist/bin/next", "build"];
  return once(root, { name: "app", key, outputs }, () => script(build, "next build failed; its message is above"));
}

const STEPS = [
  ["tools", tools],
  ["packages", packages],
  ["Pyodide and its wheels", pyodide],
  ["compiled Python", compiled],
  ["snapshot", snapshot],
  ["sandbox", sandbox],
  ["app", app],
];

/** Brings the checkout to where it can serve; does only what is not done. */
export async function setup() {
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  say(`Sandpiper ${version}: set-up`);
  for (const [index, [name, step]] of STEPS.entries()) {
    const since = performance.now();
    say(`[${index + 1}/${STEPS.length}] ${name} ...`);
    const outcome = await step();
    say(`[${index + 1}/${STEPS.length}] ${name}: ${outcome} (${seconds(since)})`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await entry(setup);
