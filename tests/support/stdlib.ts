import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pruned } from "../../workers/stdlib.ts";

const stubsOf = (folder: string): Record<string, string> => {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".py"));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
};

/** Path of the standard library as the kernel gets it: without the modules that face a network. */
export function prunedStdlib(root: string): string {
  const zip = readFileSync(join(root, "node_modules/pyodide/python_stdlib.zip"));
  const file = join(mkdtempSync(join(tmpdir(), "sandpiper-")), "python_stdlib.zip");
  writeFileSync(file, pruned(zip, stubsOf(join(root, "workers/python/stubs"))));
  return file;
}
