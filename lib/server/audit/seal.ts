import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { z } from "zod";
import { canonical } from "../../policy/chain/canonical.ts";
import type { AuditRecord } from "../../protocol/audit.ts";
import type { ServerRecord } from "../../protocol/audit-log.ts";
import { digestOf } from "./entry.ts";

/** What may tell of a person: sealed, so that it can be erased while the chain stays whole. The server's own records hold nothing of the kind. */
const fields: Record<AuditRecord["type"], readonly string[]> = {
  generated: ["code", "prompt"],
  refused: ["code", "reason"],
  run: ["code", "inputs"],
  outcome: ["detail"],
  asked: ["question", "choices", "answer"],
  export: ["file"],
  unmask: ["table", "column"],
};
const Sealable = z.object({ type: z.enum(["generated", "refused", "run", "outcome", "asked", "export", "unmask"]), session: z.string() });

export type Split = { open: Record<string, unknown>; secret: Record<string, unknown>; digests: Record<string, string> };

/** The record in two: what the chain shows and what it seals. */
export function split(record: AuditRecord | ServerRecord): Split {
  const sealable = Sealable.safeParse(record).data;
  const names = sealable === undefined ? [] : fields[sealable.type];
  const pairs = Object.entries(record).filter(([, value]) => value !== undefined);
  const secret = Object.fromEntries(pairs.filter(([name]) => names.includes(name)));
  return {
    open: Object.fromEntries(pairs.filter(([name]) => !names.includes(name))),
    secret,
    digests: Object.fromEntries(Object.entries(secret).map(([name, value]) => [name, digestOf(value)])),
  };
}

export const newKey = () => randomBytes(32);

const cipher = "aes-256-gcm";

/** Nonce, tag and ciphertext in base64. `place` is bound in: what was sealed for one entry opens in no other. */
export function seal(value: unknown, key: Uint8Array, place: string): string {
  const nonce = randomBytes(12);
  const sealing = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(place));
  const text = Buffer.concat([sealing.update(canonical(value), "utf8"), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), text]).toString("base64");
}

/** Null where the text was altered or the key is another. */
export function open(data: string, key: Uint8Array, place: string): Record<string, unknown> | null {
  try {
    const bytes = Buffer.from(data, "base64");
    const opening = createDecipheriv(cipher, key, bytes.subarray(0, 12), { authTagLength: 16 }).setAAD(Buffer.from(place));
    opening.setAuthTag(bytes.subarray(12, 28));
    const text = Buffer.concat([opening.update(bytes.subarray(28)), opening.final()]).toString("utf8");
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    return null;
  }
}
