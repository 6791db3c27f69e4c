import type { Brief, CompleteRequest } from "../protocol/complete.ts";
import type { Ask } from "./ask.ts";
import { bind } from "./bind.ts";
import { follow, follows } from "./follow.ts";
import { saying, self, skills } from "./honest.ts";
import { logScale } from "./log-scale.ts";
import { pieced } from "./pieced.ts";
import { repair } from "./repair.ts";
import { written } from "./script.ts";
import { type Settled, settle } from "./settle.ts";
import { type Table, tablesOf, type Way, waysOf } from "./tables.ts";
import { write } from "./write.ts";

/** The built-in analyst's reply to a request, in pieces as they would stream. Never throws for anything in the request. */
export function* analyse(request: CompleteRequest): Generator<string> {
  const { plan, code } = reply(request.brief);
  yield* pieces(`${plan}\n\n\`\`\`python\n${code}\n\`\`\`\n`);
}

/** A plan in a sentence or two, and the Python that carries it out and ends with final_answer. */
export function reply(brief: Brief): { plan: string; code: string } {
  const tables = tablesOf(brief.files);
  const [first, ...rest] = tables;
  if (!first)
    return { plan: "There is no table to work on yet.", code: saying(`${self} Drop a file first, then ask about it.`, [], [skills], []) };
  const logarithmic = brief.steps.length === 0 ? logScale(brief) : null;
  if (logarithmic) return logarithmic;
  const ask = understood(brief, [first, ...rest], waysOf(brief.links, tables));
  const { plan, code } = brief.steps.length > 0 ? repair(ask, brief.steps) : scripted(ask);
  return { plan, code: pieced(code, ask.job, tables) };
}

function scripted(ask: Settled): { plan: string; code: string } {
  const script = write(ask);
  return { plan: script.plan, code: written(script) };
}

/** The question with what earlier ones leave to it. */
export function understood(
  brief: Pick<Brief, "question" | "history">,
  tables: readonly [Table, ...Table[]],
  ways: readonly Way[],
): Settled {
  let before: Ask | null = null;
  for (const { question } of [...brief.history.slice(-20), { question: brief.question }]) {
    const ask: Ask = bind(question, tables, ways);
    if (ask.job === "help" && ask.question !== brief.question) continue;
    before = before !== null && follows(ask) ? follow(before, sharedBase(ask, before, ways)) : ask;
  }
  if (before === null) throw new Error("a question is always there");
  return settle(before);
}

/** A follow-up is read against the table the talk is about, where that table knows what it names. */
function sharedBase(ask: Ask, before: Ask, ways: readonly Way[]): Ask {
  return ask.base.variable === before.base.variable ? ask : bind(ask.question, [before.base], ways);
}

function* pieces(text: string): Generator<string> {
  for (const match of text.matchAll(/[^\n]{1,80}\n*|\n+/g)) yield match[0];
}
