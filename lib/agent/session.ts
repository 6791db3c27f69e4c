import type { Action, Finding } from "../protocol/action.ts";
import type { Artifact } from "../protocol/artifact.ts";
import type { ModelFault, Usage } from "../protocol/complete.ts";
import type { InputDigest } from "../protocol/audit.ts";
import type { AgentEvent, TurnOrigin } from "../protocol/event.ts";
import type { Answer, Asks, Observation } from "../protocol/observation.ts";
import type { Output } from "./ports.ts";

/** The turns so far: the fold of its events (see fold.ts). Never written by hand. */
export interface Session {
  readonly turns: readonly Turn[];
  /** What was left behind when the person went on from an earlier step, oldest first. */
  readonly branches?: readonly Branch[];
  /** Number of the branch that `turns` is; the first is 0. */
  readonly branch?: number;
}

/** A course of the session that can be returned to. */
export interface Branch {
  readonly number: number;
  readonly turns: readonly Turn[];
}

export const emptySession: Session = { turns: [] };

/** One question and the steps that answer it. */
export interface Turn {
  readonly index: number;
  /** Of a turn that no plain question began. */
  readonly origin?: TurnOrigin;
  readonly question: string;
  readonly model: string;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly status: "running" | "answered" | "partial" | "stopped" | "failed";
  readonly steps: readonly Step[];
  readonly answer: Answer | null;
  /** Why it ended so, for the person; empty when answered or running. */
  readonly message: string;
  readonly repairs: number;
  readonly usage: Usage;
}

/** One action and what came of it. */
export interface Step {
  readonly index: number;
  readonly startedAt: number;
  /** Failed runs in a row that this step tries to mend; 0 for a fresh one. */
  readonly repair: number;
  /** The raw text of the latest reply; empty while it streams. */
  readonly reply: string;
  readonly action: Action | null;
  /** Replies of this step that were not taken, oldest first. */
  readonly slips: readonly Slip[];
  readonly state: StepState;
  /** What the person decided of its script; null where they were not asked, or have not answered. */
  readonly approval: StepApproval | null;
  /** What was made again before it, because Python had been started anew. */
  readonly rebuilt: Rebuilt | null;
  /** What the host told the model after the run, beside its observation. */
  readonly remarks: readonly string[];
  /** The files that its code could read, and when it was let run. */
  readonly permitted?: { readonly at: number; readonly inputs: readonly InputDigest[] };
  /** What its code asked the person; `answer` is undefined while they have not said. */
  readonly asked?: Asks & { readonly answer: string | null | undefined };
}

/** `written` is the script as the model wrote it, `code` what may run. */
export type StepApproval = {
  readonly verdict: "approved" | "edited" | "refused";
  readonly written: string;
  readonly code: string;
};

export type Rebuilt = Pick<Extract<AgentEvent, { type: "namespace-rebuilt" }>, "repeated" | "lost" | "renewed" | "reason">;

export type Slip = { readonly type: "unreadable" | "rejected"; readonly text: string; readonly reason: string };

export type StepState =
  | { readonly type: "thinking"; readonly live: Live; readonly waiting: { readonly ms: number; readonly reason: string } | null }
  | { readonly type: "chosen" }
  /** Its script waits for the person. */
  | { readonly type: "asking" }
  /** The person did not let its script run. */
  | { readonly type: "declined"; readonly reason: string }
  | { readonly type: "permitted"; readonly receipt: string }
  | { readonly type: "running"; readonly receipt: string; readonly output: readonly Output[] }
  | { readonly type: "ran"; readonly receipt: string; readonly observation: Observation; readonly hints: readonly string[] }
  | { readonly type: "refused"; readonly findings: readonly Finding[] }
  | { readonly type: "denied"; readonly reason: string }
  /** Its turn ended before it did: stopped, or the page was closed. */
  | { readonly type: "cut" }
  | { readonly type: "failed"; readonly fault: ModelFault; readonly message: string };

/** What has streamed in so far; gone once the reply is whole. */
export interface Live {
  readonly text: string;
  readonly reasoning: string;
  readonly code: string;
}

/** The code of a step, and null where it has none. */
export function codeOf(step: Step): string | null {
  return step.action?.type === "run" ? step.action.code : null;
}

/** The number of the next turn: no branch has it. */
export function nextIndex({ turns, branches = [] }: Session): number {
  return Math.max(-1, ...[turns, ...branches.map((one) => one.turns)].flat().map(({ index }) => index)) + 1;
}

/** Everything that was made in a turn, oldest first. */
export function artifactsOf(turn: Turn): Artifact[] {
  return turn.steps.flatMap((step) => (step.state.type === "ran" ? step.state.observation.artifacts : []));
}
