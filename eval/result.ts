import { readFileSync } from "node:fs";
import { z } from "zod";

const count = z.number().nonnegative();

/** One question as it was answered and judged: a line of results.jsonl. */
export const Result = z.object({
  id: z.string(),
  category: z.string(),
  level: z.string(),
  domain: z.string(),
  question: z.string(),
  right: z.boolean(),
  parts: z.array(z.object({ name: z.string(), ok: z.boolean(), why: z.string() })),
  ended: z.string(),
  finding: z.string().nullable(),
  steps: count,
  repairs: count,
  kills: count,
  inputTokens: count,
  outputTokens: count,
  /** Millionths of the policy's currency; null where there is no price. */
  costMicros: count.nullable(),
  seconds: count,
  /** Values that were masked on their way to the model, by type, as the audit counts them. */
  masks: z.record(z.string(), count),
});
export type Result = z.infer<typeof Result>;

/** The results kept in a file: a question that was asked once more has its last one. */
export function readResults(path: string): Result[] {
  const lines = readFileSync(path, "utf8").split("\n").filter(Boolean);
  const results = lines.flatMap((line) => Result.safeParse(JSON.parse(line)).data ?? []);
  return [...new Map(results.map((result) => [result.id, result])).values()];
}

/** What was measured: run.json. Two runs can be compared when they asked the same questions. */
export const Run = z.object({
  suite: z.string(),
  /** Of the questions and the truths. */
  suiteSha256: z.string(),
  model: z.string(),
  baseUrl: z.string().nullable(),
  way: z.enum(["product", "node"]),
  /** Bare: the question alone; whole: with constraints and the form of the answer. */
  asked: z.enum(["bare", "whole"]),
  prompt: z.string().nullable(),
  policy: z.string(),
  masking: z.string(),
  app: z.string(),
  at: z.string(),
  currency: z.string(),
});
export type Run = z.infer<typeof Run>;

export interface Measured {
  readonly run: Run;
  readonly results: readonly Result[];
  readonly promptText: string | null;
}
