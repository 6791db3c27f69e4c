import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { fileStem } from "../lib/agent/export/made.ts";
import { issuesOf } from "./issues.ts";
import { unreadWords, wrongWords } from "./words.ts";

export const usage = `Usage: sandpiper run --file DATA.csv [--file MORE.xlsx] --question "..." [--question "..."] --out FOLDER
       sandpiper run --batch QUESTIONS.jsonl --out FOLDER

  --file PATH       a file to drop; may be given again
  --question TEXT   what to ask; given again, the next question of the same session
  --batch PATH      JSON lines: {"id", "question" or "questions", "files", "model"}; what is done already is skipped
  --out FOLDER      where answer, tables, charts, notebook, report, journal and audit go
  --model ID        a model that the server offers; the built-in analyst is called builtin
  --policy PATH     a policy file (docs/configuration.md), instead of SANDPIPER_POLICY
  --url ADDRESS     a server that runs already, instead of one of this checkout's own
  --jobs N          questions of a batch at once; as many as the machine has room for
  --timeout S       seconds for one session; 1200
  --approve         lets every script run where the policy wants a person to approve it; without it such a question is stopped
  --again           asks what is done already once more
  --json            prints the summary as JSON; progress goes to the error stream
  --quiet           no progress

Exit codes: 0 answered, 2 wrong usage, 3 answered in part, 4 not answered, 5 stopped, 6 no server or browser, 7 time is up, 70 a bug, 130 Ctrl+C.`;

export interface Item {
  readonly id: string;
  readonly questions: readonly string[];
  readonly files: readonly string[];
  readonly model: string | null;
}

export interface RunArgs {
  readonly items: readonly Item[];
  readonly batch: boolean;
  readonly out: string;
  readonly policyFile: string | null;
  readonly url: string | null;
  readonly jobs: number | null;
  readonly timeoutMs: number;
  readonly again: boolean;
  readonly approve: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
}

const help = "sandpiper run --help";
const wrong = (message: string) => wrongWords(message, help);

/** Reads the command's words; throws a Trouble that says what is wrong and how it goes. */
export function readArgs(words: readonly string[]): RunArgs {
  const values = parsed(words);
  const out = values.out ?? "";
  if (out === "") throw wrong("--out FOLDER is missing.");
  if (values.batch === undefined && values.question.length === 0) throw wrong('Nothing is asked: give --question "..." or --batch FILE.');
  if (values.batch !== undefined && values.question.length > 0) throw wrong("--question and --batch do not go together.");
  if (values.question.some((question) => question.trim() === "")) throw wrong("--question is empty.");
  if (values.batch === undefined && values.file.length === 0) throw wrong("There is nothing to ask about: give --file DATA, once or more.");
  if (existsSync(out) && !statSync(out).isDirectory()) throw wrong(`--out ${out} is a file; name a folder.`);
  const files = values.file.map((file) => existing(file, "--file"));
  const model = values.model ?? null;
  const one: Item = { id: "one", questions: values.question, files, model };
  const items = values.batch === undefined ? [one] : readBatch(existing(values.batch, "--batch"), { files, model });
  for (const item of items) refuseNamesakes(item);
  return {
    items,
    batch: values.batch !== undefined,
    out: resolve(out),
    policyFile: values.policy === undefined ? null : existing(values.policy, "--policy"),
    url: values.url ?? null,
    jobs: values.jobs === undefined ? null : positive(values.jobs, "--jobs"),
    timeoutMs: positive(values.timeout, "--timeout") * 1_000,
    again: values.again,
    approve: values.approve,
    json: values.json,
    quiet: values.quiet,
  };
}

/** The page knows files by their names. */
function refuseNamesakes({ files }: Item): void {
  const names = files.map((file) => basename(file));
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw wrong(`Two files are called ${twice}, and only one of that name can be asked about; rename one.`);
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        file: { type: "string", multiple: true, default: [] },
        question: { type: "string", multiple: true, default: [] },
        batch: { type: "string" },
        out: { type: "string" },
        model: { type: "string" },
        policy: { type: "string" },
        url: { type: "string" },
        jobs: { type: "string" },
        timeout: { type: "string", default: "1200" },
        again: { type: "boolean", default: false },
        approve: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        quiet: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    throw unreadWords(error, help);
  }
}

function positive(text: string, name: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw wrong(`${name} ${text} is no positive number.`);
  return value;
}

function existing(path: string, name: string): string {
  if (!existsSync(path) || !statSync(path).isFile()) throw wrong(`${name} ${path}: there is no such file.`);
  return resolve(path);
}

const Question = z.string().regex(/\S/, "is empty");
const Line = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  question: Question.optional(),
  questions: z.array(Question).min(1).optional(),
  files: z.array(z.string()).default([]),
  model: z.string().optional(),
});

/** Paths in the file are seen from the folder that it lies in. */
function readBatch(path: string, common: { files: readonly string[]; model: string | null }): Item[] {
  const lines = readFileSync(path, "utf8").split("\n").filter((line) => line.trim());
  const items = lines.map((line, at) => itemOf(line, { at, folder: dirname(path), common }));
  if (items.length === 0) throw wrong(`--batch ${path} holds no question.`);
  const twice = items.find(({ id }, at) => items.findIndex((other) => other.id.toLowerCase() === id.toLowerCase()) !== at);
  if (twice) throw wrong(`--batch ${path}: two questions have the id ${twice.id}.`);
  return items;
}

function itemOf(line: string, { at, folder, common }: { at: number; folder: string; common: { files: readonly string[]; model: string | null } }): Item {
  const value = jsonOf(line);
  if (value === null) throw wrong(`--batch, line ${at + 1}: this is no JSON.`);
  const read = Line.safeParse(value);
  const questions = read.data?.questions ?? (read.data?.question ? [read.data.question] : []);
  if (!read.success || questions.length === 0) throw wrong(`--batch, line ${at + 1}: ${read.error ? issuesOf(read.error) : "no question"}`);
  const own = read.data.files.map((file) => existing(isAbsolute(file) ? file : join(folder, file), `--batch, line ${at + 1}:`));
  const files = [...common.files, ...own];
  if (files.length === 0) throw wrong(`--batch, line ${at + 1}: no file is named, here or with --file.`);
  return { id: fileStem(String(read.data.id ?? at + 1)), questions, files, model: read.data.model ?? common.model };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
