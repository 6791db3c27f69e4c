import type { Parcel } from "../../lib/protocol/kernel.ts";
import { unpacked } from "../../lib/protocol/pack.ts";
import { opened } from "../zstd.ts";

/** A native library by the path that Python knows it by. */
type Compiled = [path: string, module: WebAssembly.Module];

/** By path: where a library begins among the bytes, and how long it is. */
type Index = Record<string, [at: number, length: number]>;

/** Compiles what the pack holds, if there is one. */
export async function compiled(pack: Parcel | null): Promise<Compiled[]> {
  if (!pack) return [];
  const { text, bytes } = unpacked(await opened(pack));
  const index: Index = JSON.parse(text);
  const compiling = Object.entries(index).map(async ([path, [at, length]]): Promise<Compiled> => [path, await WebAssembly.compile(bytes.subarray(at, at + length))]);
  return Promise.all(compiling);
}
