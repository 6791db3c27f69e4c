import { z } from "zod";
import type { Database, Sql } from "./audit/database.ts";
import { report } from "./log.ts";

const minuteMs = 60_000;

/** A caller's bucket and its size. */
export type Bucket = { name: string; perMinute: number };

/** Further ahead than a bucket can be, with room for clocks that differ a little. */
const elsewhereMs = 2 * minuteMs;

/**
 * Token buckets by name. A bucket is kept as the moment at which it will be full again; a call moves that by its share of a minute and is let
 * in as long as it lies at most a minute ahead. The memory of this process is asked first: what it refuses the others would refuse too. What lies further
 * ahead than a bucket can was written by a clock that is wrong or was set back, and does not count: servers whose clocks differ so much count each for themselves.
 */
export class Rates {
  #full = new Map<string, number>();
  #swept = 0;

  /** 0 when the call may go on, else the milliseconds until it may. Of several buckets the first that is empty counts. Never rejects: without the database each process counts for itself. */
  async take(database: Database, buckets: readonly Bucket[], now: number): Promise<number> {
    for (const bucket of buckets) {
      const waitMs = this.#here(bucket, now);
      if (waitMs > 0) return waitMs;
    }
    try {
      return await database.quick((sql) => this.#shared(sql, buckets, now));
    } catch (error) {
      report("rates", error);
      return 0;
    }
  }

  #here({ name, perMinute }: Bucket, now: number): number {
    if (this.#full.size > 10_000) for (const [key, full] of this.#full) if (full <= now) this.#full.delete(key);
    const kept = this.#full.get(name) ?? 0;
    const full = (kept > now + elsewhereMs ? now : Math.max(kept, now)) + minuteMs / perMinute;
    if (full > now + minuteMs) return Math.ceil(full - now - minuteMs);
    this.#full.set(name, full);
    return 0;
  }

  async #shared(sql: Sql, buckets: readonly Bucket[], now: number): Promise<number> {
    if (now - this.#swept > minuteMs) {
      this.#swept = now;
      await sql("DELETE FROM rates WHERE free < ?1", now);
    }
    for (const { name, perMinute } of buckets) {
      const waitMs = await taken(sql, { name, share: minuteMs / perMinute, at: now });
      if (waitMs > 0) return waitMs;
    }
    return 0;
  }
}

const Free = z.object({ free: z.coerce.number() });
const one = "CAST(?3 AS DOUBLE PRECISION)";
const asked = "CAST(?2 AS DOUBLE PRECISION)";
const from = `CASE WHEN rates.free BETWEEN ${asked} AND ${asked} + ${elsewhereMs} THEN rates.free ELSE ${asked} END`;

/** One statement that takes and tells, so that two instances never take the same. */
async function taken(sql: Sql, { name, share, at }: { name: string; share: number; at: number }): Promise<number> {
  const rows = await sql(
    `INSERT INTO rates (name, free) VALUES (?1, ${asked} + ${one})
     ON CONFLICT (name) DO UPDATE SET free = ${from} + ${one} WHERE ${from} + ${one} <= ${asked} + ${minuteMs}
     RETURNING free`,
    ...[name, at, share],
  );
  if (rows.length > 0) return 0;
  const { free } = Free.parse((await sql("SELECT free FROM rates WHERE name = ?1", name))[0]);
  return Math.max(1, Math.ceil(free + share - at - minuteMs));
}
