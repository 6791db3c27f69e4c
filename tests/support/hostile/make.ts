import { mkdtempSync, openSync, closeSync, ftruncateSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { bootPyodide } from "../pyodide.ts";

const Made = z.object({ expected: z.record(z.string(), z.string()), renamed: z.record(z.string(), z.string()) });

/** `path` on the disk, the name a browser hands in, and what must come of it (tests/support/hostile/files.py says in what words). */
export type Hostile = { path: string; name: string; expected: string };

/** Writes the hostile files of files.py into a folder of their own. */
export async function hostileFiles(): Promise<Hostile[]> {
  const python = await bootPyodide(() => undefined);
  python.runPython("import sys; sys.path.insert(0, '/repo/tests/support/hostile')");
  const { expected, renamed } = Made.parse(JSON.parse(python.pyimport("files").make()));
  const folder = mkdtempSync(join(tmpdir(), "sandpiper-hostile-"));
  return Object.entries(expected).map(([file, wanted]) => {
    const path = join(folder, file);
    writeFileSync(path, python.FS.readFile(`/tmp/hostile/${file}`));
    return { path, name: renamed[file] ?? file, expected: wanted };
  });
}

/** 2.3 GB on paper, a few kilobytes on the disk: a CSV that goes on in zeros. */
export function sparseFile(bytes: number): string {
  const path = join(mkdtempSync(join(tmpdir(), "sandpiper-sparse-")), "sparse.csv");
  const file = openSync(path, "w");
  writeSync(file, `a,b\n${"1,2\n".repeat(1_000)}`);
  ftruncateSync(file, bytes);
  closeSync(file);
  return path;
}
