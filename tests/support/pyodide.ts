import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadPyodide, type PyodideInterface } from "pyodide";
import { prunedStdlib } from "./stdlib.ts";
import { Lock } from "../../lib/protocol/kernel.ts";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const vendored = join(root, "public/pyodide");

/** The packages set-up has vendored; throws with what to do when it has not run. */
export function readLock(): Lock {
  try {
    return Lock.parse(JSON.parse(readFileSync(join(vendored, "lock.json"), "utf8")));
  } catch (cause) {
    throw new Error("public/pyodide/lock.json cannot be read: run scripts/setup first", { cause });
  }
}

/**
 * The interpreter that ships, in Node; each vendored wheel is unpacked when first imported. The checkout is mounted
 * at /repo; workers/python, tests/python and tests/support are on sys.path. `print` gets each line of output.
 */
export async function bootPyodide(print: (line: string) => void = console.log): Promise<PyodideInterface> {
  const python = await loadPyodide({
    indexURL: `${join(root, "node_modules/pyodide")}/`,
    stdLibURL: prunedStdlib(root),
    env: { MPLBACKEND: "Agg", PYTHONDONTWRITEBYTECODE: "1", PYTHONHASHSEED: "0", HOME: "/home/pyodide" },
    stdout: print,
    stderr: print,
  });
  python.FS.mkdirTree("/repo");
  python.mountNodeFS("/repo", root);
  python.runPython("import sys; sys.path[:0] = ['/repo/workers/python', '/repo/tests/python', '/repo/tests/support']; import wheels");
  const { packages } = readLock();
  const unpack = (name: string) => python.unpackArchive(Uint8Array.from(readFileSync(join(vendored, packages[name]?.file ?? name))), "wheel", { extractDir: "/lib/python3.14/site-packages" });
  python.globals.get("wheels").watch(python.toPy(packages), unpack);
  return python;
}
