import { z } from "zod";
import type { Database } from "./database.ts";

const Row = z.object({ failed: z.coerce.number(), at: z.coerce.number() });

const allowed = 10;
const lockMs = 15 * 60_000;

/** How often the address guessed wrong, and for how many milliseconds it may not try again; a lock is counted from the last wrong guess. */
export async function guessesOf(database: Database, address: string, now: number): Promise<{ failed: number; lockedMs: number }> {
  const rows = await database.read("SELECT failed, at FROM guesses WHERE address = ?1", address);
  const row = Row.optional().parse(rows[0]);
  if (row === undefined) return { failed: 0, lockedMs: 0 };
  return { failed: row.failed, lockedMs: row.failed < allowed ? 0 : Math.max(0, row.at + lockMs - now) };
}

/** Counts a wrong guess; after a quiet time the count starts anew. */
export const missed = (database: Database, address: string, now: number) =>
  database.alone(async (sql) => {
    await sql("DELETE FROM guesses WHERE at < ?1", now - lockMs);
    await sql(
      "INSERT INTO guesses (address, failed, at) VALUES (?1, 1, ?2) ON CONFLICT (address) DO UPDATE SET failed = guesses.failed + 1, at = ?2",
      address,
      now,
    );
  });

/** A right token clears what was counted against the address. */
export const cleared = (database: Database, address: string) =>
  database.alone((sql) => sql("DELETE FROM guesses WHERE address = ?1", address));
