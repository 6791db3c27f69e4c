import { z } from "zod";
import type { Sql } from "../audit/database.ts";

/** `cost` is in millionths of the policy's currency. */
export type Amount = { tokens: number; cost: number };

/** What a budget is of. A turn and a session are one signed session's own; days are UTC's. */
export type Scope = "turn" | "session" | "user-day" | "day";

export type Standing = { spent: Amount; reserved: Amount };

const Sums = z.object({ tokens: z.coerce.number(), cost: z.coerce.number() });
const sums = "coalesce(sum(tokens), 0) AS tokens, coalesce(sum(cost), 0) AS cost";

/** What is spent of a budget, and what calls that are under way may still spend. */
export async function standing(sql: Sql, scope: Scope, name: string): Promise<Standing> {
  const [spent] = await sql(`SELECT ${sums} FROM spent WHERE scope = ?1 AND name = ?2`, scope, name);
  const [reserved] = await sql(`SELECT ${sums} FROM reserved WHERE scope = ?1 AND name = ?2`, scope, name);
  return { spent: Sums.parse(spent), reserved: Sums.parse(reserved) };
}
