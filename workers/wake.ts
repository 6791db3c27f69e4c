import type { PyodideInterface } from "pyodide";
import createPyodideModule from "pyodide/pyodide.asm.mjs";
import digest from "python-digest";
import type { Lock } from "../lib/protocol/kernel.ts";
import { boot, type Create, type Print, type Start } from "./boot.ts";
import { type Exports, type Heap, type Library, type Linker, mainOf, type Single } from "./linked.ts";
import { hold } from "./spared.ts";

type Pieces = readonly Uint8Array[];
type Modules = ReadonlyMap<string, WebAssembly.Module>;

const isReal = (value: unknown): boolean => value !== undefined && !(typeof value === "function" && "stub" in value && value.stub);

/** What a library asks the interpreter for; where that has nothing, the library's own function of this name stands in, as with Emscripten's linker. */
function lending(main: Exports, { memoryBase, tableBase }: Library, own: () => Exports): object {
  const later = new Map<string, (...values: unknown[]) => unknown>();
  const resolve = (name: string) => {
    const value = isReal(main[name]) ? main[name] : own()[name];
    if (typeof value !== "function") throw new Error(`nobody has the function ${name}`);
    return value;
  };
  const get = (_target: object, name: string): unknown => {
    if (name === "__memory_base") return memoryBase;
    if (name === "__table_base") return tableBase;
    if (isReal(main[name])) return main[name];
    if (!later.has(name)) later.set(name, (...values) => resolve(name)(...values));
    return later.get(name);
  };
  return new Proxy({}, { get });
}

/** Puts a library where it was. Its data are in the heap already: nothing of it is run. */
function link(linker: Linker, library: Library, module: WebAssembly.Module): void {
  let exports: Exports = {};
  const symbols = new Proxy({}, { get: (_target, name: string) => linker.GOT[name] });
  const env: WebAssembly.ModuleImports = Object.assign(lending(mainOf(linker), library, () => exports));
  const instance = new WebAssembly.Instance(module, { "GOT.mem": symbols, "GOT.func": symbols, env, wasi_snapshot_preview1: env });
  exports = linker.relocateExports(instance.exports, library.memoryBase);
  const dso = linker.newDSO(library.path, undefined, exports);
  dso.global = false;
  for (const handle of library.handles) linker.LDSO.loadedLibsByHandle[handle] = dso;
}

function setSymbols({ GOT }: Linker, symbols: Heap["symbols"]): void {
  for (const [name, value] of Object.entries(symbols)) {
    const known = GOT[name];
    if (known) known.value = value;
    else GOT[name] = new WebAssembly.Global({ value: "i32", mutable: true }, value);
  }
}

function place(linker: Linker, { at, of, name, lent }: Single): void {
  const exports = of === null ? mainOf(linker) : linker.LDSO.loadedLibsByName[of]?.exports;
  const value = exports?.[name];
  if (typeof value !== "function") throw new Error(`${of ?? "the interpreter"} has no function ${name}`);
  const signature: unknown = "sig" in value ? value.sig : "";
  linker.setWasmTableEntry(at, lent ? linker.convertJsFunctionToWasm(value, String(signature)) : value);
  linker.updateTableMap(at, 1);
}

/** Gives an interpreter that has not begun yet the libraries that this heap speaks of, and what stands in its table. Throws where they do not fit. */
function settle(linker: Linker, heap: Heap, modules: Modules): void {
  if (linker.wasmTable.length !== heap.tableStart) throw new Error(`the table begins at ${linker.wasmTable.length}, not at ${heap.tableStart}`);
  if (linker.HEAPU8.length < heap.heapBytes && linker.growMemory(heap.heapBytes) !== 1) throw new Error(`there is no memory for a heap of ${heap.heapBytes} bytes`);
  linker.wasmTable.grow(heap.tableLength - heap.tableStart);
  setSymbols(linker, heap.symbols);
  for (const library of heap.libraries) {
    const module = modules.get(library.path);
    if (!module) throw new Error(`${library.path} is missing`);
    link(linker, library, module);
    linker.updateTableMap(library.tableBase, library.tableSize);
  }
  for (const single of heap.singles) place(linker, single);
}

/** Writes the heap over its memory, but for what it has brought itself. */
function fill({ HEAPU8 }: Linker, { heapBytes, spared }: Heap, pieces: Pieces): void {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (length !== heapBytes) throw new Error(`the heap has ${length} bytes, not ${heapBytes}`);
  const back = hold(HEAPU8, spared);
  let at = 0;
  for (const piece of pieces) {
    HEAPU8.set(piece, at);
    at += piece.length;
  }
  back();
}

/** What is done to Pyodide's module before Python begins in it. */
type Prepare = (linker: Linker) => void;

/** Puts the heap in place of what the interpreter would make by itself. */
function waking({ head }: Heap, prepare: Prepare): Start {
  const create: Create = async (settings) => {
    const module = await createPyodideModule(settings);
    prepare(Object.assign(module));
    return module;
  };
  return { create, options: { _loadSnapshot: Promise.resolve(Uint8Array.from(head)) }, env: {}, woken: true };
}

/** The memory over which a heap will be written, in the moment before: what interpreter and libraries bring themselves. For set-up. */
export async function groundOf(heap: Heap, module: WebAssembly.Module, modules: Modules): Promise<Uint8Array> {
  let found: Uint8Array | null = null;
  const prepare: Prepare = (linker) => {
    settle(linker, heap, modules);
    found = linker.HEAPU8.slice(0, heap.heapBytes);
    throw new Error("that is all");
  };
  await boot({ module, stdlib: null }, () => undefined, () => undefined, waking(heap, prepare)).catch((error: unknown) => {
    if (!found) throw error;
  });
  return found ?? new Uint8Array();
}

type Asleep = { module: WebAssembly.Module; head: Uint8Array; pieces: Pieces; libraries: Modules; lock: Lock };

/**
 * The interpreter as set-up has left it (workers/take.ts), with native libraries linked and packages imported. Python then tries
 * what it has and draws its seeds anew; throws when anything does not fit, and that interpreter is of no use then.
 */
export async function wake({ module, head, pieces, libraries, lock }: Asleep, print: Print, fatal: (message: string) => void): Promise<PyodideInterface> {
  const heap: Heap = JSON.parse(new TextDecoder().decode(head));
  if (heap.sources !== digest) throw new Error("the snapshot was taken of other Python sources than this build's");
  const python = await boot({ module, stdlib: null }, print, fatal, waking(heap, (linker) => {
    settle(linker, heap, libraries);
    fill(linker, heap, pieces);
  }));
  const versions = Object.fromEntries(Object.values(lock.packages).map(({ name, version }) => [name, version]));
  python.pyimport("sandpiper.asleep").wake(JSON.stringify(versions));
  return python;
}
