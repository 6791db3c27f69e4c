import { createHash } from "node:crypto";
import type { ServerFacts } from "../../protocol/audit.ts";

/** What the chain hashes, as evidence: who (`actor` is the signed session), when (`at`, the server's clock), and the hash before it. */
export type Content = {
  seq: number;
  at: string;
  actor: string;
  /** Without the fields that are sealed. */
  record: Record<string, unknown>;
  /** Of each sealed field in clear, so that it is known to be what was recorded. */
  digests: Record<string, string>;
  /** The sealed fields under the key of that name; null where there are none. */
  sealed: { key: string; data: string } | null;
  server: ServerFacts;
  /** Hash of the entry before; 64 zeros for the first. */
  previous: string;
};

export const genesis = "0".repeat(64);

export const sha256 = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");

/** JSON with keys in code-unit order and no blanks: one text for one value. Takes plain JSON data only; what is undefined is left out. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const items = new Map(Object.entries(value).filter(([, item]) => item !== undefined));
  const keys = [...items.keys()].sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(items.get(key))}`).join(",")}}`;
}

/** Of a text as it is, of anything else in its canonical form. */
export const digestOf = (value: unknown) => sha256(typeof value === "string" ? value : canonical(value));
