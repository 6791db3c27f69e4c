import { unpacked } from "../../lib/protocol/pack.ts";

/** A native library by the path that Python knows it by. */
type Compiled = [path: string, module: WebAssembly.Module];

/** By path: where a library begins among the bytes, and how long it is. */
type Index = Record<string, [at: number, length: number]>;

/** Compiles what the pack holds; nothing where it is empty. */
export function compiled(libraries: Uint8Array<ArrayBuffer>): Promise<Compiled>[] {
  if (libraries.length === 0) return [];
  const { text, bytes } = unpacked(libraries);
  const index: Index = JSON.parse(text);
  return Object.entries(index).map(async ([path, [at, length]]): Promise<Compiled> => [path, await WebAssembly.compile(bytes.subarray(at, at + length))]);
}
