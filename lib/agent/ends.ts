import type { AgentEvent } from "../protocol/event.ts";
import type { Answer, Observation } from "../protocol/observation.ts";
import { artifactsOf, type Session, type Step, type Turn } from "./session.ts";

/** How a turn ends. */
export type Ending = Pick<Extract<AgentEvent, { type: "turn-ended" }>, "outcome" | "answer" | "message">;

/** A turn that did not reach its answer: partial where something was computed, failed where nothing was. */
export function shortOf(turn: Turn, reason: string): Ending {
  const answer = soFar(turn, reason);
  return { outcome: answer ? "partial" : "failed", answer, message: reason };
}

export function stopped(turn: Turn): Ending {
  return { outcome: "stopped", answer: soFar(turn, "It was stopped."), message: "Stopped." };
}

export function answered(answer: Answer): Ending {
  return { outcome: "answered", answer, message: "" };
}

/** What can honestly be said before the answer is there: the runs that worked, in their own words. */
function soFar(turn: Turn, reason: string): Answer | null {
  const evidence = turn.steps.flatMap(found).slice(-4);
  if (evidence.length === 0) return null;
  return { finding: "The question is not answered. This is what was computed on the way.", evidence, caveats: [reason], next: [] };
}

function found({ action, state }: Step): string[] {
  if (action?.type !== "run" || state.type !== "ran" || state.observation.status !== "ok") return [];
  const plan = action.plan.trim().split("\n")[0] ?? "";
  const output = words(state.observation);
  return output ? [`${plan ? `${plan}\n\n` : ""}${block(output)}`] : [];
}

function words({ stdout, artifacts, ...rest }: Observation): string {
  const text = [stdout.trim(), "value" in rest ? rest.value : null].filter(Boolean).join("\n");
  const made = artifacts.map(({ kind, title }) => `${kind}: ${title}`).join("\n");
  return (text.length > 800 ? `${text.slice(0, 800)} ...` : text) || made;
}

/** Output is quoted as it is, four spaces deep: no mark of it can become markup. */
function block(text: string): string {
  return text
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
}

/** Prose as an answer. The first paragraph is the finding, the list items after it are its evidence. */
export function answerFromText(text: string): Answer {
  return { finding: text.trim(), evidence: [], caveats: [], next: [] };
}

/** Why an answer cannot be taken as it is, in words for the model; null when it can. */
export function objection(answer: Answer, session: Session, known: readonly string[]): string | null {
  if (!answer.finding.trim()) return "final_answer needs a finding: say in one or two sentences what was found.";
  if (!session.turns.some((turn) => turn.steps.some(succeeded))) {
    return "Nothing has been computed yet. If the question is about the data, answer it with Python in a ```python block that ends in final_answer(...). If it needs no data, give your answer again.";
  }
  const missing = missingFiles(answer, session, known);
  if (missing.length === 0) return null;
  return `The answer names ${missing.join(", ")}, but no such file was made. Write it with save(obj, "name.ext") or leave it out, then call final_answer again.`;
}

function succeeded({ state }: Step): boolean {
  return state.type === "ran" && state.observation.status === "ok";
}

const fileName = /(?<![\w/.-])[\w][\w.-]*\.(?:xlsx|csv|tsv|docx|pptx|png|svg|json|jsonl|sqlite|db|html|parquet|pdf|zip|md|txt)\b/gi;

/** Files that an answer names and that neither were made nor dropped. */
export function missingFiles(answer: Answer, session: Session, known: readonly string[]): string[] {
  const text = [answer.finding, ...answer.evidence, ...answer.caveats].join("\n");
  const made = session.turns.flatMap(artifactsOf).flatMap((artifact) => (artifact.kind === "file" ? [artifact.name] : []));
  const there = [...known, ...made].map((name) => name.toLowerCase());
  const named = [...text.matchAll(fileName)].map(([name]) => name);
  return [...new Set(named)].filter((name) => !there.some((one) => one === name.toLowerCase() || one.endsWith(name.toLowerCase())));
}
