import { z } from "zod";

const count = z.number().int().nonnegative();

/** `estimatedCalls` are calls of which the model's server told no numbers: a token for every four characters was counted. */
const total = { calls: count, estimatedCalls: count, inputTokens: count, outputTokens: count, costMicros: count };
export const UsageTotal = z.strictObject(total);
export type UsageTotal = z.infer<typeof UsageTotal>;

/** A day in UTC, as 2026-11-25. */
export const Day = z.iso.date();

/** What GET /api/usage?from=&to= answers to an administrator: the last 30 days where no days are named. Costs are millionths of `currency`. */
export const UsageReport = z.strictObject({
  currency: z.string(),
  from: Day,
  to: Day,
  total: UsageTotal,
  /** Oldest first; days without a call are left out. */
  days: z.array(z.strictObject({ day: Day, ...total })),
  /** By cost, then by tokens, the largest first. */
  models: z.array(z.strictObject({ model: z.string(), ...total })),
  /** The same order, at most 500. A user is one signed session or one name that the proxy tells. */
  users: z.array(z.strictObject({ user: z.string(), ...total })),
  dayModels: z.array(z.strictObject({ day: Day, model: z.string(), ...total })),
  /** Today against the budget of a day; `reserved` is held by calls that are under way. A limit of null is none. */
  today: z.strictObject({
    day: Day,
    tokens: count,
    costMicros: count,
    reservedTokens: count,
    reservedCostMicros: count,
    dayTokens: count.nullable(),
    dayCostMicros: count.nullable(),
  }),
});
export type UsageReport = z.infer<typeof UsageReport>;
