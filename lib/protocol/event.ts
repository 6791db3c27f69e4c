import { z } from "zod";
import { Action, Finding } from "./action.ts";
import { ModelFault, Usage } from "./complete.ts";
import { Answer, Observation } from "./observation.ts";

const turn = { turn: z.number().int().nonnegative(), at: z.number() };
const step = { ...turn, step: z.number().int().nonnegative() };

/** What happened. Screen, journal, audit and tests read the same ones; `at` is milliseconds since the epoch. */
export const AgentEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("turn-started"), ...turn, question: z.string(), model: z.string() }),
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
  z.object({ type: z.literal("run-permitted"), ...step, receipt: z.string() }),
  z.object({ type: z.literal("run-denied"), ...step, reason: z.string() }),
  z.object({ type: z.literal("run-started"), ...step, code: z.string() }),
  /** Transient. */
  z.object({ type: z.literal("run-output"), ...step, stream: z.enum(["stdout", "stderr"]), text: z.string() }),
  z.object({ type: z.literal("run-ended"), ...step, observation: Observation, hints: z.array(z.string()) }),
  z.object({ type: z.literal("answer-rejected"), ...step, reason: z.string() }),
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
