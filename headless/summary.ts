import { createHash } from "node:crypto";
import { z } from "zod";
import { exitCodes } from "./outcome.ts";

const Ended = z.enum(["answered", "usage", "partial", "failed", "stopped", "server", "timeout", "bug", "interrupted"]);

/** summary.json: what a script needs to know of one asking. */
export const Summary = z.object({
  id: z.string(),
  ended: Ended,
  exitCode: z.number(),
  message: z.string(),
  questions: z.array(z.string()),
  /** Of the last question. */
  finding: z.string().nullable(),
  /** Of each question that was asked, in their order. */
  findings: z.array(z.string().nullable()),
  /** `problem`: why a file could not be read. */
  files: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string().nullable(), problem: z.string().nullable() })),
  made: z.array(z.string()),
  session: z.string(),
  model: z.string(),
  /** Of the system prompt; null where a server other than this checkout's own was asked. */
  prompt: z.string().nullable(),
  policy: z.string(),
  app: z.string(),
  steps: z.number(),
  repairs: z.number(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  seconds: z.number(),
  auditEntries: z.number().nullable(),
  /** Of what was asked: the same question again is not asked again. */
  key: z.string(),
});
export type Summary = z.infer<typeof Summary>;

export const codeOf = (ended: Summary["ended"]): number => exitCodes[ended];

/** Changes when question, files or model do. */
export function keyOf(asked: { questions: readonly string[]; files: readonly string[]; model: string | null; policy: string }): string {
  return createHash("sha256").update(JSON.stringify([asked.questions, asked.files, asked.model, asked.policy])).digest("hex").slice(0, 16);
}
