import { z } from "zod";
import { Day, type UsageReport } from "../../protocol/usage.ts";
import type { Database } from "../audit/database.ts";
import { inspecting } from "../inspect.ts";
import { json, refuse } from "../respond.ts";
import type { World } from "../world.ts";
import { dayOf, dayMs } from "./day.ts";
import { standing } from "./standing.ts";

const mostUsers = 500;

const count = z.coerce.number();
const sums = { calls: count, estimatedCalls: count, inputTokens: count, outputTokens: count, costMicros: count };
const columns = `coalesce(sum(calls), 0) AS "calls", coalesce(sum(estimated), 0) AS "estimatedCalls", coalesce(sum(input), 0) AS "inputTokens",
  coalesce(sum(output), 0) AS "outputTokens", coalesce(sum(cost), 0) AS "costMicros"`;
const within = "FROM usage WHERE day >= ?1 AND day <= ?2";
const largest = 'ORDER BY "costMicros" DESC, "inputTokens" DESC';

/** GET /api/usage?from=&to=: what the models' calls came to, for charts. */
export const usage = (request: Request, world: World) =>
  inspecting(request, world, "usage", async () => {
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const span = z.object({ from: Day.default(dayOf(world.clock() - 29 * dayMs)), to: Day.default(dayOf(world.clock())) }).safeParse(query);
    if (!span.success) return refuse({ status: 400, fault: "malformed", message: "from and to are days like 2026-11-25." });
    return json(await reportOf(world.audit.database, span.data, world));
  });

async function reportOf(database: Database, { from, to }: { from: string; to: string }, world: World): Promise<UsageReport> {
  const rows = async <T extends z.ZodType>(schema: T, text: string) => z.array(schema).parse(await database.read(text, from, to));
  const [total] = await rows(z.object(sums), `SELECT ${columns} ${within}`);
  return {
    currency: world.policy.budgets.currency,
    from,
    to,
    total: total ?? { calls: 0, estimatedCalls: 0, inputTokens: 0, outputTokens: 0, costMicros: 0 },
    days: await rows(z.object({ day: z.string(), ...sums }), `SELECT day, ${columns} ${within} GROUP BY day ORDER BY day`),
    models: await rows(z.object({ model: z.string(), ...sums }), `SELECT model, ${columns} ${within} GROUP BY model ${largest}`),
    users: await rows(
      z.object({ user: z.string(), ...sums }),
      `SELECT person AS "user", ${columns} ${within} GROUP BY person ${largest} LIMIT ${mostUsers}`,
    ),
    dayModels: await rows(
      z.object({ day: z.string(), model: z.string(), ...sums }),
      `SELECT day, model, ${columns} ${within} GROUP BY day, model ORDER BY day, model`,
    ),
    today: await todayOf(database, world),
  };
}

async function todayOf(database: Database, { policy, clock }: World): Promise<UsageReport["today"]> {
  const day = dayOf(clock());
  const { spent, reserved } = await standing(database.read, "day", day);
  return {
    day,
    tokens: spent.tokens,
    costMicros: spent.cost,
    reservedTokens: reserved.tokens,
    reservedCostMicros: reserved.cost,
    dayTokens: policy.budgets.dayTokens,
    dayCostMicros: policy.budgets.dayCostMicros,
  };
}
