import { createHash } from "node:crypto";
import { canonical } from "../../policy/chain/canonical.ts";
import type { Late, ServerFacts } from "../../protocol/audit-log.ts";

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
  /** Of a record that a page had kept by itself; undefined for all others. */
  late?: Late | undefined;
  /** Hash of the entry before; 64 zeros for the first. */
  previous: string;
};

export const sha256 = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");

/** Of a text as it is, of anything else in its canonical form. */
export const digestOf = (value: unknown) => sha256(typeof value === "string" ? value : canonical(value));
