/**
 * For each exception that is thrown in a worker, caught or not, Chromium describes up to 200 frames of the stack, 0.4 ms in the depths of Python, unless it is an Error that was described
 * before. Emscripten throws one for every file that is not there, and one for every address that a library exports. Here they are made ahead.
 */
import type { PyodideInterface } from "pyodide";

/** Emscripten's number for "no such file or directory". */
const noSuchFile = 44;

/** Without a stack there is nothing to describe. */
function stackless<T>(make: () => T): T {
  const limit: unknown = Reflect.get(Error, "stackTraceLimit");
  Reflect.set(Error, "stackTraceLimit", 0);
  const made = make();
  Reflect.set(Error, "stackTraceLimit", limit);
  return made;
}

class ErrnoError extends Error {
  override name = "ErrnoError";
  readonly errno: number;

  constructor(errno: number) {
    super();
    this.errno = errno;
  }
}

/** From now on the file system throws the same error each time it throws one of this number. */
export function reuseErrors({ FS }: PyodideInterface): void {
  const made = new Map<number, ErrnoError>();
  const once = (errno: number): ErrnoError => {
    const error = made.get(errno) ?? stackless(() => new ErrnoError(errno));
    made.set(errno, error);
    return error;
  };
  Reflect.set(FS, "ErrnoError", new Proxy(ErrnoError, { construct: (_class, [errno]) => once(errno) }));
  Reflect.set(Reflect.get(FS, "filesystems").MEMFS, "doesNotExistError", once(noSuchFile));
}

/** `(module (import "e" "g" (global i32)))`: takes no global that can be written to. */
const taker = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 2, 8, 1, 1, 101, 1, 103, 3, 127, 0);

/** Emscripten's linker writes to each global that a library exports, to find those that cannot be written to. From now on these refuse with one and the same error. */
export function refuseCheaply(): void {
  const { Instance, Global } = WebAssembly;
  const module = new WebAssembly.Module(taker);
  const refusal = stackless(() => new TypeError("this global cannot be written to"));
  const refuse = () => {
    throw refusal;
  };
  const isFixed = (g: WebAssembly.Global): boolean => {
    try {
      return new Instance(module, { e: { g } }) instanceof Instance;
    } catch {
      return false;
    }
  };
  const instead = (value: WebAssembly.ExportValue): WebAssembly.ExportValue => {
    if (!(value instanceof Global) || !isFixed(value)) return value;
    const address: unknown = value.value;
    return Object.create(Global.prototype, { value: { get: () => address, set: refuse } });
  };
  const linked = (target: typeof Instance, [code, imports]: [WebAssembly.Module, WebAssembly.Imports | undefined]) => ({
    exports: Object.fromEntries(Object.entries(new target(code, imports).exports).map(([name, value]) => [name, instead(value)])),
  });
  WebAssembly.Instance = new Proxy(Instance, { construct: linked });
}
