import { sha256 } from "@noble/hashes/sha2.js";

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

export const hexOf = (bytes: ArrayBuffer) => hex(new Uint8Array(bytes));

/** SHA-256 in hexadecimal: of text as UTF-8, of bytes as they are. */
export async function digestOfContent(content: string | Uint8Array): Promise<string> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : Uint8Array.from(content);
  return hexOf(await crypto.subtle.digest("SHA-256", bytes));
}

/** Up to here the browser's own digest takes the file in one piece, beside the page; above, it is read in a stream, which the page has to do itself. */
const wholeBytes = 128 * 1024 ** 2;

/** SHA-256 of a file of any size, in hexadecimal. Rejects when the file cannot be read any more. */
export async function digestOf(file: Blob, signal: AbortSignal): Promise<string> {
  if (file.size <= wholeBytes) return hexOf(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  const hash = sha256.create();
  const reader = file.stream().getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    signal.throwIfAborted();
    hash.update(piece.value);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return hex(hash.digest());
}
