import { z } from "zod";
import { Artifact } from "./artifact.ts";

/** What `final_answer(...)` was called with: a finding first, then what carries it. Markdown, hostile. */
export const Answer = z.object({
  finding: z.string(),
  evidence: z.array(z.string()),
  caveats: z.array(z.string()),
  next: z.array(z.string()),
});
export type Answer = z.infer<typeof Answer>;

const seen = {
  stdout: z.string(),
  stderr: z.string(),
  /** Characters that were printed but not kept. */
  droppedChars: z.number().int().nonnegative(),
  durationMs: z.number().nonnegative(),
  artifacts: z.array(Artifact),
  /** What was left out and why, e.g. a figure too large; for model and person. */
  notes: z.array(z.string()),
};

export const PythonError = z.object({
  type: z.string(),
  message: z.string(),
  /** Cleaned: frames of the runtime taken out, the lines of the model's code quoted. */
  traceback: z.string(),
  /** 1-based line of the model's code, where it is known. */
  line: z.number().int().positive().nullable(),
});
export type PythonError = z.infer<typeof PythonError>;

export const KillReason = z.enum(["timeout", "stopped", "memory", "fatal", "flood"]);
export type KillReason = z.infer<typeof KillReason>;

export const Observation = z.discriminatedUnion("status", [
  z.object({ status: z.literal("ok"), ...seen, value: z.string().nullable(), answer: Answer.nullable() }),
  z.object({ status: z.literal("error"), ...seen, error: PythonError }),
  /** `state` tells whether the variables outlived it: an interrupt keeps them, a kill does not. */
  z.object({ status: z.literal("killed"), ...seen, reason: KillReason, state: z.enum(["kept", "lost"]), message: z.string() }),
]);
export type Observation = z.infer<typeof Observation>;
