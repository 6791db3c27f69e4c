import { z } from "zod";
import { importsIn } from "../../policy/check.ts";
import type { Hits, Search } from "../../protocol/admin.ts";
import type { Database, Value } from "./database.ts";
import { opened } from "./read.ts";

const step = 500;
/** Looked at for one answer; who wants more asks again from there. */
const most = 10_000;

/**
 * Entries that fit, newest first. What the columns know is asked of the database; texts are sealed, so they are opened and looked through
 * here, the same on every database. Throws what the database throws.
 */
export async function search(database: Database, wanted: Search): Promise<Hits> {
  const found: unknown[] = [];
  let before = wanted.before ?? Number.MAX_SAFE_INTEGER;
  for (let looked = 0; ; ) {
    const rows = await database.read(...statement(wanted, before));
    const { entries, seqs } = await opened(database, rows);
    for (const [at, entry] of entries.entries()) {
      looked += 1;
      before = seqs[at] ?? before;
      if (fits(entry, wanted)) found.push(entry);
      if (found.length === wanted.limit) return { entries: found, next: before > 1 ? before : null, looked };
    }
    if (rows.length < step) return { entries: found, next: null, looked };
    if (looked >= most) return { entries: found, next: before, looked };
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function statement({ actor, session, type, status, from, to }: Search, before: number): [string, ...Value[]] {
  const conditions: [string, string | undefined][] = [
    ["actor = ", actor],
    ["session = ", session],
    ["type = ", status === undefined ? type : "outcome"],
    ["at >= ", from],
    ["at < ", to === undefined ? undefined : dayAfter(to)],
  ];
  const used = conditions.flatMap(([text, value]) => (value === undefined ? [] : [{ text, value }]));
  const where = used.map(({ text }, at) => ` AND ${text}?${at + 2}`).join("");
  return [
    `SELECT seq, hash, entry FROM entries WHERE seq < ?1${where} ORDER BY seq DESC LIMIT ${step}`,
    before,
    ...used.map(({ value }) => value),
  ];
}

const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

const Looked = z.object({ record: z.looseObject({ type: z.string(), status: z.string().optional(), code: z.string().optional() }) });

function fits(entry: unknown, { type, status, imports, text }: Search): boolean {
  const record = Looked.safeParse(entry).data?.record;
  if (record === undefined) return status === undefined && imports === undefined && text === undefined;
  if (type !== undefined && record.type !== type) return false;
  if (status !== undefined && record.status !== status) return false;
  if (imports !== undefined && !importsIn(record.code ?? "").some(({ module }) => module === imports || module.startsWith(`${imports}.`)))
    return false;
  return text === undefined || textsIn(entry).some((one) => one.toLowerCase().includes(text.toLowerCase()));
}

/** Every text of a value, but not what is sealed. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (name === "sealed" || name === "digests" ? [] : textsIn(inner)));
}
