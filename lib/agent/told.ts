import type { Finding } from "../protocol/action.ts";
import type { Artifact } from "../protocol/artifact.ts";
import type { Told } from "../protocol/complete.ts";
import type { Observation } from "../protocol/observation.ts";
import { cut, data } from "./cut.ts";
import { codeOf, type Rebuilt, type Step } from "./session.ts";

/** A step as a model may be told of it, its text in at most about `limit` characters; null while there is nothing to tell. */
export function told(step: Step, limit: number): Told | null {
  const code = codeOf(step);
  if (code === null) return null;
  if (step.state.type === "refused") return { code, status: "refused", text: refusal(step.state.findings) };
  if (step.state.type === "declined") return { code, status: "refused", text: data(declined(step.state.reason)) };
  if (step.state.type !== "ran") return null;
  return { code, status: step.state.observation.status, text: data(observed(step.state.observation, limit)) };
}

export function refusal(findings: readonly Finding[]): string {
  const lines = findings.map(({ line, reason, instead }) => `line ${line}: ${reason} ${instead}`);
  return `Not run, the policy refuses it:\n${lines.join("\n")}`;
}

export function declined(reason: string): string {
  return `Not run, the person refuses it${reason.trim() ? `: ${reason.trim()}` : " and gives no reason."}`;
}

/** Tracebacks end at the tail, tables begin at the head. */
function observed(seen: Observation, limit: number): string {
  const said = [
    labelled("printed", cut(printed(seen), Math.floor(limit * 0.6))),
    labelled("stderr", cut(seen.stderr.trim(), Math.floor(limit * 0.15), 0.3)),
  ];
  return (
    [...said, ...outcome(seen, limit), ...made(seen.artifacts), ...seen.notes.map((note) => `note: ${note}`)].filter(Boolean).join("\n") ||
    "(no output; print or show what you want to see)"
  );
}

function printed({ stdout, droppedChars }: Observation): string {
  const text = stdout.replace(/\s+$/, "");
  return droppedChars > 0 ? `${text}\n[${droppedChars.toLocaleString("en-US")} more characters were printed and not kept]` : text;
}

function outcome(seen: Observation, limit: number): string[] {
  switch (seen.status) {
    case "ok":
      return [
        labelled("value", seen.value === null ? "" : cut(seen.value, Math.floor(limit * 0.4))),
        seen.answer ? "final_answer was called." : "",
      ];
    case "error":
      return [cut(seen.error.traceback.trim() || `${seen.error.type}: ${seen.error.message}`, Math.floor(limit * 0.5), 0.25)];
    case "killed":
      return [`Killed (${seen.reason}): ${seen.message}`, survival[seen.state]];
    default:
      return seen satisfies never;
  }
}

const survival = {
  kept: "The variables of earlier steps are still there.",
  lost: "Python was started again: what this run made is gone. The dropped files are loaded as before; variables of earlier steps are there again only where a note below says so.",
};

/** For the model, before the step that comes after a rebuilding. */
export function rebuiltTold({ repeated, lost, renewed, reason }: Rebuilt): string {
  const names = (of: readonly string[]) => data(cut(of.join(", "), 1_500));
  return [
    `Python was started anew; ${repeated} earlier runs were repeated.`,
    lost.length === 0 ? "The variables of earlier steps are there again." : `The variables of earlier steps are there again, except these, which are gone or not what they were: ${names(lost)}. Compute them again before you use them.`,
    renewed.length > 0 ? `These came out otherwise than the first time: ${names(renewed)}.` : "",
    reason && data(cut(reason, 500)),
  ]
    .filter(Boolean)
    .join(" ");
}

function labelled(label: string, text: string): string {
  return text ? `${label}:\n${text}` : "";
}

function made(artifacts: readonly Artifact[]): string[] {
  const lines = artifacts.slice(0, 12).map((artifact) => `- ${line(artifact)}`);
  const more = artifacts.length > 12 ? [`- and ${artifacts.length - 12} more`] : [];
  return lines.length > 0 ? [`shown to the person:\n${[...lines, ...more].join("\n")}`] : [];
}

function line(artifact: Artifact): string {
  switch (artifact.kind) {
    case "table":
      return `table ${JSON.stringify(artifact.title)}, ${artifact.totalRows} rows x ${artifact.totalColumns} columns${firstRows(artifact)}`;
    case "image":
    case "chart":
      return `chart ${JSON.stringify(artifact.title)}${artifact.alt ? `: ${artifact.alt.slice(0, 200)}` : ""}`;
    case "file":
      return `file ${JSON.stringify(artifact.name)}, ${artifact.bytes.length} bytes`;
    default:
      return artifact satisfies never;
  }
}

/** The head of a table, for a model that showed what it wanted to read. */
function firstRows({ columns, rows, totalRows }: Extract<Artifact, { kind: "table" }>): string {
  const head = [columns.map(({ name }) => name), ...rows.slice(0, 8)].map((cells) =>
    cells
      .slice(0, 12)
      .map((cell) => cut(String(cell ?? ""), 40))
      .join(" | "),
  );
  return `\n${head.map((text) => `    ${text.replace(/\n/g, " ")}`).join("\n")}${totalRows > 8 ? "\n    ..." : ""}`;
}
