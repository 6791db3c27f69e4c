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
    const rows = await sql(take(buckets.length), now, ...buckets.flatMap((bucket) => [bucket.name, shareOf(bucket)]));
    const taken = new Set(z.array(Name).parse(rows).map(({ name }) => name));
    const empty = buckets.findIndex(({ name }) => !taken.has(name));
    const refused = buckets[empty];
    if (refused === undefined) return 0;
    // Who is refused takes nothing from the buckets after the one that is empty.
    for (const later of buckets.slice(empty + 1)) if (taken.has(later.name)) await sql("UPDATE rates SET free = free - ?1 WHERE name = ?2", shareOf(later), later.name);
    const { free } = Free.parse((await sql("SELECT free FROM rates WHERE name = ?1", refused.name))[0]);
    return Math.max(1, Math.ceil(free + shareOf(refused) - now - minuteMs));
  }
}

/** Milliseconds of a minute that one call takes. */
const shareOf = ({ perMinute }: Bucket) => minuteMs / perMinute;

const Name = z.object({ name: z.string() });
const Free = z.object({ free: z.coerce.number() });
const double = (place: number) => `CAST(?${place} AS DOUBLE PRECISION)`;
const asked = double(1);
const from = `CASE WHEN rates.free BETWEEN ${asked} AND ${asked} + ${elsewhereMs} THEN rates.free ELSE ${asked} END`;
const after = `${from} + (excluded.free - ${asked})`;

/** One statement that takes from those of so many buckets that are not empty and tells which, so that two instances never take the same. `?1` is the moment, then come name and share of each. */
const take = (count: number) =>
  `INSERT INTO rates (name, free) VALUES ${Array.from({ length: count }, (_, at) => `(?${2 * at + 2}, ${asked} + ${double(2 * at + 3)})`).join(", ")}
   ON CONFLICT (name) DO UPDATE SET free = ${after} WHERE ${after} <= ${asked} + ${minuteMs}
   RETURNING name`;
