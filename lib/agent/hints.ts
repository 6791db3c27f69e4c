import { insteadOf } from "../policy/alternatives.ts";
import type { Observation } from "../protocol/observation.ts";
import { nearest } from "./nearest.ts";
import { habits, obsolete } from "./obsolete.ts";

/** What the host knows and a hint may name. */
export interface Known {
  readonly files: readonly string[];
  readonly columns: readonly string[];
  readonly modules: readonly string[];
}

const most = 4;

/** Words for the model beside its observation: what replaced the thing it used, or what it may have meant. At most four. */
export function hintsFor(observation: Observation, code: string, known: Known): string[] {
  const silent = habits.filter(({ code: form }) => form.test(code)).map(({ hint }) => hint);
  const told =
    observation.status === "ok"
      ? fromTable(observation.stderr, code)
      : observation.status === "error"
        ? fromError(observation, code, known)
        : killed[observation.reason];
  return [...new Set([...told, ...silent])].slice(0, most);
}

function fromError({ error, stderr }: Extract<Observation, { status: "error" }>, code: string, known: Known): string[] {
  const text = `${error.type}: ${error.message}`;
  const listed = fromTable(`${text}\n${stderr}`, code);
  return [...listed, ...(listed.length > 0 && error.type === "AttributeError" ? [] : named(text, known))];
}

function fromTable(text: string, code: string): string[] {
  return obsolete.filter((entry) => entry.message.test(text) && (entry.code?.test(code) ?? true)).map(({ hint }) => hint);
}

/** Hints that name a column, a file or a module. */
function named(text: string, known: Known): string[] {
  return [...column(text, known.columns), ...file(text, known.files), ...module(text, known.modules)];
}

const keyError =
  /^KeyError: [^\w\s]*(?:Columns? not found: |Label\(s\) |None of \[Index\()?[^\w\s]*(.+?)['"\]\s]*(?: not in index| do not exist|, dtype=.*| are in the .*)?[^\w]*$/s;
const attributeError = /^AttributeError: 'DataFrame' object has no attribute '(\w+)'/;

function column(text: string, columns: readonly string[]): string[] {
  const key = (keyError.exec(text) ?? attributeError.exec(text))?.[1];
  if (key === undefined || key.length > 200 || /^-?\d+$/.test(key) || columns.length === 0) return [];
  if (columns.includes(key))
    return [
      `${JSON.stringify(key)} is a column of a dropped table, but not of this DataFrame here: it may have become the index (reset_index()), been renamed, or never been selected.`,
    ];
  const close = nearest(key, columns);
  if (close.length > 0) return [`Columns with a similar name: ${close.map(quoted).join(", ")}.`];
  const shown = columns.slice(0, 30).map(quoted).join(", ");
  return text.startsWith("KeyError") ? [`The columns of the dropped tables are: ${shown}${columns.length > 30 ? ", ..." : ""}.`] : [];
}

function quoted(name: string): string {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 77)}...` : name);
}

function file(text: string, files: readonly string[]): string[] {
  if (!/^FileNotFoundError|No such file or directory/.test(text)) return [];
  const there = files.slice(0, 20).map((name) => JSON.stringify(`/data/${name}`));
  return [
    there.length > 0
      ? `The files there are: ${there.join(", ")}. Their tables are DataFrames already; load(name) reads one again.`
      : "No file has been dropped.",
  ];
}

function module(text: string, modules: readonly string[]): string[] {
  const missing = /^ModuleNotFoundError: No module named '([\w.]+)'/.exec(text)?.[1];
  if (!missing || modules.includes(missing.split(".")[0] ?? "")) return [];
  return [`${missing} is not there and cannot be installed. ${insteadOf(missing)}`];
}

const killed: Record<Extract<Observation, { status: "killed" }>["reason"], string[]> = {
  timeout: [
    "It took too long. Avoid loops over rows (groupby, merge, vectorised columns), work on a sample or on aggregates, use fewer or smaller models, and make sure that every loop ends.",
  ],
  memory: [
    "It needed too much memory. Read only the columns you need (usecols, columns=), use category for repeating text, work in chunks, and do not build all pairs (a merge on keys that repeat on both sides).",
  ],
  flood: ["It printed too much. Print shapes, heads and aggregates only."],
  fatal: ["The interpreter died. Take another way: another function, or smaller pieces."],
  stopped: [],
};
