import { ZSTDDecoder } from "zstddec";
import type { Parcel } from "../lib/protocol/kernel.ts";

let decoder: Promise<ZSTDDecoder> | null = null;

/** The bytes of a `data:` address; nothing is asked of a network. */
async function inline(address: unknown): Promise<Response> {
  const text = atob(String(address).split(",").at(-1) ?? "");
  return new Response(Uint8Array.from(text, (letter) => letter.charCodeAt(0)));
}

/** The decoder's own WebAssembly lies in it as a `data:` address, which it fetches, and which the policy of the sandbox denies: for that one call `fetch` reads it by itself. */
async function begun(): Promise<ZSTDDecoder> {
  const made = new ZSTDDecoder();
  const { fetch } = self;
  self.fetch = inline;
  const ready = made.init();
  self.fetch = fetch;
  await ready;
  return made;
}

/** What is in it. Rejects where it was packed by other means, or comes to another length. */
export async function opened({ bytes: packed, plainBytes }: Parcel): Promise<Uint8Array<ArrayBuffer>> {
  if (plainBytes === null) return packed;
  decoder ??= begun();
  const { buffer, length } = (await decoder).decode(packed, plainBytes);
  if (length !== plainBytes || !(buffer instanceof ArrayBuffer)) throw new Error(`a packed file came to ${length} bytes, not to ${plainBytes}`);
  return new Uint8Array(buffer);
}

/** The same of several, one behind the other. */
export async function openedAll(parcels: readonly Parcel[]): Promise<Uint8Array<ArrayBuffer>[]> {
  return Promise.all(parcels.map(opened));
}
