import { unpacked } from "../../lib/protocol/pack.ts";
import { opened } from "../zstd.ts";

/** A native library by the path that Python knows it by. */
type Compiled = [path: string, module: WebAssembly.Module];

/** By path: where a library begins among the bytes, and how long it is. */
type Index = Record<string, [at: number, length: number]>;

/** Compiles what the pack holds, `plainBytes` of it when it is unpacked; nothing where it is empty. */
export async function compiled(libraries: Uint8Array<ArrayBuffer>, plainBytes: number): Promise<Compiled[]> {
  if (libraries.length === 0) return [];
  const { text, bytes } = unpacked(await opened({ bytes: libraries, plainBytes }));
  const index: Index = JSON.parse(text);
  const compiling = Object.entries(index).map(async ([path, [at, length]]): Promise<Compiled> => [path, await WebAssembly.compile(bytes.subarray(at, at + length))]);
  return Promise.all(compiling);
}
