import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Trouble } from "../headless/outcome.ts";
import { escaped } from "../lib/agent/export/html.ts";
import { pageOf } from "../lib/agent/export/style.ts";
import { type Measured, readResults, type Result, Run } from "./result.ts";
import { percent, tally } from "./tally.ts";
import { textTable } from "./text-table.ts";

/** A run as it was kept in its folder. */
export function readRun(folder: string): Measured {
  const path = join(folder, "run.json");
  if (!existsSync(path)) throw new Trouble("usage", `${folder} holds no run: run.json is missing.`);
  const prompt = join(folder, "prompt.txt");
  const results = join(folder, "results.jsonl");
  if (!existsSync(results)) throw new Trouble("usage", `${folder} holds no answer yet: results.jsonl is missing.`);
  return {
    run: Run.parse(JSON.parse(readFileSync(path, "utf8"))),
    results: readResults(results),
    promptText: existsSync(prompt) ? readFileSync(prompt, "utf8") : null,
  };
}

export interface Compared {
  /** Rows of the table, the head first. */
  readonly rows: readonly (readonly string[])[];
  readonly gained: readonly string[];
  readonly lost: readonly string[];
  /** Lines of the prompt that only one of the first two has, `-` and `+`. */
  readonly prompt: readonly string[];
  readonly notes: readonly string[];
}

/** Several runs of one suite side by side; what changed is told of the first and the last. Only questions that all of them answered count. */
export function compare(runs: readonly Measured[]): Compared {
  const [first, last] = [runs[0], runs.at(-1)];
  if (!first || !last || runs.length < 2) throw new Trouble("usage", "Two runs at least are needed to compare.");
  const shared = first.results.map(({ id }) => id).filter((id) => runs.every(({ results }) => results.some((result) => result.id === id)));
  const of = ({ results }: Measured) => shared.flatMap((id) => results.find((result) => result.id === id) ?? []);
  const right = (measured: Measured) => new Set(of(measured).filter((result) => result.right).map(({ id }) => id));
  const [before, after] = [right(first), right(last)];
  return {
    rows: rowsOf(runs, of),
    gained: shared.filter((id) => !before.has(id) && after.has(id)),
    lost: shared.filter((id) => before.has(id) && !after.has(id)),
    prompt: first.run.prompt === last.run.prompt ? [] : promptChange(first.promptText ?? "", last.promptText ?? ""),
    notes: notesOf(runs, shared.length),
  };
}

function rowsOf(runs: readonly Measured[], of: (measured: Measured) => Result[]): string[][] {
  const groups = [...new Set(runs.flatMap((measured) => of(measured).map(({ category }) => category)))];
  const all = runs.map((measured) => tally("all", of(measured)));
  const share = (measured: Measured, category: string) => {
    const t = tally(category, of(measured).filter((result) => result.category === category));
    return `${t.right}/${t.asked}`;
  };
  const row = (name: string, cell: (at: number) => string) => [name, ...runs.map((_, at) => cell(at))];
  return [
    row("", (at) => runs[at]?.run.model ?? ""),
    row("prompt", (at) => runs[at]?.run.prompt ?? "-"),
    row("way", (at) => `${runs[at]?.run.way}, ${runs[at]?.run.asked}, ${runs[at]?.run.masking}`),
    ...groups.map((category) => [category, ...runs.map((measured) => share(measured, category))]),
    row("right", (at) => `${all[at]?.right}/${all[at]?.asked}`),
    row("accuracy", (at) => percent(all[at]?.accuracy ?? 0)),
    row("steps", (at) => String(all[at]?.steps)),
    row("repairs", (at) => String(all[at]?.repairs)),
    row("kills", (at) => String(all[at]?.kills)),
    row("tokens", (at) => String(all[at]?.tokens)),
    row("cost", (at) => (all[at]?.costMicros === null ? "-" : `${((all[at]?.costMicros ?? 0) / 1e6).toFixed(4)} ${runs[at]?.run.currency}`)),
    row("seconds", (at) => (all[at]?.seconds ?? 0).toFixed(1)),
    row("masked", (at) => String(all[at]?.masks)),
  ];
}

function notesOf(runs: readonly Measured[], shared: number): string[] {
  const suites = new Set(runs.map(({ run }) => run.suiteSha256));
  const most = Math.max(...runs.map(({ results }) => results.length));
  return [
    ...(suites.size > 1 ? ["The suites differ, so the figures cannot be compared as they stand."] : []),
    ...(shared < most ? [`Only the ${shared} questions that every run answered are counted.`] : []),
    ...(runs.every(({ run }) => run.prompt === null) ? [] : [sayPrompts(new Set(runs.map(({ run }) => run.prompt)).size)]),
  ];
}

const sayPrompts = (versions: number) => (versions > 1 ? "The prompts differ." : "All runs had the same prompt.");

function promptChange(before: string, after: string): string[] {
  const [old, fresh] = [before.split("\n"), after.split("\n")];
  return [...old.filter((line) => !fresh.includes(line)).map((line) => `- ${line}`), ...fresh.filter((line) => !old.includes(line)).map((line) => `+ ${line}`)];
}

export function comparedText({ rows, gained, lost, prompt, notes }: Compared): string {
  const lists = [...(gained.length > 0 ? [`now right: ${gained.join(", ")}`] : []), ...(lost.length > 0 ? [`now wrong: ${lost.join(", ")}`] : [])];
  return [textTable(rows), "", ...notes, ...lists, ...(prompt.length > 0 ? ["", "change of the prompt:", ...prompt] : [])].join("\n");
}

export function comparedPage({ rows, gained, lost, prompt, notes }: Compared): string {
  const [head = [], ...rest] = rows;
  const title = `${head.slice(1).join(" against ")}`;
  const table = `<div class="scroll" tabindex="0" role="region" aria-label="Figures"><table><thead><tr>${head.map((cell, at) => (at === 0 ? "<td></td>" : `<th scope="col" class="n">${escaped(cell)}</th>`)).join("")}</tr></thead><tbody>${rest.map((row) => `<tr>${row.map((cell, at) => (at === 0 ? `<th scope="row">${escaped(cell)}</th>` : `<td class="n">${escaped(cell)}</td>`)).join("")}</tr>`).join("")}</tbody></table></div>`;
  const list = (name: string, ids: readonly string[]) => (ids.length > 0 ? `<h2>${name}</h2><ul>${ids.map((id) => `<li>${escaped(id)}</li>`).join("")}</ul>` : "");
  const change = prompt.length > 0 ? `<h2>Change of the prompt</h2><pre>${escaped(prompt.join("\n"))}</pre>` : "";
  return pageOf(escaped(title), `<main><h1>${escaped(title)}</h1>${notes.map((note) => `<p>${escaped(note)}</p>`).join("")}${table}${list("Now right", gained)}${list("Now wrong", lost)}${change}</main>`);
}
