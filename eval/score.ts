import { codeOf, type Turn } from "../lib/agent/session.ts";
import type { Item } from "./item.ts";
import { match, type Verdict } from "./match.ts";
import { type Said, saidIn } from "./said.ts";

/** Runs a test on code, in a real Python; null where it holds, else what was raised. */
export type Judge = (solution: string, test: string) => Promise<string | null>;

export interface Scored {
  readonly right: boolean;
  readonly parts: readonly ({ readonly name: string } & Verdict)[];
}

/** Right is only what is right in all its parts. */
export async function score(item: Item, turn: Turn | undefined, judge: Judge | null): Promise<Scored> {
  const said = saidIn(turn);
  const parts: Scored["parts"][number][] = [];
  for (const part of item.expected) {
    const verdict = part.match === "code" ? await tested(part.test, { said, turn, judge }) : match(part, said);
    parts.push({ name: part.name, ...verdict });
  }
  return { right: parts.every(({ ok }) => ok), parts };
}

async function tested(test: string, { said, turn, judge }: { said: Said; turn: Turn | undefined; judge: Judge | null }): Promise<Verdict> {
  if (judge === null) return { ok: false, why: "no Python was there to run the test" };
  const problem = await judge(solutionIn(said, turn), test);
  return problem === null ? { ok: true, why: "" } : { ok: false, why: problem };
}

/** The code of an answer: its fence where it has one, else the finding if it looks like code, else the last code that worked. */
export function solutionIn({ finding }: Pick<Said, "finding">, turn: Turn | undefined): string {
  const fence = /```(?:python)?\n([\s\S]*?)```/.exec(turn?.answer?.finding ?? finding)?.[1];
  if (fence !== undefined) return fence;
  if (/^\s*(?:import |from |def |[\w.[\]"']+\s*=)/m.test(finding)) return finding;
  const worked = turn?.steps.filter(({ state }) => state.type === "ran" && state.observation.status === "ok").at(-1);
  return (worked ? codeOf(worked) : null)?.replace(/^\s*final_answer\([\s\S]*$/m, "") ?? "";
}
