import { randomUUID } from "node:crypto";
import { costOf } from "../../policy/price.ts";
import type { Message, ModelFault, Usage } from "../../protocol/complete.ts";
import { report } from "../log.ts";
import { json, type Refusal, refusal } from "../respond.ts";
import type { World } from "../world.ts";
import { boundsOf, type Caller, fullText } from "./bounds.ts";
import { estimated, most } from "./price.ts";
import { reserve, settle } from "./reserve.ts";

/** A call of a model by someone: what it is asked, in full. `system` null: the built-in analyst, which costs nothing. */
export type Call = { caller: Caller; model: string; system: string | null; messages: readonly Message[]; pictures?: number };

/** A call that may be made; `settle` says what it came to, once. */
export type Admitted = { ok: true; settle: (outcome: Outcome) => Promise<Counted> } | { ok: false; response: Response };

/** How a call ended: the numbers that the model's server told, or what was heard of its reply. */
export type Outcome = { usage: Usage | null; fault: ModelFault | null; replyChars: number };

/** What was counted for it; `cost` null: the policy names no price. */
export type Counted = { usage: Usage; cost: number | null };

/** After the last deadline of a call it is surely over. */
const graceMs = 60_000;

/** Lets a call in when every budget has room for it. Never rejects. */
export async function admit(call: Call, world: World): Promise<Admitted> {
  if (call.system === null) return { ok: true, settle: (outcome) => ended(call, { id: null, outcome, world }) };
  const { policy, audit } = world;
  const id = randomUUID();
  const now = world.clock();
  const asked = { system: call.system, messages: call.messages, pictures: call.pictures ?? 0 };
  const order = {
    id,
    bounds: boundsOf(policy, call.caller),
    most: most(policy, call.model, asked),
    now,
    until: now + policy.limits.modelTotalMs + graceMs,
  };
  try {
    const reserved = await reserve(audit.database, order);
    if (reserved.ok) return { ok: true, settle: (outcome) => ended(call, { id, outcome, world }) };
    const message = fullText(reserved.full, policy.budgets, call.caller.day);
    return no({ status: 429, fault: "budget", message }, reserved.full.held);
  } catch (error) {
    report("budget", error);
    return no({ status: 503, fault: "unavailable", message: audit.database.reason(error) }, true);
  }
}

const no = (why: Refusal, retryable: boolean) => ({ ok: false, response: json({ ...refusal(why), retryable }, why.status) }) as const;

async function ended(call: Call, { id, outcome, world }: { id: string | null; outcome: Outcome; world: World }): Promise<Counted> {
  const usage = outcome.usage ?? guessed(call, outcome);
  const cost = costOf(usage, call.model, world.policy);
  const { day, person } = call.caller;
  const estimated = outcome.usage === null;
  try {
    await settle(world.audit.database, { id, day, person, model: call.model, usage, estimated, cost: cost ?? 0, now: world.clock() });
  } catch (error) {
    // What was held stays held, and counts in full when it is overdue.
    report("budget", error);
  }
  return { usage, cost };
}

/** Faults that come before the model has read anything. */
const unread = new Set<ModelFault | null>(["unauthorized", "rate-limited", "unavailable", "too-large", "budget", "not-allowed", "offline"]);

function guessed({ system, messages, pictures = 0 }: Call, { fault, replyChars }: Outcome): Usage {
  if (system === null || (replyChars === 0 && unread.has(fault))) return { inputTokens: 0, outputTokens: 0 };
  return estimated({ system, messages, pictures }, replyChars);
}
