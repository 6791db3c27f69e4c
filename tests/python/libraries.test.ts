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

test("Python's memory keeps no file of a library that is linked, but for the last one; without us it keeps them all", async () => {
  const [plain, ours] = await Promise.all([bootPyodide(), bootPyodide()]);
  settleSymbols(ours);
  for (const python of [plain, ours]) expect(python.runPython("import numpy.random, pandas\nint(pandas.DataFrame({'a': [20, 22]}).groupby('a')['a'].sum().sum())")).toBe(42);
  const [kept, left] = [held(plain), held(ours)];
  expect(kept.length).toBeGreaterThan(40);
  expect(kept.filter((bytes) => bytes === 0)).toEqual([]);
  expect(left).toHaveLength(kept.length);
  expect(left.filter((bytes) => bytes > 0).length).toBeLessThanOrEqual(1);
  const sum = (all: number[]) => all.reduce((total, bytes) => total + bytes, 0);
  console.log(`files of libraries in Python's memory: ${sum(kept)} bytes, ${sum(left)} with settled symbols`);
});
