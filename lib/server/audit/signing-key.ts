import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { join } from "node:path";
import { kept } from "../secret.ts";

/** The key pair that signs heads. `id` is the SHA-256 of the public key, by which a person compares it. */
export type SigningKey = { id: string; publicKey: string; sign: (text: string) => string };

const make = () => generateKeyPairSync("ed25519").privateKey.export({ format: "pem", type: "pkcs8" }).toString();

/** The pair in `file`, or that of the data folder, which is made once (mode 600). Throws when there is none and none can be made. */
export function keptKey(folder: string, file: string | null): SigningKey {
  return pairOf(createPrivateKey(kept(file ?? join(/* turbopackIgnore: true */ folder, "audit-key.pem"), make)));
}

function pairOf(privateKey: KeyObject): SigningKey {
  if (privateKey.asymmetricKeyType !== "ed25519") throw new Error("the key that signs the audit is not an Ed25519 key");
  const spki = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  return {
    id: createHash("sha256").update(spki).digest("hex"),
    publicKey: spki.toString("base64"),
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString("base64"),
  };
}
