import { sha256 } from "@noble/hashes/sha2.js";
import { z } from "zod";
import { headText } from "../../policy/chain/claims.ts";
import type { Crypto } from "../../policy/chain/cryptography.ts";
import type { Head } from "../../policy/chain/fault.ts";
import { type Verification, Verifier } from "../../policy/chain/verify.ts";
import { SignedHead } from "../../protocol/audit.ts";

const Header = z.looseObject({
  type: z.literal("header"),
  format: z.string(),
  at: z.string(),
  key: z.string(),
  publicKey: z.string(),
  problem: z.string().nullable(),
  /** The entry that an extract hangs on; missing where the export is whole. */
  after: z.object({ seq: z.number().int().nonnegative(), hash: z.string() }).optional(),
});
const Line = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("head"), head: z.unknown() }),
  z.looseObject({ type: z.literal("entry"), entry: z.unknown() }),
]);

/** `signatures` false: this browser cannot check Ed25519, so that only the chain itself was looked at. */
export type FileVerdict =
  | { type: "not-an-export"; reason: string }
  | { type: "checked"; result: Verification; key: string; madeAt: string; problem: string | null; signatures: boolean; after: Head | null };

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const encoder = new TextEncoder();
const hash = (text: string) => hex(sha256(encoder.encode(text)));
const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** Checks an exported audit in this browser, with the same rules as the server's verifier. `known` is a head noted elsewhere. Rejects only when `signal` aborts or the file cannot be read. */
export async function verifyFile(
  file: Blob,
  known: Head | null,
  progress: (bytes: number) => void,
  signal: AbortSignal,
): Promise<FileVerdict> {
  const lines = linesOf(file, progress, signal);
  const first = await lines.next();
  const header = first.done ? null : parsed(first.value, Header);
  if (header === null) return { type: "not-an-export", reason: "The first line is not the header of an exported audit." };
  const wrongKey = fingerprint(header.publicKey) !== header.key;
  if (wrongKey) return { type: "not-an-export", reason: "The public key in the header is not the one whose fingerprint stands beside it." };
  return checked(header, lines, known);
}

async function checked(
  { publicKey, key, at, problem, after }: z.infer<typeof Header>,
  lines: AsyncGenerator<string>,
  known: Head | null,
): Promise<FileVerdict> {
  const heads: unknown[] = [];
  let begun: { verifier: Verifier; signatures: boolean } | null = null;
  const begin = async () => {
    const crypto = await webCrypto(publicKey, heads);
    const trust = crypto === null ? { crypto: { sha256: hash, signed: () => false }, publicKey: null } : { crypto, publicKey };
    const verifier = new Verifier({ ...trust, heads, known: known === null ? [] : [known], whole: crypto !== null && problem === null }, after);
    return { verifier, signatures: crypto !== null };
  };
  for await (const text of lines) {
    const line = parsed(text, Line);
    if (line?.type === "head") {
      if (begun !== null) return { type: "not-an-export", reason: "A signed head stands among the entries, where none belongs." };
      heads.push(line.head);
      continue;
    }
    begun ??= await begin();
    begun.verifier.add(line?.entry ?? null);
  }
  const { verifier, signatures } = begun ?? (await begin());
  const result = verifier.result();
  const counted = { ...result, entries: result.entries - (after?.seq ?? 0) };
  return { type: "checked", result: counted, key, madeAt: at, problem, signatures, after: after ?? null };
}

/** SHA-256 of the key's bytes; null for what is no base64. */
function fingerprint(publicKey: string): string | null {
  try {
    return hex(sha256(bytesOf(publicKey)));
  } catch {
    return null;
  }
}

/** The verifier asks at once, the browser answers later: every signature is checked beforehand. Null where the browser knows no Ed25519. */
async function webCrypto(publicKey: string, heads: readonly unknown[]): Promise<Crypto | null> {
  const { subtle } = globalThis.crypto;
  if (subtle === undefined) return null;
  const key = await subtle.importKey("spki", bytesOf(publicKey), "Ed25519", false, ["verify"]).catch(() => null);
  if (key === null) return null;
  const good = new Set<string>();
  for (const raw of heads) {
    const head = SignedHead.safeParse(raw).data;
    if (head === undefined) continue;
    const text = headText(head);
    const holds = await subtle.verify("Ed25519", key, bytesOf(head.signature), encoder.encode(text)).catch(() => false);
    if (holds) good.add(`${text}${head.signature}`);
  }
  return { sha256: hash, signed: (text, signature, by) => by === publicKey && good.has(`${text}${signature}`) };
}

function parsed<T extends z.ZodType>(text: string, schema: T): z.infer<T> | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Lines that are not empty; lets the page breathe in between. */
async function* linesOf(file: Blob, progress: (bytes: number) => void, signal: AbortSignal): AsyncGenerator<string> {
  const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let read = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    signal.throwIfAborted();
    read += piece.value.length;
    progress(read);
    const parts = (rest + piece.value).split("\n");
    rest = parts.pop() ?? "";
    yield* parts.filter((part) => part.trim() !== "");
    await new Promise((resolve) => setTimeout(resolve));
  }
  if (rest.trim() !== "") yield rest;
}
