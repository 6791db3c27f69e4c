import { loadPyodide, type PyodideInterface } from "pyodide";
import createPyodideModule from "pyodide/pyodide.asm.mjs";
import sources from "python-sources";
import { pruned } from "./stdlib.ts";
import { settleSymbols } from "./symbols.ts";
import { refuseCheaply, reuseErrors } from "./thrown.ts";

/** Nothing answers there: Pyodide wants an absolute address to resolve names against. */
const nowhere = "https://sandpiper.invalid/";
const target = { info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", python: "3.14.0", version: "314.0.3" }, packages: {} };
export const home = "/sandpiper";
/** Below it lies what stands in for standard modules. */
const stubs = "stubs/";

const standIns = (): Record<string, string> =>
  Object.fromEntries(Object.entries(sources).flatMap(([path, text]) => (path.startsWith(stubs) ? [[path.slice(stubs.length), text]] : [])));

/** From now on `fetch` answers from the bytes handed in and WebAssembly starts from the module handed in. Nothing is ever asked of a network. */
function handIn(module: WebAssembly.Module, stdlib: Uint8Array<ArrayBuffer>): void {
  self.fetch = async (input) => {
    const wanted = String(input instanceof Request ? input.url : input);
    if (wanted.endsWith(".wasm")) return new Response(null);
    if (wanted.endsWith("python_stdlib.zip")) return new Response(new Uint8Array(stdlib));
    throw new TypeError("this sandbox has no network");
  };
  WebAssembly.instantiateStreaming = async (_source, imports) => ({ module, instance: await WebAssembly.instantiate(module, imports) });
}

function writeSources(python: PyodideInterface): void {
  for (const [path, text] of Object.entries(sources)) {
    if (path.startsWith(stubs)) continue;
    const file = `${home}/${path}`;
    python.FS.mkdirTree(file.slice(0, file.lastIndexOf("/")));
    python.FS.writeFile(file, text);
  }
}

/** A time zone file of UTC, in the first version of its format: one zone without an offset. */
function utc(): Uint8Array {
  const bytes = new Uint8Array(54);
  bytes.set(new TextEncoder().encode("TZif"));
  bytes.set([0, 0, 0, 1, 0, 0, 0, 4], 36);
  bytes.set(new TextEncoder().encode("UTC"), 50);
  return bytes;
}

/** pandas asks dateutil for UTC when it is imported; where no such file is, dateutil unpacks and parses all the zones of the world. */
function writeZone({ FS }: PyodideInterface): void {
  FS.mkdirTree("/usr/share/zoneinfo");
  FS.writeFile("/usr/share/zoneinfo/UTC", utc());
}

export type Create = typeof createPyodideModule;

export type Print = (stream: "stdout" | "stderr", text: string) => void;

/** How the interpreter comes to life, where not in the plain way: Pyodide's module, more of its options, more of Python's environment. */
export type Start = { create: Create; options: object; env: Record<string, string>; woken: boolean };

const plain: Start = { create: createPyodideModule, options: {}, env: { PYTHONHASHSEED: "1" }, woken: false };

/** The standard library as it ships: nothing in it faces a network. */
export const library = (stdlib: Uint8Array): Uint8Array<ArrayBuffer> => pruned(stdlib, standIns());

/** The interpreter with our package on its path; without a standard library where that comes later. `print` gets what C code writes, `fatal` why the interpreter ended, if it does. */
export async function boot(
  core: { module: WebAssembly.Module; stdlib: Uint8Array | null },
  print: Print,
  fatal: (message: string) => void,
  { create, options, env, woken }: Start = plain,
): Promise<PyodideInterface> {
  refuseCheaply();
  handIn(core.module, core.stdlib ? library(core.stdlib) : new Uint8Array());
  const python = await loadPyodide({
    ...options,
    indexURL: nowhere,
    packageBaseUrl: nowhere,
    lockFileContents: JSON.stringify(target),
    jsglobals: Object.create(null),
    createPyodideModule: create,
    env: { ...env, HOME: "/home/pyodide", MPLBACKEND: "module://sandpiper.backend", TZ: "UTC" },
    stdin: () => null,
    stdout: (text) => print("stdout", `${text}\n`),
    stderr: (text) => print("stderr", `${text}\n`),
  });
  Reflect.set(Reflect.get(python, "_api"), "on_fatal", (error: unknown) => fatal(String(error)));
  settleSymbols(python);
  reuseErrors(python);
  writeSources(python);
  writeZone(python);
  if (!woken) python.runPython(`import os, sys; sys.path.insert(0, ${JSON.stringify(home)}); os.environ.pop("PYTHONHASHSEED", None)`);
  return python;
}
