import type { PyodideInterface } from "pyodide";
import type { Spared } from "./spared.ts";

/** A native library as it lies in a heap: where its data begins, where its functions stand in the table, and the handles that C has of it. */
export type Library = { path: string; memoryBase: number; tableBase: number; tableSize: number; handles: number[] };

/** A function that stands in the table outside of the libraries' places: an export of a library (by its path), of the interpreter, or what JavaScript lends to it. */
export type Single = { at: number; of: string | null; name: string; lent: boolean };

export type Exports = Record<string, unknown>;
type Dso = { name: string; exports: Exports; global: boolean };

/** Emscripten's module behind an interpreter, as far as it links libraries. */
export type Linker = {
  HEAPU8: Uint8Array<ArrayBuffer>;
  HEAPU32: Uint32Array;
  GOT: Record<string, WebAssembly.Global & { required?: boolean }>;
  LDSO: { loadedLibsByName: Record<string, Dso>; loadedLibsByHandle: Record<string, Pick<Dso, "name"> & { exports: Exports | "loading" }> };
  preloadedWasm: Record<string, Exports>;
  wasmTable: WebAssembly.Table;
  newDSO(name: string, handle: number | undefined, exports: Exports): Dso;
  growMemory(bytes: number): number | undefined;
  relocateExports(exports: WebAssembly.Exports, memoryBase: number): Exports;
  setWasmTableEntry(at: number, value: unknown): void;
  updateTableMap(at: number, count: number): void;
  convertJsFunctionToWasm(value: unknown, signature: string): unknown;
  _emscripten_get_sbrk_ptr(): number;
  _malloc(bytes: number): number;
  _free(at: number): void;
};

export const linkerOf = (python: PyodideInterface): Linker => Reflect.get(python, "_module");

/** Places of fields in Emscripten's record of a library, in bytes from its handle. */
export const field = { memoryBase: 12, tableBase: 20, tableSize: 24, file: 28, fileBytes: 32 };

export const word = ({ HEAPU32 }: Linker, address: number): number => HEAPU32[address >>> 2] ?? 0;

/** The interpreter's own functions, and what JavaScript lends to it. */
export function mainOf({ LDSO }: Linker): Exports {
  const main = LDSO.loadedLibsByName.__main__;
  if (!main) throw new Error("the interpreter does not know itself");
  return main.exports;
}

/** All that a heap needs beside its bytes to go on living in another interpreter of the same build. */
export type Heap = {
  /** Digest of our own Python sources: a heap of others would run other code than the build holds. */
  sources: string;
  /** Of the table before the first library came. */
  tableStart: number;
  tableLength: number;
  heapBytes: number;
  spared: Spared;
  libraries: Library[];
  singles: Single[];
  /** Addresses of symbols, as all libraries share them. */
  symbols: Record<string, number>;
  /** Pyodide's own head of a snapshot, which says what JavaScript objects Python holds. */
  head: number[];
};
