import type { Action } from "../protocol/action.ts";
import type { AgentEvent } from "../protocol/event.ts";
import type { Answer } from "../protocol/observation.ts";
import type { Policy } from "../protocol/policy.ts";
import type { Opened } from "../protocol/profile.ts";
import { Course } from "./course.ts";
import { decide } from "./decide.ts";
import { answered, answerFromText, type Ending, missingFiles, objection, shortOf, stopped } from "./ends.ts";
import { execute } from "./execute.ts";
import type { World } from "./ports.ts";
import type { Session } from "./session.ts";
import { failuresInRow, isStuck } from "./stuck.ts";

/** One question, with all that is known when it is asked. */
export interface Ask {
  /** Id of the session, as the server and the audit know it. */
  session: string;
  policy: Policy;
  /** The turns before this one: the fold of the journal. */
  past: Session;
  opened: Pick<Opened, "files" | "links">;
  question: string;
  /** Id of the model, as /api/policy lists it. */
  model: string;
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
    if (ending) return course.end(ending);
  }
}

/** One action and what comes of it; null while the turn goes on. */
async function takeStep(course: Course, signal: AbortSignal): Promise<Ending | null> {
  const decision = await decide(course, signal);
  if (decision.type === "end") return decision.ending;
  const { action } = decision;
  if (action.type === "answer") return say(course, action);
  const executed = await execute(course, action, signal);
  if (executed.type === "end") return executed.ending;
  const answer = executed.type === "ran" && executed.observation.status === "ok" ? executed.observation.answer : null;
  const ending = answer ? consider(course, answer) : afterRun(course);
  course.nextStep();
  return ending;
}

/** An answer in prose, without code. */
function say(course: Course, action: Action & { type: "answer" }): Ending | null {
  const ending = consider(course, answerFromText(action.text));
  if (ending) course.tell({ type: "action-chosen", repair: 0, action });
  return ending;
}

/** Takes an answer, or sends it back once. What is still wrong the second time is said to the reader. */
function consider(course: Course, answer: Answer): Ending | null {
  const files = course.ask.opened.files.map(({ file }) => file);
  const reason = objection(answer, course.session, files);
  if (reason && course.rejections++ === 0) {
    course.tell({ type: "answer-rejected", reason });
    return null;
  }
  const missing = missingFiles(answer, course.session, files);
  const caveats = missing.length > 0 ? [...answer.caveats, `Named but not made: ${missing.join(", ")}.`] : answer.caveats;
  return answered({ ...answer, caveats });
}

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
  if (course.world.clock() - course.startedAt >= limits.turnMs)
    return shortOf(turn, `The limit of ${Math.round(limits.turnMs / 1_000)} seconds for one question was reached.`);
  return null;
}
