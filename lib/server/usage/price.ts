import { costOf } from "../../policy/price.ts";
import type { Message, Usage } from "../../protocol/complete.ts";
import type { Policy } from "../../protocol/policy.ts";
import type { Amount } from "./standing.ts";

const charsPerToken = 4;
const roles = 8;

/** What is wrong with a budget of costs; null where every model that may be asked has a price, or no cost has a limit. */
export function unpriced({ models, budgets }: Policy): string | null {
  const limited = [budgets.turnCostMicros, budgets.sessionCostMicros, budgets.userDayCostMicros, budgets.dayCostMicros].some(
    (limit) => limit !== null,
  );
  const free = models?.filter((one) => one.id !== "builtin" && one.inputMicrosPerMillionTokens + one.outputMicrosPerMillionTokens === 0);
  if (!limited || free?.length === 0) return null;
  const which = free === undefined ? "models" : `models (${free.map(({ id }) => id).join(", ")})`;
  return `The policy limits costs, but names no prices in ${which}: such calls count as costing nothing.`;
}

type Prompt = { system: string; messages: readonly Message[]; pictures?: number };

/** The most tokens that a picture is counted as by those who take them. */
const pictureTokens = 3_000;

/** What a call comes to where nobody says: a token for every four characters. */
export const estimated = ({ system, messages, pictures = 0 }: Prompt, replyChars: number): Usage => ({
  inputTokens: Math.ceil(messages.reduce((sum, { content }) => sum + content.length, system.length) / charsPerToken) + pictures * pictureTokens,
  outputTokens: Math.ceil(replyChars / charsPerToken),
});

/** The most that a call can come to: no tokenizer makes more than one token of a byte. */
export function most(policy: Policy, model: string, { system, messages, pictures = 0 }: Prompt): Amount {
  const bytes = messages.reduce((sum, { content }) => sum + Buffer.byteLength(content) + roles, Buffer.byteLength(system) + roles);
  const usage = { inputTokens: bytes + pictures * pictureTokens, outputTokens: policy.limits.replyTokens };
  return { tokens: usage.inputTokens + usage.outputTokens, cost: costOf(usage, model, policy) ?? 0 };
}
