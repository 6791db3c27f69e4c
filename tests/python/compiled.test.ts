import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zstdDecompressSync } from "node:zlib";
import { loadPyodide } from "pyodide";
import { expect, test } from "vitest";
import { Compiled } from "../../lib/protocol/kernel.ts";
import { pruned } from "../../workers/stdlib.ts";
import { entries, unpack } from "../../workers/unpack.ts";
import { readLock, root } from "../support/pyodide.ts";

const vendored = join(root, "public/pyodide");
const site = "/lib/python3.14/site-packages";
const compiled = Compiled.parse(JSON.parse(readFileSync(join(vendored, "compiled.json"), "utf8")));

/** What a packed file holds. */
const plainOf = ({ file }: { file: string }): Uint8Array<ArrayBuffer> => new Uint8Array(zstdDecompressSync(readFileSync(join(vendored, file))));

const stdlib = plainOf(compiled.stdlib);
const stdlibFile = join(mkdtempSync(join(tmpdir(), "sandpiper-stdlib-")), "python_stdlib.zip");
writeFileSync(stdlibFile, stdlib);

/** The interpreter with the standard library and every package from the archives that set-up has compiled. */
const python = await loadPyodide({
  indexURL: `${join(root, "node_modules/pyodide")}/`,
  stdLibURL: `file://${stdlibFile}`,
  env: { MPLBACKEND: "Agg", PYTHONDONTWRITEBYTECODE: "1", HOME: "/home/pyodide" },
  stderr: () => undefined,
});
for (const one of Object.values(compiled.packages)) unpack(python, plainOf(one), site);
python.FS.mkdirTree("/support");
python.FS.writeFile("/support/one_thing.py", readFileSync(join(root, "tests/support/one_thing.py")));
python.runPython("import sys; sys.path.append('/support'); import importlib, one_thing");

test("set-up has compiled the standard library and every vendored package, each from the very file that the lock names", () => {
  const { core, packages } = readLock();
  expect(compiled.wasm).toBe(core.wasm.sha256);
  expect(compiled.stdlib.from).toBe(core.stdlib.sha256);
  const from = Object.fromEntries(Object.entries(compiled.packages).map(([name, one]) => [name, one.from]));
  expect(from).toEqual(Object.fromEntries(Object.values(packages).map(({ name, sha256 }) => [name, sha256])));
});

for (const { name, imports } of Object.values(readLock().packages)) {
  test(`${name} works from its compiled archive`, () => {
    for (const module of imports) python.runPython(`importlib.import_module(${JSON.stringify(module)})`);
    python.runPython(`one_thing.${name.replaceAll("-", "_")}()`);
  }, 120_000);
}

test("what is taken out of the standard library is taken out of the compiled one too", () => {
  const kept = pruned(stdlib.slice(), { "socket.py": "", "urllib/request.py": "" });
  const modules = new Set(entries(kept).map(({ path }) => path));
  for (const path of ["ssl.pyc", "http/client.pyc", "webbrowser.pyc", "socket.pyc", "urllib/request.pyc"]) expect(modules, path).not.toContain(path);
  for (const path of ["json/__init__.pyc", "http/__init__.pyc", "socket.py", "urllib/request.py"]) expect(modules, path).toContain(path);
});

test("the standard library and the packages run without their sources", () => {
  expect(python.runPython("import json, pandas; json.__file__.endswith('.pyc') and pandas.__file__.endswith('.pyc')")).toBe(true);
});

test("a traceback names the file and line of the published source", () => {
  const text = python.runPython("import traceback\ntry:\n    pandas.read_csv('/none')\nexcept OSError:\n    text = traceback.format_exc()\ntext");
  expect(text).toMatch(/File "\/lib\/python3\.14\/site-packages\/pandas\/io\/parsers\/readers\.py", line \d+, in read_csv/);
});
