import { randomUUID } from "node:crypto";
import { z } from "zod";
import { canonical, genesis } from "../../policy/chain/canonical.ts";
import type { AuditReceipt, AuditRecord } from "../../protocol/audit.ts";
import type { ServerFacts, ServerRecord } from "../../protocol/audit-log.ts";
import { report } from "../log.ts";
import { columns, type Database, type Sql } from "./database.ts";
import { type Content, sha256 } from "./entry.ts";
import { type Handing, lateness, receiptBefore, remember, renamed } from "./late.ts";
import { newKey, type Split, seal, split } from "./seal.ts";

export type Draft = { actor: string; at: string; record: AuditRecord | ServerRecord; server: ServerFacts; handing?: Handing };
export type Appended = { ok: true; receipt: AuditReceipt } | { ok: false; kind: "conflict" | "unavailable"; reason: string };

const Link = z.object({ seq: z.coerce.number(), hash: z.string() });
const TypeRow = z.object({ type: z.string() });
const KeyRow = z.object({ id: z.string(), key: z.instanceof(Uint8Array) });
const Session = z.object({ session: z.string() });
const Receipt = z.object({ receipt: z.string() });

const first = <T extends z.ZodType>(schema: T, rows: unknown[]): z.infer<T> | undefined => z.array(schema).parse(rows)[0];

/** Appends in one transaction, which the caller has begun. */
export async function append(sql: Sql, given: Draft): Promise<Appended> {
  const { handing = {} } = given;
  const before = await receiptBefore(sql, handing, given.record);
  if (before !== null) return { ok: true, receipt: before };
  const { record, receipts } = await renamed(sql, given.record);
  const draft = { ...given, record };
  const conflict = await conflictOf(sql, record);
  const lately = await lateness(sql, handing, given.record, given.at);
  // What comes late happened already: it is recorded with what is wrong with it.
  if (conflict !== null && lately === null) return { ok: false, kind: "conflict", reason: conflict };
  const late = lately === null ? undefined : { ...lately, broken: lately.broken ?? conflict, receipts };
  const last = first(Link, await sql("SELECT seq, hash FROM entries ORDER BY seq DESC LIMIT 1"));
  const parts = split(draft.record);
  const seq = (last?.seq ?? 0) + 1;
  const content: Content = {
    seq,
    at: draft.at,
    actor: draft.actor,
    record: parts.open,
    digests: parts.digests,
    sealed: await sealed(sql, draft, { parts, seq }),
    server: draft.server,
    late,
    previous: last?.hash ?? genesis,
  };
  const entry = canonical(content);
  const hash = sha256(entry);
  const session = sessionOf(draft.record);
  const receipt = conflict === null ? (Receipt.safeParse(draft.record).data?.receipt ?? null) : null;
  const values = [seq, hash, entry, draft.record.type, draft.actor, session, receipt, draft.at];
  await sql(`INSERT INTO entries (${columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`, ...values);
  await remember(sql, handing, given.record, hash);
  return { ok: true, receipt: { receipt: hash, seq, at: draft.at } };
}

const sessionOf = (record: Draft["record"]) => Session.safeParse(record).data?.session ?? null;

/** Where in the chain a sealed text belongs. */
export const placeOf = (seq: number) => `sandpiper audit entry ${seq}`;

async function sealed(sql: Sql, draft: Draft, { parts, seq }: { parts: Split; seq: number }): Promise<Content["sealed"]> {
  if (Object.keys(parts.secret).length === 0) return null;
  const { id, key } = await keyOf(sql, draft);
  return { key: id, data: seal(parts.secret, key, placeOf(seq)) };
}

/** A key for a session and a day, so that texts can be erased by session and by age. */
async function keyOf(sql: Sql, { actor, at, record }: Draft): Promise<z.infer<typeof KeyRow>> {
  const place = [actor, sessionOf(record) ?? "", at.slice(0, 10)];
  const found = first(KeyRow, await sql("SELECT id, key FROM keys WHERE actor = ?1 AND session = ?2 AND day = ?3", ...place));
  if (found !== undefined) return found;
  const made = { id: randomUUID(), key: newKey() };
  await sql("INSERT INTO keys (id, key, actor, session, day) VALUES (?1, ?2, ?3, ?4, ?5)", made.id, made.key, ...place);
  return made;
}

/** An outcome names the receipt of a recorded run, and each run has one outcome. */
async function conflictOf(sql: Sql, record: Draft["record"]): Promise<string | null> {
  if (record.type !== "outcome") return null;
  const run = first(TypeRow, await sql("SELECT type FROM entries WHERE hash = ?1", record.receipt));
  if (run?.type !== "run") return "The outcome names no run that was recorded.";
  const earlier = await sql("SELECT type FROM entries WHERE receipt = ?1", record.receipt);
  return earlier.length === 0 ? null : "The outcome of this run is recorded already.";
}

/** Resolves after the entry is on disk. Never rejects for anything the disk, the database or the record did. */
export async function record(database: Database, draft: Draft): Promise<Appended> {
  try {
    return await database.alone((sql) => append(sql, draft));
  } catch (error) {
    return { ok: false, kind: "unavailable", reason: reasonOf(database, error) };
  }
}

/** Null when the audit can be written, else the reason. With `tried` a row is really written: a full disk does not show in a transaction without one. */
export async function problemOf(database: Database, tried = false): Promise<string | null> {
  try {
    return await database.alone(async (sql) => {
      if (tried) await sql("INSERT INTO rates (name, free) VALUES ('probe', 0) ON CONFLICT (name) DO UPDATE SET free = rates.free + 1");
      return null;
    });
  } catch (error) {
    return reasonOf(database, error);
  }
}

export function reasonOf(database: Database, error: unknown): string {
  report("audit", error);
  return database.reason(error);
}
