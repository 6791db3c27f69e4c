// Runs Python under the vendored Pyodide: `node tests/support/python.mjs tests/python/test_x.py [test ids] | script.py | -c "code"`.
import { spawnSync } from "node:child_process";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

if (!process.features.typescript) {
  const node = join(here, "../../node_modules/.bin/node");
  const { status } = spawnSync(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
  process.exit(status ?? 1);
}

const { bootPyodide, root } = await import("./pyodide.ts");
const [target, ...rest] = process.argv.slice(2);
if (!target) throw new Error("usage: python.mjs tests/python/test_x.py [Class.test ...] | script.py | -c code");
const python = await bootPyodide();

async function run() {
  if (target === "-c") return python.runPythonAsync(rest.join(" ")).then(() => true);
  const module = basename(target, ".py");
  if (module.startsWith("test_")) {
    const names = rest.length > 0 ? rest.map((name) => `${module}.${name}`) : [module];
    return python.runPython(`import discover; discover.run_all(${JSON.stringify(names)})`);
  }
  const path = join("/repo", relative(root, resolve(target)));
  return python.runPythonAsync(`import runpy; runpy.run_path(${JSON.stringify(path)}, run_name="__main__"); True`);
}

process.exit((await run()) ? 0 : 1);
