import { z } from "zod";
import { placeOf } from "./append.ts";
import type { Database } from "./database.ts";
import { open } from "./seal.ts";

const Row = z.object({ seq: z.coerce.number(), hash: z.string(), entry: z.string() });
type Row = z.infer<typeof Row>;
const KeyRow = z.object({ id: z.string(), key: z.instanceof(Uint8Array) });
const Sealed = z.object({
  seq: z.number(),
  record: z.record(z.string(), z.unknown()),
  sealed: z.object({ key: z.string(), data: z.string() }),
});

export type Page = { after: number; limit: number; session?: string | undefined; actor?: string | undefined; type?: string | undefined };

/** Entries in their order as they stand, even where they were tampered with; what is sealed is opened where its key is left. Throws what the database throws. */
export async function read(database: Database, page: Page): Promise<{ entries: unknown[]; last: number }> {
  const { entries, seqs } = await opened(database, await rowsOf(database, page));
  return { entries, last: seqs.at(-1) ?? page.after };
}

/** Rows of `seq`, `hash` and `entry` as entries, in their order; what is sealed is opened where its key is left. */
export async function opened(database: Database, found: unknown[]): Promise<{ entries: unknown[]; seqs: number[] }> {
  const rows = z.array(Row).parse(found);
  const keys = await keysOf(database, rows);
  return { entries: rows.map((row) => unpack(row, keys)), seqs: rows.map(({ seq }) => seq) };
}

function rowsOf(database: Database, { after, limit, session, actor, type }: Page) {
  const wanted = Object.entries({ session, actor, type }).filter(([, value]) => value !== undefined);
  const where = wanted.map(([name], at) => ` AND ${name} = ?${at + 3}`).join("");
  const values = wanted.map(([, value]) => value ?? "");
  return database.read(`SELECT seq, hash, entry FROM entries WHERE seq > ?1${where} ORDER BY seq LIMIT ?2`, after, limit, ...values);
}

type Keys = ReadonlyMap<string, Uint8Array>;

/** Those keys that are left of the ones that the rows were sealed with. */
async function keysOf(database: Database, rows: Row[]): Promise<Keys> {
  const ids = [...new Set(rows.flatMap(({ entry }) => Sealed.safeParse(parsed(entry)).data?.sealed.key ?? []))];
  const keys = new Map<string, Uint8Array>();
  for (let at = 0; at < ids.length; at += 500) {
    const some = ids.slice(at, at + 500);
    const found = await database.read(`SELECT id, key FROM keys WHERE id IN (${some.map((_, at) => `?${at + 1}`).join(", ")})`, ...some);
    for (const { id, key } of z.array(KeyRow).parse(found)) keys.set(id, key);
  }
  return keys;
}

function unpack({ entry, hash }: Row, keys: Keys): unknown {
  const content = parsed(entry);
  if (typeof content !== "object" || content === null) return { entry, hash };
  const sealed = Sealed.safeParse(content).data;
  const key = sealed === undefined ? undefined : keys.get(sealed.sealed.key);
  const opened = sealed === undefined || key === undefined ? null : open(sealed.sealed.data, key, placeOf(sealed.seq));
  return sealed === undefined || opened === null ? { ...content, hash } : { ...content, record: { ...sealed.record, ...opened }, hash };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
