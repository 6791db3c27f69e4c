import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { answerMarkdown } from "../lib/agent/export/answer.ts";
import { madeFiles } from "../lib/agent/export/made.ts";
import { notebook } from "../lib/agent/export/notebook.ts";
import { type Facts, reportHtml } from "../lib/agent/export/report.ts";
import { english } from "../lib/agent/export/words.ts";
import type { Turn } from "../lib/agent/session.ts";
import type { Helper } from "../lib/protocol/policy.ts";
import type { Extract } from "./audit.ts";
import { prelude } from "./ground.ts";
import { exitCodes } from "./outcome.ts";
import type { Held } from "./gather.ts";
import type { Job } from "./session.ts";
import type { Summary } from "./summary.ts";

export interface Context {
  readonly id: string;
  readonly out: string;
  readonly job: Job;
  readonly held: Held;
  readonly audit: Extract;
  readonly prompt: string | null;
  readonly policy: string;
  readonly helpers: readonly Helper[];
  readonly app: string;
  readonly key: string;
}

/** Folders and files of an earlier asking, so that nothing of it stays among what is new. */
const ours = ["tables", "charts", "files", "answer.md", "answer.json", "notebook.ipynb", "report.html", "journal.jsonl", "audit.jsonl", "summary.json"];

/** Whether a folder may be written to: it is not there, it is empty, or it holds a journal of ours. */
export const isOurs = (out: string): boolean => !existsSync(out) || readdirSync(out).length === 0 || existsSync(join(out, "journal.jsonl"));

/** Writes all that a session left: the journal first, by which the folder is known as ours; summary.json last, so that its presence says that the folder is whole. */
export async function writeOut(context: Context): Promise<Summary> {
  const { out, held, audit } = context;
  mkdirSync(out, { recursive: true });
  for (const name of ours) rmSync(join(out, name), { recursive: true, force: true });
  put(out, "journal.jsonl", held.journal);
  const made = held.session.turns.flatMap((turn, at) => madeIn(turn, held, held.session.turns.length > 1 ? `turn-${at + 1}-` : ""));
  for (const { path, content } of made) put(out, path, content);
  put(out, "answer.md", held.session.turns.map((turn) => answerMarkdown(turn)).join("\n") || `${held.message}\n`);
  put(out, "answer.json", json(answers(context)));
  put(out, "report.html", reportHtml(held.session, facts(context), { beside: held.beside }));
  put(out, "notebook.ipynb", await notebookOf(context));
  if (audit.ok) put(out, "audit.jsonl", audit.lines);
  const summary = summaryOf(context, made.map(({ path }) => path));
  put(out, "summary.json", json(summary));
  return summary;
}

function madeIn(turn: Turn, { beside }: Held, prefix: string) {
  return madeFiles(turn, beside).map(({ path, content }) => ({ path: path.replace("/", `/${prefix}`), content }));
}

function put(out: string, path: string, content: string | Uint8Array): void {
  const target = join(out, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

function answers({ held }: Context) {
  const all = held.session.turns.map(({ question, status, message, answer }) => ({ question, status, message, answer }));
  return { ...(all.at(-1) ?? { question: null, status: held.ended, message: held.message, answer: null }), earlier: all.slice(0, -1) };
}

async function notebookOf({ out, held, job, helpers, app }: Context): Promise<string> {
  const places = [...new Set(job.files.map((path) => relative(resolve(out), dirname(resolve(path))).replaceAll("\\", "/") || "."))];
  const files = held.files.filter(({ state }) => state === "open").map(({ name }) => name);
  return notebook(held.session, { prelude: await prelude(), helpers, files, places, made: `This notebook was written by Sandpiper ${app} from the journal of a session.`, words: english });
}

function facts({ held, prompt, policy, app, audit }: Context): Facts {
  return [
    ["Session", held.id],
    ["Model", held.model],
    ["Prompt", prompt ?? "of another server"],
    ["Policy", policy],
    ["Sandpiper", app],
    ...held.files.map(({ name, bytes, sha256, tables }) => ["File", `${name}, ${bytes.toLocaleString("en-US")} bytes${tables.map(({ variable, rows, columns }) => `; ${variable}: ${rows.toLocaleString("en-US")} rows, ${columns} columns`).join("")}${sha256 ? `; SHA-256 ${sha256}` : ""}`] as const),
    ["Audit", audit.ok ? `${audit.entries} entries, in audit.jsonl` : audit.reason],
  ];
}

function summaryOf({ id, held, job, audit, prompt, policy, app, key }: Context, made: string[]): Summary {
  const { turns } = held.session;
  const sum = (of: (turn: Turn) => number) => turns.reduce((total, turn) => total + of(turn), 0);
  return {
    id,
    ended: held.ended,
    exitCode: exitCodes[held.ended],
    message: held.message,
    questions: [...job.questions],
    finding: turns.at(-1)?.answer?.finding ?? null,
    findings: turns.map(({ answer }) => answer?.finding ?? null),
    files: held.files.map(({ name, bytes, sha256, state, problems }) => ({ name, bytes, sha256, problem: state === "failed" ? problems.join(" ") : null })),
    made,
    session: held.id,
    model: held.model,
    prompt,
    policy,
    app,
    steps: sum(({ steps }) => steps.filter(({ state }) => state.type === "ran").length),
    repairs: sum(({ repairs }) => repairs),
    inputTokens: sum(({ usage }) => usage.inputTokens),
    outputTokens: sum(({ usage }) => usage.outputTokens),
    seconds: Math.round(held.ms / 100) / 10,
    auditEntries: audit.ok ? audit.entries : null,
    key,
  };
}
