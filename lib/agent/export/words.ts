import type { Answer } from "../../protocol/observation.ts";
import type { StepState, Turn } from "../session.ts";

/** Every word that we put into what is taken away; of the session it is only what the model, the person and the code said. */
export interface Words {
  readonly lang: string;
  /** What became of a turn, for a heading. */
  readonly outcomes: Readonly<Record<Turn["status"], string>>;
  readonly noAnswer: string;
  readonly evidence: string;
  readonly caveats: string;
  readonly next: string;
  readonly unfound: (numbers: readonly string[]) => string;
  readonly made: string;
  readonly report: {
    readonly title: string;
    readonly about: string;
    readonly facts: { readonly model: string; readonly files: string; readonly made: string };
    readonly how: string;
    readonly noStep: string;
    readonly step: (number: number, what: string) => string;
    readonly sentBack: string;
    readonly unreadable: string;
    readonly refused: (findings: readonly { readonly line: number; readonly reason: string }[]) => string;
    readonly declined: (reason: string) => string;
  };
  /** How a step ended that has no plan to be called by. */
  readonly ends: Readonly<Record<Exclude<StepState["type"], "ran"> | "ok" | "error" | "killed", string>>;
  readonly table: string;
  readonly rows: (shown: number, total: number) => string;
  readonly columns: (shown: number, total: number) => string;
  readonly file: (name: string, bytes: number) => string;
  readonly chartBeside: string;
  readonly chartMissing: string;
  readonly notebookNeeds: string;
  readonly scriptNeeds: string;
  readonly asAnswered: string;
  readonly notRun: (how: string) => string;
  readonly ended: string;
}

export const english: Words = {
  lang: "en",
  outcomes: { running: "Cut off before its end", answered: "Answered", partial: "Answered in part", stopped: "Stopped", failed: "Not answered" },
  noAnswer: "There is no answer.",
  evidence: "What carries it",
  caveats: "What to keep in mind",
  next: "Worth asking next",
  unfound: (numbers) => `Not found in what the code computed: ${numbers.join(", ")}.`,
  made: "This was made by Sandpiper from a session in a browser.",
  report: {
    title: "Report",
    about: "About this report",
    facts: { model: "Model", files: "Files", made: "Made" },
    how: "How it was worked out",
    noStep: "No step was taken.",
    step: (number, what) => `Step ${number}: ${what}`,
    sentBack: "Answer sent back",
    unreadable: "Reply not readable",
    refused: (findings) => `Not run, the policy refuses it: ${findings.map(({ line, reason }) => `line ${line}: ${reason}`).join(" ")}`,
    declined: (reason) => `Not run, the person refuses it${reason === "" ? " and gives no reason." : `: ${reason}`}`,
  },
  ends: {
    ok: "done",
    error: "failed",
    killed: "ended before it was done",
    thinking: "not decided",
    chosen: "not run",
    asking: "waits for the person",
    permitted: "not run",
    running: "cut off",
    cut: "cut off",
    refused: "refused by the policy",
    declined: "refused by the person",
    denied: "not recorded",
    failed: "no reply of the model",
  },
  table: "Table",
  rows: (shown, total) => `The first ${shown.toLocaleString("en-US")} of ${total.toLocaleString("en-US")} rows.`,
  columns: (shown, total) => `The first ${shown} of ${total} columns.`,
  file: (name, bytes) => `File ${name}, ${bytes.toLocaleString("en-US")} bytes`,
  chartBeside: "Interactive chart; its data are in the folder beside.",
  chartMissing: "A chart that could not be drawn here.",
  notebookNeeds: "It needs pandas and, for charts, matplotlib. Put the dropped files beside it, then run all cells.",
  scriptNeeds: "It needs Python 3.11 or newer with pandas and, for charts, matplotlib. Put the dropped files beside it, then run it.",
  asAnswered: "As it was answered in the session",
  notRun: (how) => `Not run in the session (${how}):`,
  ended: "This run was ended before it was done:",
};

/** Numbers that nothing computed, as the reader is told of them on the screen: one note or none. */
export function unfound({ traces = [] }: Answer, words: Words): string[] {
  const numbers = traces.flatMap(({ number, origin }) => (origin.type === "nowhere" ? [number] : []));
  return numbers.length === 0 ? [] : [words.unfound(numbers)];
}

/** The parts of an answer below its finding, each under its heading; what is empty is left out. */
export const partsOf = ({ evidence, caveats, next }: Answer, words: Words): { readonly title: string; readonly items: readonly string[] }[] =>
  [
    { title: words.evidence, items: evidence },
    { title: words.caveats, items: caveats },
    { title: words.next, items: next },
  ].filter(({ items }) => items.length > 0);
