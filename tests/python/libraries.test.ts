import { expect, test } from "vitest";
import { field, linkerOf, word } from "../../workers/linked.ts";
import { settleSymbols } from "../../workers/symbols.ts";
import { bootPyodide } from "../support/pyodide.ts";

/** Bytes of files of libraries that Python's memory holds, of each library. */
function held(python: Awaited<ReturnType<typeof bootPyodide>>): number[] {
  const linker = linkerOf(python);
  const handles = Object.keys(linker.LDSO.loadedLibsByHandle).map(Number).filter((handle) => handle !== 0);
  return handles.map((handle) => word(linker, handle + field.fileBytes));
}

test("Python's memory keeps no file of a library that is linked, but for the last one", async () => {
  const python = await bootPyodide();
  python.runPython("import numpy.random");
  const before = held(python).filter((bytes) => bytes > 0).length;
  settleSymbols(python);
  expect(python.runPython("import pandas\nint(pandas.DataFrame({'a': [20, 22]}).groupby('a')['a'].sum().sum())")).toBe(42);
  const left = held(python);
  expect(before).toBeGreaterThan(5);
  expect(left.length).toBeGreaterThan(before + 30);
  expect(left.filter((bytes) => bytes > 0).length).toBeLessThanOrEqual(1);
});
