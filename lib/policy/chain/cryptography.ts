/** What verification needs of a cryptographic library. */
export type Crypto = {
  /** Of the text as UTF-8, in hexadecimal. */
  sha256: (text: string) => string;
  /** Whether `signature` (base64) is Ed25519's of `text` under `publicKey` (SPKI in base64). */
  signed: (text: string, signature: string, publicKey: string) => boolean;
};
