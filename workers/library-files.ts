import { field, type Linker, word } from "./linked.ts";

/** What every file of WebAssembly begins with, as a number. */
const magic = 0x6d736100;

/**
 * Emscripten's C side reads the file of each library that Python opens into Python's memory, for the linker to take it from there, and keeps it: 13 MB for numpy
 * and pandas, twice as much again for scipy and scikit-learn. Gives them back for all libraries that are linked.
 */
export function freeFiles(linker: Linker): void {
  for (const [text, { exports }] of Object.entries(linker.LDSO.loadedLibsByHandle)) {
    const handle = Number(text);
    const at = handle === 0 ? 0 : word(linker, handle + field.file);
    if (at === 0 || exports === "loading" || word(linker, at) !== magic) continue;
    linker.HEAPU32[(handle + field.file) >>> 2] = 0;
    linker.HEAPU32[(handle + field.fileBytes) >>> 2] = 0;
    linker._free(at);
  }
}
