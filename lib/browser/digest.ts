import { sha256 } from "@noble/hashes/sha2.js";

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Up to here the browser's own digest takes the file in one piece; above, it is read in a stream. */
const wholeBytes = 32 * 1024 ** 2;

/** SHA-256 of a file of any size, in hexadecimal. Rejects when the file cannot be read any more. */
export async function digestOf(file: Blob, signal: AbortSignal): Promise<string> {
  if (file.size <= wholeBytes) return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer())));
  const hash = sha256.create();
  const reader = file.stream().getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    signal.throwIfAborted();
    hash.update(piece.value);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return hex(hash.digest());
}
