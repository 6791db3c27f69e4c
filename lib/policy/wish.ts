import type { Policy } from "../protocol/policy.ts";
import { changesBetween } from "./fields.ts";
import { type RefusedWish, tighten } from "./tighten.ts";

/** A policy as an embedding page wished it: which fields are stricter now, and what was not granted. */
export type Wished = { readonly policy: Policy; readonly granted: readonly string[]; readonly refused: readonly RefusedWish[] };

/** Fields that only the server can hold anybody to; it hears of no wish. */
const servers = /^(?:budgets\.|limits\.(?:replyTokens|model\w+|requestBytes|replyBytes|retryAfterMs|auditRecordsPerMinute)$)/;

const unheard = "only the server counts this, and it does not hear of wishes";

/** The policy by the wish of an embedding page, in those fields that the page itself enforces; null is no wish. */
export function wished(policy: Policy, wish: unknown): Wished {
  if (wish === null) return { policy, granted: [], refused: [] };
  const whole = tighten(policy, wish);
  const beyond = changesBetween(policy, whole.policy).filter((path) => servers.test(path));
  const { budgets } = policy;
  const limits = { ...whole.policy.limits, ...Object.fromEntries(Object.entries(policy.limits).filter(([name]) => servers.test(`limits.${name}`))) };
  const mine = { ...whole.policy, budgets, limits };
  return { policy: mine, granted: changesBetween(policy, mine), refused: [...whole.refused, ...beyond.map((path) => ({ path, reason: unheard }))] };
}
