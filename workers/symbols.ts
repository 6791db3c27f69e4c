import type { PyodideInterface } from "pyodide";
import { freeFiles } from "./library-files.ts";
import { linkerOf } from "./linked.ts";

/**
 * After each library Emscripten's linker looks through all symbols for those that have no address yet: with numpy, scipy and scikit-learn
 * that is most of the time that loading takes. From now on those that have one lie where it finds them by name, but does not look through.
 */
export function settleSymbols(python: PyodideInterface): void {
  const linker = linkerOf(python);
  const { GOT, preloadedWasm } = linker;
  const settled: typeof GOT = Object.create(null);
  Object.setPrototypeOf(GOT, settled);
  const settle = () => {
    for (const [name, symbol] of Object.entries(GOT)) {
      if (symbol.value === -1) continue;
      settled[name] = symbol;
      delete GOT[name];
    }
  };
  // It looks there for every library just before it links it, and finds nothing.
  const get = (): void => {
    settle();
    freeFiles(linker);
  };
  const asked = new Proxy({}, { get });
  Object.setPrototypeOf(preloadedWasm, asked);
}
