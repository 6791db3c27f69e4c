import { createHash } from "node:crypto";
import { z } from "zod";
import { AuditRecord } from "../../protocol/audit.ts";

const Digest = z.string().regex(/^[0-9a-f]{64}$/);

/** What was recorded, as evidence: who (`actor` is the signed session), when (`at`, the server's clock), and the hash before it. */
export const Content = z.strictObject({
  seq: z.number().int().positive(),
  at: z.iso.datetime(),
  actor: z.string(),
  record: AuditRecord,
  /** Of the whole code as UTF-8; null where the record holds none. */
  codeSha256: Digest.nullable(),
  /** Hash of the entry before; 64 zeros for the first. */
  previous: Digest,
});
export type Content = z.infer<typeof Content>;

export const AuditEntry = Content.extend({ hash: Digest });
export type AuditEntry = z.infer<typeof AuditEntry>;

export const genesis = "0".repeat(64);

export const sha256 = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");

/** JSON with keys in code-unit order and no blanks: one text for one value. Takes plain JSON data only. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${pairs.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
}

export const codeOf = (record: AuditRecord) => ("code" in record ? record.code : null);

/** The digest that the chain links by. */
export const hashOf = (content: Content) => sha256(canonical(content));
