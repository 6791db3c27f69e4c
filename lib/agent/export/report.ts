import type { Observation } from "../../protocol/observation.ts";
import { artifactsOf, codeOf, type Session, type Step, type Turn } from "../session.ts";
import { escaped, markdownHtml } from "./html.ts";
import { type Beside, nothingBeside } from "./made.ts";
import { artifactHtml } from "./shown.ts";
import { pageOf } from "./style.ts";
import { english, partsOf, unfound, type Words } from "./words.ts";

/** Facts for the end of a report, in the order they are told. */
export type Facts = readonly (readonly [name: string, value: string])[];

/** What a report is made with beside the session; without anything it is in English. */
export interface Around {
  readonly beside?: Beside;
  readonly words?: Words;
}

/** The session as one HTML file that needs nothing else: answers, pictures, tables, and how each was worked out. */
export function reportHtml(session: Session, facts: Facts, { beside = nothingBeside, words = english }: Around = {}): string {
  const title = session.turns[0]?.question ?? words.report.title;
  const about = facts.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join("");
  const body = `<main>${session.turns.map((turn) => turnHtml(turn, { beside, words })).join("\n")}</main>\n<footer><h2>${words.report.about}</h2><dl>${about}</dl></footer>`;
  return pageOf(escaped(title), body, words.lang);
}

export function turnHtml(turn: Turn, { beside = nothingBeside, words = english }: Around = {}): string {
  const steps = turn.steps.map((step, at) => stepHtml(step, at, words)).join("");
  const tone = turn.status === "answered" ? "good" : turn.status === "partial" ? "warn" : "bad";
  return `<article>
<h1>${escaped(turn.question)}</h1>
<p class="faint"><span class="${tone}">${words.outcomes[turn.status]}</span> · ${escaped(turn.model)} · ${new Date(turn.startedAt).toISOString().slice(0, 16).replace("T", " ")} UTC${turn.message ? ` · ${escaped(turn.message)}` : ""}</p>
${answerHtml(turn, words)}
${artifactsOf(turn)
  .map((artifact) => artifactHtml(artifact, beside, words))
  .join("\n")}
<h2>${words.report.how}</h2>
${steps || `<p class="faint">${words.report.noStep}</p>`}
</article>`;
}

function answerHtml({ answer }: Turn, words: Words): string {
  if (!answer) return "";
  const notes = unfound(answer, words).map((note) => `<p class="bad">${escaped(note)}</p>`);
  const lists = partsOf(answer, words).map(({ title, items }) => `<h2>${title}</h2><ul>${items.map((item) => `<li>${markdownHtml(item)}</li>`).join("")}</ul>`);
  return `<section class="card"><div class="finding">${markdownHtml(answer.finding)}</div>${notes.join("")}${lists.join("")}</section>`;
}

/** One step: what was planned, the code, and what came of it. */
function stepHtml(step: Step, at: number, words: Words): string {
  const code = codeOf(step);
  const plan = step.action?.type === "run" ? step.action.plan : "";
  const slips = step.slips.map(
    ({ type, reason, text }) =>
      `<p class="warn">${type === "rejected" ? words.report.sentBack : words.report.unreadable}: ${escaped(reason)}</p><pre>${escaped(text)}</pre>`,
  );
  return `<details><summary>${escaped(words.report.step(at + 1, plan.trim().split("\n")[0] || words.ends[ended(step)]))}</summary>${slips.join("")}${markdownHtml(plan)}${code === null ? "" : `<pre>${escaped(code)}</pre>`}${outcome(step, words)}</details>`;
}

function ended({ state }: Step): keyof Words["ends"] {
  return state.type === "ran" ? state.observation.status : state.type;
}

function outcome({ state, remarks }: Step, words: Words): string {
  const notes = remarks.map((remark) => `<p class="warn">${escaped(remark)}</p>`).join("");
  if (state.type === "ran") return seen(state.observation) + notes;
  if (state.type === "refused") return `<p class="bad">${escaped(words.report.refused(state.findings))}</p>${notes}`;
  if (state.type === "declined") return `<p class="bad">${escaped(words.report.declined(state.reason.trim()))}</p>${notes}`;
  if (state.type === "denied") return `<p class="bad">${escaped(state.reason)}</p>${notes}`;
  if (state.type === "failed") return `<p class="bad">${escaped(state.message)}</p>${notes}`;
  return notes;
}

function seen(observation: Observation): string {
  const text = [observation.stdout, observation.stderr, observation.status === "ok" ? (observation.value ?? "") : ""]
    .filter((part) => part.trim())
    .join("\n");
  const wrong = observation.status === "error" ? observation.error.traceback : observation.status === "killed" ? observation.message : "";
  return `${text ? `<pre>${escaped(text)}</pre>` : ""}${wrong ? `<pre class="bad">${escaped(wrong)}</pre>` : ""}<p class="faint">${Math.round(observation.durationMs)} ms</p>`;
}
