import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

export const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** Digest and size of a file; null where there is none. */
export async function fingerprint(path) {
  const bytes = await readFile(path).catch((error) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  return bytes && { sha256: sha256(bytes), bytes: bytes.length };
}

/** A file whose bytes are not the pinned ones. Its message says which, what was expected, what was found and what to do. */
export class Refused extends Error {
  constructor({ file, from, expected, found, todo }) {
    super(
      `refused ${file} from ${from}: its bytes are not the pinned ones\n  expected sha256 ${expected}\n  found    sha256 ${found}\n  ${todo}`,
    );
    this.name = "Refused";
    this.file = file;
  }
}

/** The bytes themselves, when they are the pinned ones; throws `Refused` when they are not. */
export function admit(bytes, { file, sha256: expected }, from, todo) {
  const found = sha256(bytes);
  if (found !== expected) throw new Refused({ file, from, expected, found, todo });
  return bytes;
}
