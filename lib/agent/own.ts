import type { Started } from "./approval.ts";
import { Course } from "./course.ts";
import { answered, type Ending, stopped } from "./ends.ts";
import { executeOwn } from "./execute.ts";
import type { World } from "./ports.ts";
import { rebuild } from "./rebuild.ts";
import { traced } from "./trace.ts";
import type { Ask, TurnEnded } from "./turn.ts";

/** A script that the person had run, or the host for them, with who wrote it. */
export interface OwnScript extends Started {
  readonly code: string;
  readonly by: "model" | "person" | "host";
}

/** A turn of one step without a model. The same check, permit and records as any other run; ends as runTurn does. */
export async function runOwn(world: World, ask: Ask, script: OwnScript, signal: AbortSignal): Promise<TurnEnded> {
  const course = new Course(world, ask);
  return course.end(signal.aborted ? stopped(course.turn) : await take(course, script, signal));
}

async function take(course: Course, { code, by, origin, purpose }: OwnScript, signal: AbortSignal): Promise<Ending> {
  await rebuild(course, signal);
  if (signal.aborted) return stopped(course.turn);
  const approved = origin === "person" ? "person" : "not-asked";
  const executed = await executeOwn(course, { type: "cleared", code, by, approved, started: { origin, purpose } }, signal);
  if (executed.type === "end") return executed.ending;
  if (executed.type === "refused") return failed("The script was not run.");
  const { observation: seen } = executed;
  if (seen.status === "error") return failed(`${seen.error.type}: ${seen.error.message}`);
  if (seen.status === "killed") return failed(seen.message);
  if (!seen.answer) return { outcome: "answered", answer: null, message: "" };
  const ran = { turn: course.turnIndex, step: course.step, seen };
  const traces = traced(seen.answer, { session: course.session, opened: course.ask.opened, question: course.ask.question, ran });
  return answered({ ...seen.answer, traces });
}

const failed = (message: string): Ending => ({ outcome: "failed", answer: null, message });
