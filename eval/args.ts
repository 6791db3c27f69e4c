import { parseArgs } from "node:util";
import { unreadWords, wrongWords } from "../headless/words.ts";
import { MaskingMode } from "../lib/protocol/policy.ts";
import { type ModelChoice, readModel } from "./models.ts";

export const usage = `Usage: npm run eval -- FOLDER [--model MODEL@BASE-URL]... [--out FOLDER]
       npm run eval -- --compare RUN RUN [RUN...]

  FOLDER           JSON lines of questions with what is expected (docs/evaluation.md), or a folder laid out as DABench or DS-1000;
                   without one, the suite that ships: eval/suite
  --model M        builtin, a model that the environment's server offers, or MODEL@BASE-URL[#VARIABLE-OF-THE-KEY];
                   given again, one run each, and one table of all
  --fast           the built-in analyst in Node, without browser and server
  --only TEXT      questions whose id begins so; may be given again
  --every N        each Nth question
  --whole          asks the built-in analyst constraints and form of the answer too (language models always are)
  --policy PATH    a policy file
  --masking MODE   open, masked or schema-only, instead of what the policy says
  --price IN/OUT   price of a million tokens in and out, in the policy's currency
  --jobs N         questions at once
  --timeout S      seconds for one question; 600
  --out FOLDER     where runs go; a run that was cut off there goes on. Without it a new folder below .sandpiper/eval
  --compare        compares runs by their folders
  --json           prints the figures as JSON

Exit codes: 0 measured (whatever the score), 2 wrong usage, 6 no server or browser, 70 a bug, 130 Ctrl+C.`;

export interface EvalArgs {
  readonly folders: readonly string[];
  readonly models: readonly ModelChoice[];
  readonly compare: boolean;
  readonly fast: boolean;
  readonly only: readonly string[];
  readonly every: number;
  readonly whole: boolean;
  readonly policyFile: string | null;
  readonly masking: MaskingMode | null;
  readonly price: { readonly input: number; readonly output: number } | null;
  readonly jobs: number | null;
  readonly timeoutMs: number;
  readonly out: string | null;
  readonly json: boolean;
}

const help = "npm run eval -- --help";
const wrong = (message: string) => wrongWords(message, help);

export function readEvalArgs(words: readonly string[]): EvalArgs {
  const { values, positionals } = parsed(words);
  if (!values.compare && positionals.length > 1) throw wrong("One folder at a time.");
  const masking = values.masking === undefined ? null : MaskingMode.safeParse(values.masking);
  if (masking && !masking.success) throw wrong(`--masking ${values.masking} is none of open, masked, schema-only.`);
  const models = values.model.length > 0 ? values.model.map(readModel) : [readModel("builtin")];
  if (values.fast && models.some(({ model }) => model !== "builtin")) throw wrong("--fast is for the built-in analyst only.");
  return {
    folders: positionals,
    models,
    compare: values.compare,
    fast: values.fast,
    only: values.only,
    every: positive(values.every, "--every"),
    whole: values.whole,
    policyFile: values.policy ?? null,
    masking: masking?.data ?? null,
    price: values.price === undefined ? null : priceOf(values.price),
    jobs: values.jobs === undefined ? null : positive(values.jobs, "--jobs"),
    timeoutMs: positive(values.timeout, "--timeout") * 1_000,
    out: values.out ?? null,
    json: values.json,
  };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        model: { type: "string", multiple: true, default: [] },
        compare: { type: "boolean", default: false },
        fast: { type: "boolean", default: false },
        only: { type: "string", multiple: true, default: [] },
        every: { type: "string", default: "1" },
        whole: { type: "boolean", default: false },
        policy: { type: "string" },
        masking: { type: "string" },
        price: { type: "string" },
        jobs: { type: "string" },
        timeout: { type: "string", default: "600" },
        out: { type: "string" },
        json: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw unreadWords(error, help);
  }
}

function positive(text: string, name: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw wrong(`${name} ${text} is no positive number.`);
  return value;
}

function priceOf(text: string): { input: number; output: number } {
  const [input = Number.NaN, output = Number.NaN] = text.split("/").map(Number);
  if (!(input >= 0 && output >= 0)) throw wrong(`--price ${text}: write the price of a million tokens in and out, like 0.15/0.60`);
  return { input, output };
}
