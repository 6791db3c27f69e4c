import type { Action } from "../protocol/action.ts";
import type { AgentEvent, TurnOrigin } from "../protocol/event.ts";
import type { Answer, Observation } from "../protocol/observation.ts";
import type { Policy } from "../protocol/policy.ts";
import type { Opened } from "../protocol/profile.ts";
import { Course } from "./course.ts";
import { consult } from "./consult.ts";
import { decide } from "./decide.ts";
import { answered, answerFromText, type Ending, missingFiles, objection, shortOf, stopped } from "./ends.ts";
import { execute } from "./execute.ts";
import type { World } from "./ports.ts";
import { rebuild } from "./rebuild.ts";
import { codeOf, type Session } from "./session.ts";
import { failuresInRow, isStuck } from "./stuck.ts";
import { askForOrigin, traced, untraced } from "./trace.ts";

/** One question, with all that is known when it is asked. */
export interface Ask {
  /** Id of the session, as the server and the audit know it. */
  session: string;
  policy: Policy;
  /** The turns before this one: the fold of the journal. */
  past: Session;
  opened: Pick<Opened, "files" | "links">;
  question: string;
  /** Where no plain question begins it. */
  origin?: TurnOrigin;
  /** Id of the model, as /api/policy lists it. */
  model: string;
  /** Whether it takes pictures. */
  images?: boolean;
}

export type TurnEnded = Extract<AgentEvent, { type: "turn-ended" }>;

/**
 * Answers one question and tells of it through `world.emit`; the last event is the returned one.
 * Never throws for anything that model, code or audit did; an aborted signal ends it as `stopped`.
 */
export async function runTurn(world: World, ask: Ask, signal: AbortSignal): Promise<TurnEnded> {
  const course = new Course(world, ask);
  for (;;) {
    const ending = signal.aborted ? stopped(course.turn) : (overBudget(course) ?? (await takeStep(course, signal)));
    if (ending) return course.end((ending.outcome === "partial" || ending.outcome === "failed") && course.held ? answered(course.held) : ending);
  }
}

/** One action and what comes of it; null while the turn goes on. */
async function takeStep(course: Course, signal: AbortSignal): Promise<Ending | null> {
  await rebuild(course, signal);
  const decision = await decide(course, signal);
  if (decision.type === "end") return decision.ending;
  const { action } = decision;
  if (action.type === "answer") return say(course, action);
  const executed = await execute(course, action, signal);
  if (executed.type === "end") return executed.ending;
  const seen = executed.type === "ran" && executed.observation.status === "ok" ? executed.observation : null;
  if (seen?.asks && !seen.answer) await consult(course, seen.asks, signal);
  const ending = seen?.answer ? consider(course, seen.answer, seen) : afterRun(course);
  course.nextStep();
  return ending;
}

/** An answer in prose, without code. */
function say(course: Course, action: Action & { type: "answer" }): Ending | null {
  const ending = consider(course, answerFromText(action.text), null);
  if (ending) course.tell({ type: "action-chosen", repair: 0, action });
  return ending;
}

type Ran = Extract<Observation, { status: "ok" }> | null;

/** Takes an answer, or sends it back once for each kind of fault. What is still wrong the second time is said to the reader. */
function consider(course: Course, given: Answer, seen: Ran): Ending | null {
  const { session, ask } = course;
  const files = ask.opened.files.map(({ file }) => file);
  const reason = objection(given, session, files);
  if (reason && course.rejections++ === 0) return sendBack(course, reason);
  const missing = missingFiles(given, session, files);
  const caveats = missing.length > 0 ? [...given.caveats, `Named but not made: ${missing.join(", ")}.`] : given.caveats;
  const ran = seen && { turn: course.turnIndex, step: course.step, seen };
  const traces = traced(given, { session, opened: ask.opened, question: ask.question, ran });
  const answer = { ...given, caveats, traces };
  const numbers = untraced(traces);
  if (numbers.length === 0 || course.held || course.step + 1 >= ask.policy.limits.steps) return answered(answer);
  course.held = answer;
  return sendBack(course, askForOrigin(numbers, (course.current && codeOf(course.current)) ?? "", showsValues(ask.policy)));
}

function sendBack(course: Course, reason: string): null {
  course.tell({ type: "answer-rejected", reason });
  return null;
}

const showsValues = ({ masking: { mode, strict } }: Policy): boolean => mode !== "schema-only" && !(strict && mode === "masked");

/** Looks for repetition and for the last chance. */
function afterRun(course: Course): Ending | null {
  if (!isStuck(course.turn.steps)) return null;
  if (course.replans++ > 0) return shortOf(course.turn, "The model kept repeating itself without getting further.");
  course.tell({
    type: "stuck",
    reason:
      "You have done this before with the same outcome. Do not repeat it: look at the data that the code meets, then take another way.",
  });
  return null;
}

function overBudget(course: Course): Ending | null {
  const { limits } = course.ask.policy;
  const { turn } = course;
  if (failuresInRow(turn.steps) > limits.repairs) return shortOf(turn, `The code still failed after ${limits.repairs} repairs.`);
  if (course.step >= limits.steps) return shortOf(turn, `The limit of ${limits.steps} steps for one question was reached.`);
  if (course.tokens >= limits.turnTokens)
    return shortOf(turn, `The limit of ${limits.turnTokens.toLocaleString("en-US")} tokens for one question was reached.`);
  if (course.world.clock() - course.startedAt - course.waitedMs >= limits.turnMs)
    return shortOf(turn, `The limit of ${Math.round(limits.turnMs / 1_000)} seconds for one question was reached.`);
  return null;
}
