import { z } from "zod";
import type { Database, Sql } from "./database.ts";

const Row = z.object({ failed: z.coerce.number(), at: z.coerce.number() });

const allowed = 10;
const lockMs = 15 * 60_000;

/**
 * Weighs a word that was given: the milliseconds for which the address may try no more, 0 when it may. A wrong word is counted before anyone
 * is told that it was wrong, and one is weighed at a time over all instances: so that many guesses at once are not more than so many
 * one by one. A right word clears what was counted, unless the address is locked; a lock is counted from the last wrong guess.
 */
export const weighed = (database: Database, { address, right, now }: { address: string; right: boolean; now: number }): Promise<number> =>
  database.alone(async (sql) => {
    const row = Row.optional().parse((await sql("SELECT failed, at FROM guesses WHERE address = ?1", address))[0]);
    const lockedMs = row === undefined || row.failed < allowed ? 0 : row.at + lockMs - now;
    if (lockedMs > 0) return lockedMs;
    if (!right) await missed(sql, address, now);
    else if (row !== undefined) await sql("DELETE FROM guesses WHERE address = ?1", address);
    return 0;
  });

/** After a quiet time the count starts anew. */
async function missed(sql: Sql, address: string, now: number) {
  await sql("DELETE FROM guesses WHERE at < ?1", now - lockMs);
  await sql(
    "INSERT INTO guesses (address, failed, at) VALUES (?1, 1, ?2) ON CONFLICT (address) DO UPDATE SET failed = guesses.failed + 1, at = ?2",
    address,
    now,
  );
}
