import { untraced, traced } from "../lib/agent/trace.ts";
import { numbersIn } from "../lib/agent/numbers.ts";
import type { Answer, Observation } from "../lib/protocol/observation.ts";
import type { Session } from "../lib/agent/session.ts";
import type { Opened } from "../lib/protocol/profile.ts";

/** How the numbers of one answer fare. */
export interface Numbers {
  readonly numbers: number;
  /** Computed, and flagged all the same. */
  readonly flagged: number;
  /** The same, had the model written the numbers out instead of putting variables in their place. */
  readonly flaggedTyped: number;
  /** The same numbers with their first digit changed and written out: how many of them are found. */
  readonly wrong: number;
  readonly caught: number;
}

/** Looks at the answer of the last turn as it was given, as if it had been typed, and with every number wrong. */
export function numbersOf(session: Session, opened: Pick<Opened, "files">): Numbers | null {
  const turn = session.turns.at(-1);
  const step = turn?.steps.findLast(
    ({ state }) => state.type === "ran" && state.observation.status === "ok" && state.observation.answer !== null,
  );
  if (!turn?.answer || step?.state.type !== "ran" || step.state.observation.status !== "ok") return null;
  const seen = step.state.observation;
  const look = (answer: Answer, typed: boolean) => {
    const ran = { turn: turn.index, step: step.index, seen: typed ? typedOut(seen, answer) : seen };
    return traced(answer, { session, opened, question: turn.question, ran });
  };
  const [given, typed, wrong] = [look(turn.answer, false), look(turn.answer, true), look(spoiled(turn.answer), true)];
  return {
    numbers: given.length,
    flagged: untraced(given).length,
    flaggedTyped: untraced(typed).length,
    wrong: wrong.length,
    caught: untraced(wrong).length,
  };
}

type Ok = Extract<Observation, { status: "ok" }>;

const typedOut = (seen: Ok, answer: Answer): Ok => ({
  ...seen,
  traceable: { ...(seen.traceable ?? { values: [], parameters: [] }), typed: [answer.finding, ...answer.evidence] },
});

/** Every number with another first digit, as a model may misremember it. */
const spoiled = (answer: Answer): Answer => ({ ...answer, finding: spoil(answer.finding), evidence: answer.evidence.map(spoil) });

function spoil(text: string): string {
  return numbersIn(text)
    .filter(({ weak }) => !weak)
    .reduceRight((left, { at, text: number }) => `${left.slice(0, at)}${((Number(number[0]) + 4) % 9) + 1}${left.slice(at + 1)}`, text);
}
