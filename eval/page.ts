import { escaped } from "../lib/agent/export/html.ts";
import { turnHtml } from "../lib/agent/export/report.ts";
import { pageOf } from "../lib/agent/export/style.ts";
import { foldAll } from "../lib/agent/fold.ts";
import { fromLines } from "../lib/agent/journal.ts";
import type { Item } from "./item.ts";
import type { Measured, Result } from "./result.ts";
import { cells, headings, type Tally, tallies, tally } from "./tally.ts";

/** The run as one HTML file: figures, and every transcript. */
export function runPage({ run, results, promptText }: Measured, items: readonly Item[], journalOf: (id: string) => string): string {
  const title = `${run.suite}: ${run.model}`;
  const facts = [
    ["Model", run.model],
    ["Way", run.way === "product" ? "the product, in a browser" : "the loop in Node"],
    ["Asked", run.asked === "bare" ? "the question alone" : "question, constraints and form of the answer"],
    ["Prompt", run.prompt ?? "the built-in analyst reads none"],
    ["Policy", `${run.policy}, masking ${run.masking}`],
    ["Sandpiper", run.app],
    ["Begun", run.at],
    ["Suite", `${items.length} questions, SHA-256 ${run.suiteSha256.slice(0, 16)}`],
  ];
  const known = new Map(items.map((item) => [item.id, item]));
  const body = `<main><h1>${escaped(title)}</h1>
<p class="finding"><strong>${results.filter(({ right }) => right).length} of ${results.length}</strong> right</p>
<dl>${facts.map(([name = "", value = ""]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join("")}</dl>
${(["category", "level", "domain"] as const).map((field) => figures(`By ${field}`, [...tallies(results, field), tally("all", results)], run.currency)).join("")}
<h2>Every question</h2>
${results.map((result) => transcript(result, known.get(result.id), journalOf(result.id))).join("\n")}
${promptText === null || run.prompt === null ? "" : `<h2>The system prompt</h2><details><summary>Version ${escaped(run.prompt)}</summary><pre>${escaped(promptText)}</pre></details>`}</main>`;
  return pageOf(escaped(title), body);
}

export function figures(title: string, rows: readonly Tally[], currency: string): string {
  const head = headings.map((name, at) => (at === 0 ? "<td></td>" : `<th scope="col" class="n">${name}</th>`)).join("");
  const body = rows.map((row) => `<tr>${cells(row, currency).map((cell, at) => (at === 0 ? `<th scope="row">${escaped(cell)}</th>` : `<td class="n">${escaped(cell)}</td>`)).join("")}</tr>`);
  return `<h2>${escaped(title)}</h2><div class="scroll" tabindex="0" role="region" aria-label="${escaped(title)}"><table><thead><tr>${head}</tr></thead><tbody>${body.join("")}</tbody></table></div>`;
}

function transcript(result: Result, item: Item | undefined, journal: string): string {
  const { right, id, question, parts, ended } = result;
  const turns = foldAll(fromLines(journal).events).turns.map((turn) => turnHtml(turn).replaceAll("<h1>", "<h3>").replaceAll("</h1>", "</h3>").replaceAll("<h2>", "<h3>").replaceAll("</h2>", "</h3>"));
  const verdicts = parts.map(({ name, ok, why }) => `<li class="${ok ? "good" : "bad"}">${escaped(name)}: ${ok ? "holds" : escaped(why)}</li>`).join("");
  const truth = item ? `<pre>${escaped(item.expected.map((part) => JSON.stringify(part.match === "code" ? { ...part, test: "..." } : part)).join("\n"))}</pre>` : "";
  return `<details id="${escaped(id)}"><summary><span class="${right ? "good" : "bad"}">${right ? "right" : "wrong"}</span> ${escaped(id)} · ${escaped(question)}</summary>
<div class="card"><p class="faint">${escaped(ended)} · ${result.steps} steps · ${result.repairs} repairs · ${result.seconds.toFixed(1)} s</p><ul>${verdicts}</ul>${truth}${turns.join("") || "<p>There is no transcript.</p>"}</div></details>`;
}
