import type { PyodideInterface } from "pyodide";

/** Bytes of Python's memory. It never shrinks: what it is now is the most that it has been. Undefined where the interpreter does not show it. */
export function heapBytes(python: PyodideInterface): number | undefined {
  const heap: unknown = Reflect.get(python, "_module")?.HEAPU8;
  return heap instanceof Uint8Array ? heap.byteLength : undefined;
}
