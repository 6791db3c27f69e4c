import { z } from "zod";
import type { ServerFacts, ServerRecord } from "../../protocol/audit-log.ts";
import { report } from "../log.ts";
import { append, reasonOf } from "./append.ts";
import type { Database, Sql } from "./database.ts";

/** Which texts: of a session (by its own name or by its signed actor), or of days before `before` (YYYY-MM-DD). */
export type Which = { session: string } | { before: string };

/** `left` says why deleted keys may still be in the database's files; null when they are gone from there too. */
export type Erased = { ok: true; keys: number; left: string | null } | { ok: false; reason: string };

type Asker = { actor: string; at: string; server: ServerFacts };

const Ids = z.array(z.object({ id: z.string() }));

const condition = (which: Which) =>
  "session" in which ? { where: "session = ?1 OR actor = ?1", value: which.session } : { where: "day < ?1", value: which.before };

/**
 * Destroys the keys of sealed texts, and records that in the same transaction; the chain holds on as it was.
 * Nothing is recorded where there was nothing to erase. Never rejects.
 */
export async function erase(database: Database, which: Which, asker: Asker): Promise<Erased> {
  try {
    const keys = await database.alone((sql) => destroyed(sql, which, asker));
    return { ok: true, keys, left: keys > 0 ? await scrubbed(database) : null };
  } catch (error) {
    return { ok: false, reason: reasonOf(database, error) };
  }
}

async function scrubbed(database: Database): Promise<string | null> {
  try {
    await database.scrub();
    return null;
  } catch (error) {
    report("audit", error);
    return "The keys are deleted, but the database could not clean its files of them now; it will when it next tidies up by itself.";
  }
}

async function destroyed(sql: Sql, which: Which, asker: Asker): Promise<number> {
  const { where, value } = condition(which);
  const keys = Ids.parse(await sql(`SELECT id FROM keys WHERE ${where}`, value)).length;
  if (keys === 0) return 0;
  await sql(`DELETE FROM keys WHERE ${where}`, value);
  const appended = await append(sql, { ...asker, record: recordOf(which, keys) });
  if (!appended.ok) throw new Error(appended.reason);
  return keys;
}

const recordOf = (which: Which, keys: number): ServerRecord =>
  "session" in which
    ? { type: "erasure", reason: "request", session: which.session, before: null, keys }
    : { type: "erasure", reason: "retention", session: null, before: which.before, keys };
