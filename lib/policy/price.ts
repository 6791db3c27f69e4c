import type { Usage } from "../protocol/complete.ts";
import type { Policy } from "../protocol/policy.ts";

const million = 1_000_000;

/** What a call cost, in millionths of the policy's currency and rounded up; null where the policy knows no price or nobody counted. */
export function costOf(usage: Usage | null, model: string, { models }: Pick<Policy, "models">): number | null {
  const price = models?.find(({ id }) => id === model);
  if (!price || !usage) return null;
  const { inputMicrosPerMillionTokens: input, outputMicrosPerMillionTokens: output } = price;
  return Math.ceil((usage.inputTokens * input + usage.outputTokens * output) / million);
}
