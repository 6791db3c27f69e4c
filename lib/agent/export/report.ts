import type { Observation } from "../../protocol/observation.ts";
import { artifactsOf, codeOf, type Session, type Step, type Turn } from "../session.ts";
import { declined } from "../told.ts";
import { outcomes, unfound } from "./answer.ts";
import { escaped, markdownHtml } from "./html.ts";
import { type Beside, nothingBeside } from "./made.ts";
import { artifactHtml } from "./shown.ts";
import { pageOf } from "./style.ts";

/** Facts for the end of a report, in the order they are told. */
export type Facts = readonly (readonly [name: string, value: string])[];

/** The session as one HTML file that needs nothing else: answers, pictures, tables, and how each was worked out. */
export function reportHtml(session: Session, facts: Facts, beside: Beside = nothingBeside): string {
  const title = session.turns[0]?.question ?? "Report";
  const about = facts.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join("");
  const body = `<main>${session.turns.map((turn) => turnHtml(turn, beside)).join("\n")}</main>\n<footer><h2>About this report</h2><dl>${about}</dl></footer>`;
  return pageOf(escaped(title), body);
}

export function turnHtml(turn: Turn, beside: Beside = nothingBeside): string {
  const steps = turn.steps.map(stepHtml).join("");
  const tone = turn.status === "answered" ? "good" : turn.status === "partial" ? "warn" : "bad";
  return `<article>
<h1>${escaped(turn.question)}</h1>
<p class="faint"><span class="${tone}">${outcomes[turn.status]}</span> · ${escaped(turn.model)} · ${new Date(turn.startedAt).toISOString().slice(0, 16).replace("T", " ")} UTC${turn.message ? ` · ${escaped(turn.message)}` : ""}</p>
${answerHtml(turn)}
${artifactsOf(turn)
  .map((artifact) => artifactHtml(artifact, beside))
  .join("\n")}
<h2>How it was worked out</h2>
${steps || '<p class="faint">No step was taken.</p>'}
</article>`;
}

function answerHtml({ answer }: Turn): string {
  if (!answer) return "";
  const list = (title: string, items: readonly string[]) =>
    items.length > 0 ? `<h2>${title}</h2><ul>${items.map((item) => `<li>${markdownHtml(item)}</li>`).join("")}</ul>` : "";
  return `<section class="card"><div class="finding">${markdownHtml(answer.finding)}</div>${unfound(answer)
    .map((note) => `<p class="bad">${escaped(note)}</p>`)
    .join("")}${list("What carries it", answer.evidence)}${list("What to keep in mind", answer.caveats)}${list("Worth asking next", answer.next)}</section>`;
}

/** One step: what was planned, the code, and what came of it. */
export function stepHtml(step: Step, at: number): string {
  const code = codeOf(step);
  const plan = step.action?.type === "run" ? step.action.plan : "";
  const slips = step.slips.map(
    ({ type, reason, text }) =>
      `<p class="warn">${type === "rejected" ? "Answer sent back" : "Reply not readable"}: ${escaped(reason)}</p><pre>${escaped(text)}</pre>`,
  );
  return `<details><summary>Step ${at + 1}: ${escaped(plan.trim().split("\n")[0] || ended(step))}</summary>${slips.join("")}${markdownHtml(plan)}${code === null ? "" : `<pre>${escaped(code)}</pre>`}${outcome(step)}</details>`;
}

function ended({ state }: Step): string {
  return state.type === "ran" ? state.observation.status : state.type;
}

function outcome({ state, remarks }: Step): string {
  const notes = remarks.map((remark) => `<p class="warn">${escaped(remark)}</p>`).join("");
  if (state.type === "ran") return seen(state.observation) + notes;
  if (state.type === "refused")
    return `<p class="bad">Not run, the policy refuses it: ${escaped(state.findings.map(({ line, reason }) => `line ${line}: ${reason}`).join(" "))}</p>${notes}`;
  if (state.type === "declined") return `<p class="bad">${escaped(declined(state.reason))}</p>${notes}`;
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
