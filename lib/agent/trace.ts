import type { Answer, Observation, Origin, Trace } from "../protocol/observation.ts";
import type { Opened } from "../protocol/profile.ts";
import { means, numbersIn, type Said } from "./numbers.ts";
import type { Session, Step } from "./session.ts";

/** What is known when an answer is looked at. `ran` is the step whose code gave it; null for an answer in prose. */
export interface Known {
  readonly session: Session;
  readonly opened: Pick<Opened, "files">;
  readonly question: string;
  readonly ran: { readonly turn: number; readonly step: number; readonly seen: Extract<Observation, { status: "ok" }> } | null;
}

type Source = { readonly value: number; readonly origin: Origin };

/** Every number of finding and evidence with where it comes from, each once. What is no claim and was found nowhere is left out. */
export function traced(answer: Answer, known: Known): Trace[] {
  const said = [answer.finding, ...answer.evidence].flatMap(numbersIn);
  const all = sources(known);
  const typed = known.ran ? typedIn(known.ran.seen) : null;
  const traces = new Map<string, Trace>();
  for (const one of said) {
    const origin = originOf(one, { all, typed, known });
    const before = traces.get(one.text);
    if ((origin.type !== "nowhere" || !one.weak) && (!before || origin.type === "nowhere"))
      traces.set(one.text, { number: one.text, origin });
  }
  return [...traces.values()];
}

/** Numbers that nothing computed. */
export const untraced = (traces: readonly Trace[]): string[] =>
  traces.filter(({ origin }) => origin.type === "nowhere").map(({ number }) => number);

/** What the model is told of them, once. `values` says whether it may know numbers that its code does not hold. */
export function askForOrigin(numbers: readonly string[], code: string, values: boolean): string {
  const named = values ? numbers : numbers.filter((one) => code.includes(one));
  const which =
    named.length === 0
      ? "A number of your answer matches"
      : `${named.join(", ")} in your answer ${named.length === 1 ? "matches" : "match"}`;
  return `${which} nothing that the code computed. Compute it, then put the variable into final_answer through an f-string, e.g. f"{total:,.0f}", or leave it out; then call final_answer again.`;
}

type Sight = { readonly all: readonly Source[]; readonly typed: readonly Said[] | null; readonly known: Known };

/** A number that the script does not say itself was put into the answer by its running, whatever it was made of. */
function originOf(said: Said, { all, typed, known: { ran } }: Sight): Origin {
  const found = all.find(({ value }) => means(said, value))?.origin ?? null;
  if (!ran || (found && isOf(found, ran))) return found ?? { type: "nowhere" };
  const same = (one: Said) => one.readings.some(({ value }) => said.readings.some((mine) => mine.value === value));
  const made = typed === null || !typed.some(same);
  return made ? { type: "run", turn: ran.turn, step: ran.step, found: "text", label: "" } : (found ?? { type: "nowhere" });
}

const isOf = (origin: Origin, { turn, step }: { turn: number; step: number }): boolean =>
  origin.type === "run" && origin.turn === turn && origin.step === step;

/** In the order in which they are believed: what this run held, what it showed, what earlier ones showed, the files, the question, the script's parameters. */
function sources({ session, opened, question, ran }: Known): Source[] {
  const steps = session.turns.flatMap((turn) => turn.steps.map((step) => ({ turn: turn.index, step }))).toReversed();
  return [
    ...steps.flatMap(({ turn, step }) => ofStep(turn, step)),
    ...opened.files.flatMap(ofFile),
    ...numbersIn(question).flatMap(({ readings }) => readings.map(({ value }): Source => ({ value, origin: { type: "question" } }))),
    ...(ran?.seen.traceable?.parameters ?? []).flatMap((value): Source[] =>
      typeof value === "number" ? [{ value, origin: { type: "code", turn: ran?.turn ?? 0, step: ran?.step ?? 0 } }] : [],
    ),
  ];
}

const read = new WeakMap<Step, Source[]>();

function ofStep(turn: number, step: Step): Source[] {
  if (step.state.type !== "ran") return [];
  const known = read.get(step) ?? seenIn(step.state.observation, { turn, step: step.index });
  read.set(step, known);
  return known;
}

function seenIn(seen: Observation, place: { turn: number; step: number }): Source[] {
  const origin = (found: "value" | "table" | "printed", label: string): Origin => ({ type: "run", ...place, found, label });
  const held = seen.status === "ok" ? (seen.traceable?.values ?? []) : [];
  const tables = seen.artifacts.flatMap((artifact) => (artifact.kind === "table" ? [artifact] : []));
  const printed = [
    seen.stdout,
    seen.status === "ok" ? (seen.value ?? "") : "",
    ...seen.artifacts.flatMap((one) => ("alt" in one ? [one.alt] : [])),
  ];
  return [
    ...held.flatMap(([label, value]): Source[] => (typeof value === "number" ? [{ value, origin: origin("value", label) }] : [])),
    ...tables.flatMap(({ title, rows, totalRows, totalColumns }) =>
      [...rows.flat(), totalRows, totalColumns].flatMap((cell): Source[] => {
        const value = typeof cell === "number" ? cell : typeof cell === "string" && cell.trim() !== "" ? Number(cell) : Number.NaN;
        return Number.isFinite(value) ? [{ value, origin: origin("table", title) }] : [];
      }),
    ),
    ...printed
      .flatMap((text) => numbersIn(text))
      .flatMap(({ readings }) => readings.map(({ value }): Source => ({ value, origin: origin("printed", "") }))),
  ];
}

/** What the host itself counted when it read the file. */
function ofFile({ file, tables }: Opened["files"][number]): Source[] {
  const numbers = tables.flatMap(({ rows, columns, duplicateRows }) => [
    rows,
    columns.length,
    duplicateRows,
    ...columns.flatMap(({ nulls, distinct, min, max, mean, top }) => [
      nulls,
      distinct,
      Number(min ?? Number.NaN),
      Number(max ?? Number.NaN),
      mean ?? Number.NaN,
      ...top.map(([, count]) => count),
    ]),
  ]);
  return [tables.length, ...numbers].filter(Number.isFinite).map((value) => ({ value, origin: { type: "file", file } }));
}

const typedIn = ({ traceable }: Extract<Observation, { status: "ok" }>): Said[] | null => traceable?.typed.flatMap(numbersIn) ?? null;
