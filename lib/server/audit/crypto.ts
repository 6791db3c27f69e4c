import { createPublicKey, verify } from "node:crypto";
import { sha256 } from "./entry.ts";

/** What verification needs of a cryptographic library. */
export type Crypto = {
  /** Of the text as UTF-8, in hexadecimal. */
  sha256: (text: string) => string;
  /** Whether `signature` (base64) is Ed25519's of `text` under `publicKey` (SPKI in base64). */
  signed: (text: string, signature: string, publicKey: string) => boolean;
};

export const nodeCrypto: Crypto = {
  sha256,
  signed(text, signature, publicKey) {
    try {
      const key = createPublicKey({ key: Buffer.from(publicKey, "base64"), format: "der", type: "spki" });
      return key.asymmetricKeyType === "ed25519" && verify(null, Buffer.from(text), key, Buffer.from(signature, "base64"));
    } catch {
      return false;
    }
  },
};
