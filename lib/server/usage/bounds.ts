import type { Policy } from "../../protocol/policy.ts";
import { dayMs, dayOf } from "./day.ts";
import type { Amount, Scope } from "./standing.ts";

/** Whose call it is: `person` is who the budgets of a user are for, `actor` the signed session, the rest the page's own words. */
export type Caller = { person: string; actor: string; session: string; turn: number; day: string };

/** A budget that a call must keep to; null is no limit. */
export type Bound = { scope: Scope; name: string; tokens: number | null; cost: number | null };

/** Each budget of a call, whether or not it has a limit: all are counted. */
export function boundsOf({ limits, budgets }: Policy, { person, actor, session, turn, day }: Caller): Bound[] {
  const own = `${actor} ${session}`;
  return [
    { scope: "turn", name: `${own} ${turn}`, tokens: limits.turnTokens, cost: budgets.turnCostMicros },
    { scope: "session", name: own, tokens: budgets.sessionTokens, cost: budgets.sessionCostMicros },
    { scope: "user-day", name: `${day} ${person}`, tokens: budgets.userDayTokens, cost: budgets.userDayCostMicros },
    { scope: "day", name: day, tokens: budgets.dayTokens, cost: budgets.dayCostMicros },
  ];
}

/** A budget that has no room: `held` tells that calls under way hold what is left of it. */
export type Full = { scope: Scope; unit: keyof Amount; limit: number; spent: number; held: boolean };

const whose: Record<Scope, string> = { turn: "this question", session: "this session", "user-day": "your day", day: "the day, for all together" };
const fields: Record<Scope, Record<keyof Amount, string>> = {
  turn: { tokens: "limits.turnTokens", cost: "budgets.turnCostMicros" },
  session: { tokens: "budgets.sessionTokens", cost: "budgets.sessionCostMicros" },
  "user-day": { tokens: "budgets.userDayTokens", cost: "budgets.userDayCostMicros" },
  day: { tokens: "budgets.dayTokens", cost: "budgets.dayCostMicros" },
};

/** Which budget, what was spent of how much, and when there is room again. */
export function fullText({ scope, unit, limit, spent, held }: Full, { currency }: Policy["budgets"], day: string): string {
  const amount = (value: number) => (unit === "tokens" ? `${value.toLocaleString("en")} tokens` : `${(value / 1e6).toFixed(2)} ${currency}`);
  const said = `${amount(spent)} of ${amount(limit)} are spent`;
  const name = `The budget of ${whose[scope]} (${fields[scope][unit]})`;
  if (held) return `${name} is nearly used up: ${said}, and calls under way may need the rest. Try again in a minute.`;
  return `${name} is used up: ${said}. ${freeAgain(scope, day)}`;
}

function freeAgain(scope: Scope, day: string): string {
  switch (scope) {
    case "turn":
      return "The next question has its own.";
    case "session":
      return "A new session has its own.";
    case "user-day":
    case "day":
      return `It is free again at ${midnight(day)}.`;
    default:
      return scope satisfies never;
  }
}

const midnight = (day: string) => `${dayOf(Date.parse(day) + dayMs)} 00:00 UTC`;
