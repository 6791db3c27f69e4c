import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { capMemory } from "../../workers/frame/memory.ts";

const pyodide = () => new Uint8Array(readFileSync(createRequire(import.meta.url).resolve("pyodide/pyodide.asm.wasm")));

/** A module with one memory of 1 to `maximum` pages, exported as "m". */
const tiny = (memory: number[]) => new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 5, memory.length, ...memory, 7, 5, 1, 1, 109, 2, 0]);

function growable(wasm: Uint8Array<ArrayBuffer>): number {
  const { m } = new WebAssembly.Instance(new WebAssembly.Module(wasm)).exports;
  if (!(m instanceof WebAssembly.Memory)) throw new Error("no memory");
  for (let pages = 1; ; pages++) {
    try {
      m.grow(1);
    } catch {
      return pages;
    }
  }
}

test("a capped memory cannot grow past the cap", () => {
  const wasm = tiny([1, 1, 1, 0x80, 0x80, 0x04]);
  capMemory(wasm, 10 * 65_536);
  expect(growable(wasm)).toBe(10);
});

test("a cap above the module's own maximum changes nothing", () => {
  const wasm = tiny([1, 1, 1, 20]);
  capMemory(wasm, 1024 ** 3);
  expect(growable(wasm)).toBe(20);
});

test("Pyodide's wasm takes a cap of 1 GiB in the bytes it has, and stays valid", () => {
  const wasm = pyodide();
  const before = pyodide();
  capMemory(wasm, 1024 ** 3);
  expect(wasm.length).toBe(before.length);
  expect(wasm.filter((byte, place) => byte !== before[place]).length).toBeGreaterThan(0);
  expect(wasm.filter((byte, place) => byte !== before[place]).length).toBeLessThanOrEqual(4);
  expect(WebAssembly.validate(wasm)).toBe(true);
});

test("a limit below what Python starts with is refused, with the number", () => {
  expect(() => capMemory(pyodide(), 1024 ** 2)).toThrow(/below what Python needs/);
});

test("a memory without a maximum is refused rather than left open", () => {
  expect(() => capMemory(tiny([1, 0, 1]), 1024 ** 3)).toThrow(/no maximum/);
});
