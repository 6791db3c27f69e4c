import { type Mapping, unmask } from "../../policy/mask.ts";
import { reaches } from "../../policy/unmask/active.ts";
import { unmaskCell } from "../../policy/unmask/cells.ts";
import { unmaskChart } from "../../policy/unmask/chart.ts";
import { unmaskMarkdown } from "../../policy/unmask/markdown.ts";
import { replaced, unmaskMarkup } from "../../policy/unmask/markup.ts";
import { Action } from "../../protocol/action.ts";
import { Artifact } from "../../protocol/artifact.ts";
import { AgentEvent } from "../../protocol/event.ts";
import { Answer, Observation } from "../../protocol/observation.ts";
import type { Step, StepState, Turn } from "../session.ts";

type Write = (text: string, mapping: Mapping) => string;

const inPython = (original: string) => original.replace(/[\\'"]/g, "\\$&").replace(/[\r\n]+/g, " ");

/** A token as Markdown may write it. */
const escapedToken = /([A-Za-z]+)\\_(?=[0-9A-Z]{8})/g;

const inWords: Write = (text, mapping) => unmask(text.replace(escapedToken, "$1_"), mapping);
const prose: Write = (text, mapping) => unmaskMarkdown(text.replace(escapedToken, "$1_"), mapping);

/**
 * How a text is rewritten where a field holds another language: values become part of a Python literal, labels of a chart, texts of a drawing,
 * words of Markdown. A drawing that could send values away when it is opened keeps its tokens.
 */
const fields: Readonly<Record<string, Write>> = {
  code: (text, mapping) => replaced(text, mapping, inPython),
  spec: unmaskChart,
  svg: (svg, mapping) => (reaches(svg) ? svg : unmaskMarkup(svg, mapping)),
  finding: prose,
  evidence: prose,
  caveats: prose,
  next: prose,
  plan: prose,
};

/** The events as the person may read them: tokens of masked columns replaced by what they stand for. For the page and what it hands out only. */
export function unmasked(events: readonly AgentEvent[], mapping: Mapping): AgentEvent[] {
  if (mapping.tokens.size === 0) return [...events];
  return events.map((event) => AgentEvent.parse(read(event, "", mapping)));
}

/** A turn as the person may read it. */
export function unmaskedTurn(turn: Turn, mapping: Mapping): Turn {
  if (mapping.tokens.size === 0) return turn;
  const words = (text: string) => inWords(text, mapping);
  const answer = turn.answer && Answer.parse(read(turn.answer, "", mapping));
  const steps = turn.steps.map((step) => stepRead(step, mapping));
  return { ...turn, question: words(turn.question), message: words(turn.message), answer, steps };
}

/** One thing that was made, as the person may have it; the bytes of files and pictures stay as they are. */
export const unmaskedArtifact = (artifact: Artifact, mapping: Mapping): Artifact => Artifact.parse(read(artifact, "", mapping));

function stepRead(step: Step, mapping: Mapping): Step {
  const { action, slips, state, approval, remarks } = step;
  const words = (text: string) => inWords(text, mapping);
  const code = (text: string) => replaced(text, mapping, inPython);
  return {
    ...step,
    reply: words(step.reply),
    action: action && Action.parse(read(action, "", mapping)),
    slips: slips.map((slip) => ({ ...slip, text: words(slip.text), reason: words(slip.reason) })),
    approval: approval && { ...approval, written: code(approval.written), code: code(approval.code) },
    remarks: remarks.map(words),
    state: stateRead(state, mapping),
  };
}

function stateRead(state: StepState, mapping: Mapping): StepState {
  const words = (text: string) => inWords(text, mapping);
  switch (state.type) {
    case "ran":
      return { ...state, observation: Observation.parse(read(state.observation, "", mapping)), hints: state.hints.map(words) };
    case "failed":
      return { ...state, message: words(state.message) };
    case "declined":
    case "denied":
      return { ...state, reason: words(state.reason) };
    case "refused":
      return { ...state, findings: state.findings.map((finding) => ({ ...finding, reason: words(finding.reason) })) };
    case "running":
    case "thinking":
    case "chosen":
    case "asking":
    case "permitted":
    case "cut":
      return state;
    default:
      return state satisfies never;
  }
}

function read(value: unknown, field: string, mapping: Mapping): unknown {
  if (typeof value === "string") return (fields[field] ?? inWords)(value, mapping);
  if (typeof value === "number") return unmaskCell(value, mapping);
  if (value instanceof Uint8Array || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => read(one, field, mapping));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, read(inner, key, mapping)]));
}
