import { z } from "zod";
import type { Usage } from "../../protocol/complete.ts";
import type { Database, Sql } from "../audit/database.ts";
import type { Bound, Full } from "./bounds.ts";
import { dayMs, dayOf } from "./day.ts";
import { type Amount, type Standing, standings } from "./standing.ts";

/** A call that wants to be made: what it may come to at most, and until when it is surely over. */
export type Order = { id: string; bounds: readonly Bound[]; most: Amount; now: number; until: number };

export type Reserved = { ok: true } | { ok: false; full: Full };

const keptMs = 32 * dayMs;
/** The report reaches back as far. */
const reportedMs = 400 * dayMs;
const Row = z.object({ scope: z.string(), name: z.string(), tokens: z.coerce.number(), cost: z.coerce.number() });

/**
 * Holds what the call may come to, in every budget or in none. A budget with any room left admits one call, and counts what it may come
 * to until it has ended: so all calls together exceed a budget by one call at most, over all instances. Throws what the database throws.
 */
export const reserve = (database: Database, { id, bounds, most, now, until }: Order): Promise<Reserved> =>
  database.sole(async (sql) => {
    const look = Math.abs(now - (looked.get(database) ?? Number.NEGATIVE_INFINITY)) >= lookMs;
    if (look) {
      looked.set(database, now);
      await overdue(sql, now);
    }
    let full = await firstFull(sql, bounds);
    if (full !== null && !look) {
      await overdue(sql, now);
      full = await firstFull(sql, bounds);
    }
    if (full !== null) return { ok: false, full };
    const rows = bounds.map((_, at) => `(?1, ?${2 * at + 5}, ?${2 * at + 6}, ?2, ?3, ?4)`).join(", ");
    await sql(
      `INSERT INTO reserved (id, scope, name, until, tokens, cost) VALUES ${rows}`,
      ...[id, until, most.tokens, most.cost, ...bounds.flatMap(({ scope, name }) => [scope, name])],
    );
    return { ok: true };
  });

async function firstFull(sql: Sql, bounds: readonly Bound[]): Promise<Full | null> {
  for (const { budget, ...standing } of await standings(sql, bounds)) {
    const full = fullOf(budget, standing);
    if (full !== null) return full;
  }
  return null;
}

function fullOf(bound: Bound, { spent, reserved }: Standing): Full | null {
  for (const unit of ["tokens", "cost"] as const) {
    const limit = bound[unit];
    if (limit === null || spent[unit] + reserved[unit] < limit) continue;
    return { scope: bound.scope, unit, limit, spent: spent[unit], held: spent[unit] < limit };
  }
  return null;
}

/** How often calls are looked for whose process died, which is a write of its own; also wherever there seems to be no room. */
const lookMs = 1_000;
const looked = new WeakMap<Database, number>();

/** A call whose process died has not said what it came to: it counts as what it held. */
async function overdue(sql: Sql, now: number) {
  const rows = await sql("DELETE FROM reserved WHERE until < ?1 RETURNING scope, name, tokens, cost", now);
  for (const { scope, name, tokens, cost } of z.array(Row).parse(rows)) await spend(sql, { scope, name, amount: { tokens, cost }, now });
}

const spend = (sql: Sql, { scope, name, amount, now }: { scope: string; name: string; amount: Amount; now: number }) =>
  sql(
    `INSERT INTO spent (scope, name, at, tokens, cost) VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT (scope, name) DO UPDATE SET at = ?3, tokens = spent.tokens + ?4, cost = spent.cost + ?5`,
    ...[scope, name, now, amount.tokens, amount.cost],
  );

/** A call that has ended; `id` null: nothing was held for it. */
export type Ended = { id: string | null; day: string; person: string; model: string; usage: Usage; estimated: boolean; cost: number; now: number };

/** Puts what a call came to in place of what was held for it. Throws what the database throws. */
export const settle = (database: Database, ended: Ended): Promise<void> =>
  database.sole(async (sql) => {
    const { id, usage, cost, now } = ended;
    const held = id === null ? [] : await sql("DELETE FROM reserved WHERE id = ?1 RETURNING scope, name, tokens, cost", id);
    const amount = { tokens: usage.inputTokens + usage.outputTokens, cost };
    for (const { scope, name } of z.array(Row).parse(held)) await spend(sql, { scope, name, amount, now });
    await sql("DELETE FROM spent WHERE at < ?1", now - keptMs);
    await sql("DELETE FROM usage WHERE day < ?1", dayOf(now - reportedMs));
    await count(sql, ended);
  });

const count = (sql: Sql, { day, person, model, usage, estimated, cost }: Ended) =>
  sql(
    `INSERT INTO usage (day, person, model, calls, estimated, input, output, cost) VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7)
     ON CONFLICT (day, person, model) DO UPDATE SET calls = usage.calls + 1, estimated = usage.estimated + ?4,
       input = usage.input + ?5, output = usage.output + ?6, cost = usage.cost + ?7`,
    ...[day, person, model, estimated ? 1 : 0, usage.inputTokens, usage.outputTokens, cost],
  );
