import { appendFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pooled } from "../headless/machine.ts";
import type { Turn } from "../lib/agent/session.ts";
import { costOf } from "../lib/policy/price.ts";
import type { AllowedModel } from "../lib/protocol/policy.ts";
import { type Item, wholeQuestion } from "./item.ts";
import { readResults, type Result, type Run } from "./result.ts";
import { type Judge, score } from "./score.ts";
import type { Answered, Way } from "./way.ts";

export interface Measuring {
  readonly run: Run;
  readonly items: readonly Item[];
  readonly way: Way;
  readonly judge: Judge | null;
  readonly price: AllowedModel | null;
  readonly width: number;
  /** Where results and journals are kept as they come, so that a run that was cut off goes on; null keeps them in memory. */
  readonly out: string | null;
  readonly signal: AbortSignal;
  readonly tell: (line: string) => void;
}

/** Asks every question that is not answered yet, and judges. In the order of the suite. */
export async function measure(measuring: Measuring): Promise<Result[]> {
  const { items, width, signal, out } = measuring;
  const found = new Map(earlier(out).map((result) => [result.id, result]));
  const left = items.filter(({ id }) => !found.has(id));
  if (left.length < items.length) measuring.tell(`${items.length - left.length} of ${items.length} are answered already`);
  await pooled(left, width, signal, async (item) => {
    const result = await one(measuring, item);
    if (signal.aborted && !result.right) return;
    found.set(item.id, result);
    if (out) appendFileSync(join(out, "results.jsonl"), `${JSON.stringify(result)}\n`);
    measuring.tell(`${result.right ? "right" : "wrong"}  ${item.id}  ${result.seconds.toFixed(1)} s${result.right ? "" : `  ${result.parts.find(({ ok }) => !ok)?.why}`}`);
  });
  return items.flatMap(({ id }) => found.get(id) ?? []);
}

async function one(measuring: Measuring, item: Item): Promise<Result> {
  const { way, run, judge, out, signal } = measuring;
  const question = run.asked === "whole" ? wholeQuestion(item) : item.question;
  try {
    const answered = await way.ask(item, question, signal);
    if (out) keep(out, item.id, answered.journal);
    return await resultOf(item, answered, { judge, price: measuring.price });
  } catch (error) {
    return broken(item, error instanceof Error ? error.message : String(error));
  }
}

function keep(out: string, id: string, journal: string): void {
  mkdirSync(join(out, "journals"), { recursive: true });
  writeFileSync(join(out, "journals", `${id}.jsonl`), journal);
}

/** What was kept before; what could not even be asked then is asked again. */
function earlier(out: string | null): Result[] {
  const path = out === null ? "" : join(out, "results.jsonl");
  if (path === "" || !existsSync(path)) return [];
  return readResults(path).filter(({ ended }) => ended !== unasked);
}

const about = ({ id, category, level, domain, question }: Item) => ({ id, category, level, domain, question });

export async function resultOf(item: Item, answered: Answered, { judge, price }: { judge: Judge | null; price: AllowedModel | null }): Promise<Result> {
  const turn = answered.session.turns.at(-1);
  const scored = await score(item, turn, judge);
  const { inputTokens, outputTokens } = turn?.usage ?? { inputTokens: 0, outputTokens: 0 };
  return {
    ...about(item),
    right: scored.right,
    parts: [...scored.parts],
    ended: answered.ended,
    finding: turn?.answer?.finding ?? null,
    ...counted(turn),
    inputTokens,
    outputTokens,
    costMicros: price && costOf({ inputTokens, outputTokens }, price.id, { models: [price] }),
    seconds: answered.seconds,
    masks: answered.masks,
  };
}

function counted(turn: Turn | undefined) {
  const ran = (turn?.steps ?? []).flatMap(({ state }) => (state.type === "ran" ? [state.observation.status] : []));
  return { steps: ran.length, repairs: turn?.repairs ?? 0, kills: ran.filter((status) => status === "killed").length };
}

const unasked = "bug";

/** A question that could not even be asked counts as wrong. */
function broken(item: Item, why: string): Result {
  const parts = item.expected.map(({ name }) => ({ name, ok: false, why }));
  const none = { steps: 0, repairs: 0, kills: 0, inputTokens: 0, outputTokens: 0, costMicros: null, seconds: 0, masks: {} };
  return { ...about(item), right: false, parts, ended: unasked, finding: null, ...none };
}
