import type { Step } from "../lib/agent/session.ts";
import { hostText } from "./host-text.ts";
import { strings } from "./strings.ts";

export type Tone = "asking" | "busy" | "good" | "bad" | "quiet";
export type Look = { tone: Tone; label: string };

/** What a step is at, in a few words; `starting`: Python is still to begin. */
export function lookOf({ state, action, asked }: Step, starting = false): Look {
  if (asked && asked.answer === undefined) return { tone: "asking", label: strings.trust.waitsForAnswer };
  switch (state.type) {
    case "thinking":
      return { tone: "busy", label: thinking(state) };
    case "chosen":
      return action?.type === "answer" ? { tone: "good", label: strings.answer } : { tone: "busy", label: strings.checking };
    case "asking":
      return { tone: "asking", label: strings.approval.waits };
    case "declined":
      return { tone: "bad", label: strings.approval.declined };
    case "permitted":
      return { tone: "busy", label: strings.checking };
    case "running":
      return { tone: "busy", label: starting ? strings.waitsForPython : strings.running };
    case "refused":
      return { tone: "bad", label: strings.refused };
    case "cut":
      return { tone: "quiet", label: strings.cut };
    case "denied":
      return { tone: "bad", label: strings.denied };
    case "failed":
      return { tone: "bad", label: strings.modelFailed };
    case "ran":
      return ran(state);
    default:
      return state satisfies never;
  }
}

type Thinking = Extract<Step["state"], { type: "thinking" }>;
type Ran = Extract<Step["state"], { type: "ran" }>;

function thinking({ waiting, live }: Thinking): string {
  if (waiting) return strings.waitingFor(Math.ceil(waiting.ms / 1000), hostText(waiting.reason));
  return live.code === "" ? strings.thinking : strings.writing;
}

function ran({ observation }: Ran): Look {
  if (observation.status === "ok") return { tone: "good", label: strings.done };
  if (observation.status === "error") return { tone: "bad", label: strings.failedWith(observation.error.type) };
  return { tone: "bad", label: strings.killed[observation.reason] };
}

/** What went wrong in a step, in a few words; null when nothing did. */
export function failure({ state }: Step): string | null {
  if (state.type === "refused") return state.findings[0]?.name ?? strings.refused;
  if (state.type === "declined") return strings.approval.declined;
  if (state.type !== "ran" || state.observation.status === "ok") return null;
  return state.observation.status === "error" ? state.observation.error.type : strings.killed[state.observation.reason];
}

const lineChars = 140;

/** What a plan says beyond its name; empty when the name says it all. */
export function restOf(plan: string): string {
  const [first = "", ...rest] = plan.trim().split("\n");
  return first.length > lineChars ? plan.trim() : rest.join("\n").trim();
}

/** The first line of a plan, as the name of its step. */
export function nameOf(plan: string): string {
  const line =
    plan
      .replace(/[*`#>]|_+(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}_])_+/gu, "")
      .trim()
      .split("\n")[0] ?? "";
  return line.length <= lineChars ? line : `${line.slice(0, lineChars - 3).replace(/\s+\S*$/, "")}…`;
}
