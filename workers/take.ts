import type { PyodideInterface } from "pyodide";
import createPyodideModule from "pyodide/pyodide.asm.mjs";
import digest from "python-digest";
import { boot, type Create } from "./boot.ts";
import { type Exports, field, type Heap, type Library, type Linker, linkerOf, mainOf, type Single, word } from "./linked.ts";
import { freeFiles } from "./library-files.ts";
import { spare } from "./spared.ts";
import { unpack } from "./unpack.ts";
import { groundOf } from "./wake.ts";

const sitePackages = "/lib/python3.14/site-packages";
const pageBytes = 65_536;

function librariesOf(linker: Linker): Library[] {
  const found = new Map<string, Library>();
  for (const [text, { name }] of Object.entries(linker.LDSO.loadedLibsByHandle)) {
    const handle = Number(text);
    if (handle === 0) continue;
    const known = found.get(name) ?? { path: name, memoryBase: word(linker, handle + field.memoryBase), tableBase: word(linker, handle + field.tableBase), tableSize: word(linker, handle + field.tableSize), handles: [] };
    known.handles.push(handle);
    found.set(name, known);
  }
  const names = Object.keys(linker.LDSO.loadedLibsByName).filter((name) => name !== "__main__");
  const odd = names.filter((name) => !found.has(name));
  if (odd.length > 0) throw new Error(`libraries without a handle: ${odd.join(", ")}`);
  return names.flatMap((name) => found.get(name) ?? []);
}

/** Addresses by name, of the settled ones too (symbols.ts). */
function symbolsOf({ GOT }: Linker): Heap["symbols"] {
  const found: Heap["symbols"] = {};
  for (const name in GOT) found[name] = GOT[name]?.value ?? 0;
  return found;
}

/** Name and home of every exported function. */
function origins(linker: Linker): Map<unknown, Omit<Single, "at">> {
  const known = new Map<unknown, Omit<Single, "at">>();
  const learn = (of: string | null, exports: Exports) => {
    for (const [name, value] of Object.entries(exports)) if (typeof value === "function" && !known.has(value)) known.set(value, { of, name, lent: false });
  };
  learn(null, mainOf(linker));
  for (const { name, exports } of Object.values(linker.LDSO.loadedLibsByName)) if (name !== "__main__") learn(name, exports);
  return known;
}

/** Functions in the table that belong to no library's own stretch. Throws for one whose home is unknown: it could not be put back. */
function singlesOf(linker: Linker, tableStart: number, libraries: readonly Library[]): Single[] {
  const known = origins(linker);
  const main = mainOf(linker);
  const lent = new Map(Object.entries(symbolsOf(linker)).flatMap(([name, value]) => (typeof main[name] === "function" ? [[value, name]] : [])));
  const singles: Single[] = [];
  for (let at = tableStart; at < linker.wasmTable.length; at++) {
    if (libraries.some(({ tableBase, tableSize }) => at >= tableBase && at < tableBase + tableSize)) continue;
    const value: unknown = linker.wasmTable.get(at);
    if (value === null) continue;
    const origin = known.get(value);
    const name = lent.get(at);
    if (origin) singles.push({ at, ...origin });
    else if (name !== undefined) singles.push({ at, of: null, name, lent: true });
    else throw new Error(`nobody knows the function at ${at} of the table`);
  }
  return singles;
}

type Taken = { heap: Heap; bytes: Uint8Array };

function taken(python: PyodideInterface, tableStart: number): Taken {
  const linker = linkerOf(python);
  const whole = python.makeMemorySnapshot();
  const headBytes = new DataView(whole.buffer, whole.byteOffset).getUint32(4, true);
  const libraries = librariesOf(linker);
  const used = word(linker, linker._emscripten_get_sbrk_ptr());
  const heapBytes = Math.min(whole.length - headBytes, Math.ceil(used / pageBytes) * pageBytes);
  const heap: Heap = {
    sources: digest,
    tableStart,
    tableLength: linker.wasmTable.length,
    heapBytes,
    spared: { runs: [], sum: 0 },
    libraries,
    singles: singlesOf(linker, tableStart, libraries),
    symbols: symbolsOf(linker),
    head: Array.from(whole.subarray(0, headBytes)),
  };
  return { heap, bytes: whole.subarray(headBytes, headBytes + heapBytes) };
}

/** Writes zeros over memory that is free, so that it weighs nothing on the way: what can be had without more memory is had in ever smaller pieces, and given back. */
function wipe(linker: Linker): void {
  const end = () => word(linker, linker._emscripten_get_sbrk_ptr());
  const held: number[] = [];
  for (let size = 64 * 1024; size >= 8; size = size > 64 ? Math.floor(size / 1.25) : size - 8) {
    for (let before = end(); end() === before; ) {
      const at = linker._malloc(size);
      linker.HEAPU8.fill(0, at, at + size);
      held.push(at);
    }
  }
  for (const at of held) linker._free(at);
}

type Order = { module: WebAssembly.Module; stdlib: Uint8Array; archives: Uint8Array[]; seed: string };

/** Boots as in the browser, has Python import what it sleeps with, and gives its heap. */
async function take({ module, stdlib, archives, seed }: Order): Promise<Taken> {
  let tableStart = 0;
  const create: Create = (settings) => {
    const born = () => { tableStart = Reflect.get(settings, "wasmTable").length; };
    return createPyodideModule(Object.assign(settings, { onRuntimeInitialized: born }));
  };
  const start = { create, options: { _makeSnapshot: true }, env: { PYTHONHASHSEED: seed }, woken: false };
  const python = await boot({ module, stdlib }, (_stream, text) => console.log(text), (message) => console.log(message), start);
  for (const archive of archives) unpack(python, archive, sitePackages);
  python.pyimport("sandpiper.asleep").fall();
  freeFiles(linkerOf(python));
  wipe(linkerOf(python));
  return taken(python, tableStart);
}

type Bare = { heap: Heap; bytes: Uint8Array; module: WebAssembly.Module; libraries: [path: string, module: WebAssembly.Module][] };

/** Leaves out of a heap what an interpreter brings that has only linked the heap's libraries. In a context of its own: it boots that one. Gives the JSON of the heap. */
async function lighten({ heap, bytes, module, libraries }: Bare): Promise<string> {
  const ground = await groundOf(heap, module, new Map(libraries));
  return JSON.stringify({ ...heap, spared: spare(bytes, ground) });
}

Object.assign(self, { take, lighten });
