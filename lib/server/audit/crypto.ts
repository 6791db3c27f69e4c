import { createPublicKey, verify } from "node:crypto";
import type { Crypto } from "../../policy/chain/cryptography.ts";
import { sha256 } from "./entry.ts";

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
