import { z } from "zod";
import type { Sql } from "../audit/database.ts";

/** `cost` is in millionths of the policy's currency. */
export type Amount = { tokens: number; cost: number };

/** What a budget is of. A turn and a session are one signed session's own; days are UTC's. */
export type Scope = "turn" | "session" | "user-day" | "day";

export type Standing = { spent: Amount; reserved: Amount };

const Row = z.object({ scope: z.string(), name: z.string(), part: z.enum(["spent", "reserved"]), tokens: z.coerce.number(), cost: z.coerce.number() });

/** Of which one asks. */
type Of = { scope: Scope; name: string };

const none: Standing = { spent: { tokens: 0, cost: 0 }, reserved: { tokens: 0, cost: 0 } };

/** What is spent of each of these budgets, and what calls that are under way may still spend; in one question, since every call waits for it. */
export async function standings<Budget extends Of>(sql: Sql, budgets: readonly Budget[]): Promise<(Standing & { budget: Budget })[]> {
  const which = budgets.map((_, at) => `(scope = ?${2 * at + 1} AND name = ?${2 * at + 2})`).join(" OR ");
  const part = (table: Row["part"]) => `SELECT scope, name, '${table}' AS part, sum(tokens) AS tokens, sum(cost) AS cost FROM ${table} WHERE ${which} GROUP BY scope, name`;
  const told = await sql(`${part("spent")} UNION ALL ${part("reserved")}`, ...budgets.flatMap(({ scope, name }) => [scope, name]));
  const rows = z.array(Row).parse(told);
  return budgets.map((budget) => {
    const own = rows.filter(({ scope, name }) => scope === budget.scope && name === budget.name);
    return own.reduce((sums, { part, tokens, cost }) => ({ ...sums, [part]: { tokens, cost } }), { ...none, budget });
  });
}

type Row = z.infer<typeof Row>;

export const standing = async (sql: Sql, scope: Scope, name: string): Promise<Standing> => (await standings(sql, [{ scope, name }]))[0] ?? none;
