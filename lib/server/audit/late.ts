import { z } from "zod";
import { genesis } from "../../policy/chain/canonical.ts";
import { keptText } from "../../policy/chain/kept.ts";
import type { AuditReceipt, AuditRecord, Kept } from "../../protocol/audit.ts";
import type { AuditPost, Late, ServerRecord } from "../../protocol/audit-log.ts";
import type { Sql } from "./database.ts";
import { sha256 } from "./entry.ts";

/** What the page says of a record beside it: where it keeps it, and the time at which it handed it in late. */
export type Handing = Omit<AuditPost, "record">;

const Receipt = z.object({ receipt: z.string(), seq: z.coerce.number(), at: z.string() });
const Known = z.object({ entry: z.string() });
const Hash = z.object({ hash: z.string() });
const Names = z.object({ receipt: z.string().optional(), parent: z.string().nullish(), replays: z.string().nullish() });

const hashOf = (kept: Kept, record: unknown) => sha256(keptText(kept, record));

/** The receipt of the same record, when it was handed in before: its answer was lost on the way, perhaps, and the page kept it. */
export async function receiptBefore(sql: Sql, { kept, sentAt }: Handing, record: unknown): Promise<AuditReceipt | null> {
  if (kept === undefined || hashOf(kept, record) !== kept.hash) return null;
  const found = await sql(
    "SELECT e.hash AS receipt, e.seq, e.at FROM late l JOIN entries e ON e.hash = l.entry WHERE l.hash = ?1",
    kept.hash,
  );
  const receipt = Receipt.optional().parse(found[0]) ?? null;
  if (receipt !== null && sentAt !== undefined)
    await sql("UPDATE late SET chain = ?2, number = ?3 WHERE hash = ?1 AND chain = ''", kept.hash, kept.chain, kept.number);
  return receipt;
}

/** The record with the hashes of the page's own chain replaced by those of the entries that they became, and which were. */
export async function renamed<T extends AuditRecord | ServerRecord>(
  sql: Sql,
  record: T,
): Promise<{ record: T; receipts: Record<string, string> }> {
  const receipts: Record<string, string> = {};
  const named: Record<string, string> = {};
  for (const [field, name] of Object.entries(Names.safeParse(record).data ?? {})) {
    const rows = typeof name === "string" ? await sql("SELECT entry FROM late WHERE hash = ?1", name) : [];
    const entry = Known.optional().parse(rows[0])?.entry;
    if (typeof name === "string" && entry !== undefined) [named[field], receipts[name]] = [entry, entry];
  }
  return { record: { ...record, ...named }, receipts };
}

/** What is to be said of a record that comes late: how late, by which clock, and what is wrong with its place in the page's chain. */
export async function lateness(sql: Sql, handing: Handing, record: unknown, at: string): Promise<Omit<Late, "receipts"> | null> {
  const { kept, sentAt } = handing;
  if (kept === undefined || sentAt === undefined) return null;
  const skewMs = Date.parse(at) - Date.parse(sentAt);
  return { ...kept, skewMs, lateMs: Date.parse(sentAt) - Date.parse(kept.at), broken: await broken(sql, kept, record) };
}

async function broken(sql: Sql, kept: Kept, record: unknown): Promise<string | null> {
  const { chain, number, previous } = kept;
  if (hashOf(kept, record) !== kept.hash) return "It is not what was kept: its hash is another.";
  if (number === 1) return previous === genesis ? null : "It is the first of its chain and names one before it.";
  const before = z.array(Hash).parse(await sql("SELECT hash FROM late WHERE chain = ?1 AND number = ?2", chain, number - 1));
  if (before.length === 0) return `Number ${number - 1} of its chain is missing.`;
  return before.some((one) => one.hash === previous) ? null : `It does not follow number ${number - 1} of its chain.`;
}

/** Remembers what was handed in, under the hash that it truly has; what came in time has no place in the page's chain. */
export async function remember(sql: Sql, { kept, sentAt }: Handing, record: unknown, entry: string): Promise<void> {
  if (kept === undefined) return;
  const place = sentAt === undefined ? ["", 0] : [kept.chain, kept.number];
  await sql(
    "INSERT INTO late (hash, chain, number, entry) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
    hashOf(kept, record),
    ...place,
    entry,
  );
}
