import { z } from "zod";
import { Artifact } from "./artifact.ts";

/** Where a number of an answer comes from. `label` is a variable, a table's title, or empty. */
export const Origin = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("run"), turn: z.number().int().nonnegative(), step: z.number().int().nonnegative(),
    found: z.enum(["value", "table", "printed", "text"]), label: z.string(),
  }),
  /** A parameter that the script was written with, e.g. a threshold. */
  z.object({ type: z.literal("code"), turn: z.number().int().nonnegative(), step: z.number().int().nonnegative() }),
  z.object({ type: z.literal("file"), file: z.string() }),
  z.object({ type: z.literal("question") }),
  z.object({ type: z.literal("nowhere") }),
]);
export type Origin = z.infer<typeof Origin>;

/** A number as it stands in an answer, and its origin. */
export const Trace = z.object({ number: z.string(), origin: Origin });
export type Trace = z.infer<typeof Trace>;

/** What `final_answer(...)` was called with: a finding first, then what carries it. Markdown, hostile. */
export const Answer = z.object({
  finding: z.string(),
  evidence: z.array(z.string()),
  caveats: z.array(z.string()),
  next: z.array(z.string()),
  /** The numbers of finding and evidence; put there by the loop. Missing in what older versions kept. */
  traces: z.array(Trace).optional(),
});
export type Answer = z.infer<typeof Answer>;

const seen = {
  stdout: z.string(),
  stderr: z.string(),
  /** Characters that were printed but not kept. */
  droppedChars: z.number().int().nonnegative(),
  durationMs: z.number().nonnegative(),
  /** The most memory that Python has held since it was started; missing where it could not be asked. */
  peakMemoryBytes: z.number().int().nonnegative().optional(),
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

/** What `ask_person(...)` was called with; without choices the person writes. Hostile. */
export const Asks = z.object({ question: z.string(), choices: z.array(z.string()).max(20) });
export type Asks = z.infer<typeof Asks>;

const Value = z.union([z.number(), z.string()]);

/** What the numbers of an answer can be held against, as the kernel tells it; a number that masking took is text. */
export const Traceable = z.object({
  /** Way to it (`totals["North"]`), and the value. */
  values: z.array(z.tuple([z.string(), Value])).max(1_000),
  /** Texts with numbers that the script says itself: nothing in them was computed. */
  typed: z.array(z.string()).max(1_000),
  /** Numbers that the script computes with. */
  parameters: z.array(Value).max(1_000),
});
export type Traceable = z.infer<typeof Traceable>;

export const Observation = z.discriminatedUnion("status", [
  z.object({ status: z.literal("ok"), ...seen, value: z.string().nullable(), answer: Answer.nullable(), traceable: Traceable.optional(), asks: Asks.optional() }),
  z.object({ status: z.literal("error"), ...seen, error: PythonError }),
  /** `state` tells whether the variables outlived it: an interrupt keeps them, a kill does not. */
  z.object({ status: z.literal("killed"), ...seen, reason: KillReason, state: z.enum(["kept", "lost"]), message: z.string() }),
]);
export type Observation = z.infer<typeof Observation>;
