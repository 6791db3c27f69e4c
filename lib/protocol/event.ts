import { z } from "zod";
import { Action, Finding } from "./action.ts";
import { InputDigest } from "./audit.ts";
import { ModelFault, Usage } from "./complete.ts";
import { Answer, Observation } from "./observation.ts";

const turn = { turn: z.number().int().nonnegative(), at: z.number() };
const step = { ...turn, step: z.number().int().nonnegative() };

/** Why there is a turn that no plain question began: a step of this session, and what was wanted of it. */
export const TurnOrigin = z.object({
  /** `rerun`: as it was; `edit`: changed by the person; `second`: its figure by another route; `comment`: a wish about a chart of it. */
  type: z.enum(["rerun", "edit", "second", "comment"]),
  turn: z.number().int().nonnegative(),
  step: z.number().int().nonnegative(),
  /** The figure, or the title of the chart. */
  of: z.string().optional(),
});
export type TurnOrigin = z.infer<typeof TurnOrigin>;

/** What happened. Screen, journal, audit and tests read the same ones; `at` is milliseconds since the epoch. */
export const AgentEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("turn-started"), ...turn, question: z.string(), model: z.string(), origin: TurnOrigin.optional() }),
  z.object({ type: z.literal("model-called"), ...step, attempt: z.number().int().nonnegative(), promptChars: z.number() }),
  /** Transient: streamed text, not kept in the journal. */
  z.object({ type: z.literal("model-delta"), ...step, channel: z.enum(["text", "reasoning", "code"]), text: z.string() }),
  z.object({ type: z.literal("model-waiting"), ...step, ms: z.number(), reason: z.string() }),
  z.object({
    type: z.literal("model-replied"), ...step, text: z.string(), usage: Usage.nullable(), model: z.string(), responseId: z.string().nullable(),
  }),
  z.object({ type: z.literal("model-failed"), ...step, fault: ModelFault, message: z.string() }),
  /** `repair` counts the failed runs in a row that this action tries to mend: 0 for a fresh step. */
  z.object({ type: z.literal("action-chosen"), ...step, repair: z.number().int().nonnegative(), action: Action }),
  z.object({ type: z.literal("reply-unreadable"), ...step, reason: z.string() }),
  z.object({ type: z.literal("code-refused"), ...step, code: z.string(), findings: z.array(Finding) }),
  /** A script waits for the person. */
  z.object({ type: z.literal("approval-asked"), ...step, code: z.string() }),
  /** What the person decided: `code` may run, or may not; edited, it is theirs. */
  z.object({
    type: z.literal("approval-given"), ...step, by: z.literal("person"), verdict: z.enum(["approved", "edited", "refused"]), code: z.string(), reason: z.string(),
  }),
  z.object({ type: z.literal("run-permitted"), ...step, receipt: z.string(), inputs: z.array(InputDigest).optional() }),
  z.object({ type: z.literal("run-denied"), ...step, reason: z.string() }),
  z.object({ type: z.literal("run-started"), ...step, code: z.string() }),
  /** Transient. */
  z.object({ type: z.literal("run-output"), ...step, stream: z.enum(["stdout", "stderr"]), text: z.string() }),
  z.object({ type: z.literal("run-ended"), ...step, observation: Observation, hints: z.array(z.string()) }),
  /** Python had been started anew: runs of the session were repeated, so that its variables are what they were. */
  z.object({
    type: z.literal("namespace-rebuilt"), ...step,
    repeated: z.number().int().nonnegative(),
    ms: z.number().nonnegative(),
    /** Variables that are not what they were. */
    lost: z.array(z.string()),
    /** Variables whose runs gave something else this time: they ask for the time or for chance. */
    renewed: z.array(z.string()),
    /** Why not all of it; empty when all. */
    reason: z.string(),
  }),
  z.object({ type: z.literal("answer-rejected"), ...step, reason: z.string() }),
  /** The code asked the person something; the run has ended with it. */
  z.object({ type: z.literal("person-asked"), ...step, question: z.string(), choices: z.array(z.string()) }),
  /** Null: there was nobody to ask. */
  z.object({ type: z.literal("person-answered"), ...step, answer: z.string().nullable() }),
  /** From here on the session goes on from that step; what it was before is kept as a branch, this one is number `branch`. */
  z.object({ type: z.literal("branched"), ...step, branch: z.number().int().positive() }),
  /** The session goes on in a branch that was left. */
  z.object({ type: z.literal("branch-taken"), ...turn, branch: z.number().int().nonnegative() }),
  z.object({ type: z.literal("stuck"), ...step, reason: z.string() }),
  z.object({
    type: z.literal("turn-ended"), ...turn,
    outcome: z.enum(["answered", "partial", "stopped", "failed"]),
    answer: Answer.nullable(),
    /** Why it ended so, in words for the person; empty when answered. */
    message: z.string(),
    steps: z.number().int().nonnegative(),
    repairs: z.number().int().nonnegative(),
    usage: Usage,
  }),
]);
export type AgentEvent = z.infer<typeof AgentEvent>;
