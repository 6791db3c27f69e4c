import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { appVersion, policyOf } from "../headless/facts.ts";
import { atOnce } from "../headless/machine.ts";
import { exitCodes, Trouble } from "../headless/outcome.ts";
import { promptUnder } from "../headless/prompt.ts";
import { ready } from "../headless/ready.ts";
import { root } from "../headless/root.ts";
import { print, tell } from "../headless/say.ts";
import { fileStem } from "../lib/agent/export/made.ts";
import type { AllowedModel, Policy } from "../lib/protocol/policy.ts";
import { type EvalArgs, readEvalArgs } from "./args.ts";
import { compare, comparedPage, comparedText, readRun } from "./compare.ts";
import type { Item } from "./item.ts";
import { judgeIn } from "./judge.ts";
import { measure } from "./measure.ts";
import type { ModelChoice } from "./models.ts";
import { nodeWay } from "./node-way.ts";
import { runPage } from "./page.ts";
import { policyUnder } from "./policy-file.ts";
import { type Product, productWay } from "./product-way.ts";
import { type Measured, Run } from "./result.ts";
import { readSuite, type Suite } from "./suite.ts";
import { cells, headings, tallies, tally } from "./tally.ts";
import { textTable } from "./text-table.ts";
import type { Way } from "./way.ts";

/** `npm run eval`: gives the exit code. */
export async function evaluate(words: readonly string[], signal: AbortSignal): Promise<number> {
  const args = readEvalArgs(words);
  if (args.compare) return compareRuns(args);
  const suite = readSuite(args.folders[0] ?? join(root, "eval/suite"));
  const items = suite.items.filter(({ id }, at) => at % args.every === 0 && (args.only.length === 0 || args.only.some((start) => id.startsWith(start))));
  if (items.length === 0) throw new Trouble("usage", "No question of the suite is left by --only and --every.");
  await ready();
  const base = resolve(args.out ?? join(root, ".sandpiper/eval", new Date().toISOString().slice(0, 19).replace(/[-:]/g, "")));
  const runs: Measured[] = [];
  for (const choice of args.models) {
    if (signal.aborted) break;
    const out = args.models.length > 1 ? join(base, fileStem(choice.label)) : base;
    runs.push(await oneRun({ args, suite, items, choice, out, signal }));
  }
  tellRuns(runs, args, base);
  return signal.aborted ? exitCodes.interrupted : 0;
}

interface Running {
  readonly args: EvalArgs;
  readonly suite: Suite;
  readonly items: readonly Item[];
  readonly choice: ModelChoice;
  readonly out: string;
  readonly signal: AbortSignal;
}

async function oneRun(running: Running): Promise<Measured> {
  const { args, suite, items, choice, out, signal } = running;
  const { file, policy } = policyUnder(args.policyFile, args.masking);
  const sandbox = args.fast || items.some(({ expected }) => expected.some(({ match }) => match === "code")) ? await kernelInNode() : null;
  const opened = await openWay(running, file, sandbox);
  try {
    const inForce = opened.product ? await policyOf(opened.product.server) : policy;
    const promptText = promptUnder(inForce);
    const run = describe(running, inForce, promptText.version);
    begin(out, run, promptText.text);
    tell(`${items.length} questions to ${choice.label}: ${out}`);
    const width = args.fast ? 1 : atOnce(args.jobs);
    const judge = sandbox ? judgeIn(sandbox) : null;
    const results = await measure({ run, items, way: opened.way, judge, price: priceOf(args, policy, choice), width, out, signal, tell });
    const measured = { run, results, promptText: promptText.text };
    writeFileSync(join(out, "report.html"), runPage(measured, suite.items, (id) => journalOf(out, id)));
    return measured;
  } finally {
    await opened.way.close();
  }
}

const kernelInNode = async () => (await import("../tests/support/node-sandbox.ts")).nodeSandbox();

async function openWay({ args, suite, choice }: Running, policyFile: string | null, sandbox: Awaited<ReturnType<typeof kernelInNode>> | null): Promise<{ way: Way; product: Product | null }> {
  if (args.fast && sandbox) return { way: nodeWay(sandbox, suite.folder), product: null };
  const product = await productWay(choice, { folder: suite.folder, policyFile, timeoutMs: args.timeoutMs, tell: () => undefined });
  return { way: product, product };
}

function describe({ args, suite, choice }: Running, policy: Policy, prompt: string): Run {
  return {
    suite: suite.name,
    suiteSha256: suite.sha256,
    model: choice.model,
    baseUrl: choice.baseUrl,
    way: args.fast ? "node" : "product",
    asked: choice.model === "builtin" && !args.whole ? "bare" : "whole",
    prompt: choice.model === "builtin" ? null : prompt,
    policy: policy.version,
    masking: args.fast ? "open" : policy.masking.mode,
    app: appVersion(),
    at: new Date().toISOString(),
    currency: policy.budgets.currency,
  };
}

/** Results of another model, suite or prompt are never mixed with these. */
function begin(out: string, run: Run, promptText: string): void {
  const path = join(out, "run.json");
  if (existsSync(path)) {
    const before = Run.parse(JSON.parse(readFileSync(path, "utf8")));
    const same = (["suiteSha256", "model", "baseUrl", "way", "asked", "prompt", "policy"] as const).find((field) => before[field] !== run[field]);
    if (same) throw new Trouble("usage", `${out} holds a run with another ${same}; name another folder.`);
  }
  mkdirSync(out, { recursive: true });
  writeFileSync(path, `${JSON.stringify(run, null, 2)}\n`);
  writeFileSync(join(out, "prompt.txt"), promptText);
}

function journalOf(out: string, id: string): string {
  const path = join(out, "journals", `${id}.jsonl`);
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

function priceOf({ price }: EvalArgs, { models }: Policy, { model }: ModelChoice): AllowedModel | null {
  if (price === null) return models?.find(({ id }) => id === model) ?? null;
  const micros = (whole: number) => Math.round(whole * 1e6);
  return { id: model, inputMicrosPerMillionTokens: micros(price.input), outputMicrosPerMillionTokens: micros(price.output) };
}

export function runTable({ run, results }: Measured): string {
  const rows = [...tallies(results, "category"), ...tallies(results, "level"), tally("all", results)];
  return textTable([headings, ...rows.map((row) => cells(row, run.currency))]);
}

function tellRuns(runs: readonly Measured[], args: EvalArgs, base: string): void {
  if (args.json) return void print(JSON.stringify(runs.map(({ run, results }) => ({ run, all: tally("all", results), categories: tallies(results, "category"), results })), null, 2));
  for (const measured of runs) print(`${measured.run.model}\n${runTable(measured)}\n`);
  if (runs.length > 1) showCompared(runs, join(base, "compare.html"));
  print(`report: ${join(base, runs.length > 1 ? "compare.html" : "report.html")}`);
}

function showCompared(runs: readonly Measured[], path: string): void {
  const compared = compare(runs);
  print(comparedText(compared));
  writeFileSync(path, comparedPage(compared));
}

function compareRuns({ folders, out, json }: EvalArgs): number {
  const runs = folders.map(readRun);
  const compared = compare(runs);
  if (json) print(JSON.stringify(compared, null, 2));
  else print(comparedText(compared));
  const path = join(resolve(out ?? folders.at(-1) ?? "."), "compare.html");
  writeFileSync(path, comparedPage(compared));
  tell(`report: ${path}`);
  return 0;
}
