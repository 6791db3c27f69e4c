import type { Asks } from "../protocol/observation.ts";
import type { Course } from "./course.ts";
import { orAborted } from "./stream.ts";

/** Puts a question of the code to the person; what they say is told with the step, and both are on record. */
export async function consult(course: Course, asks: Asks, signal: AbortSignal): Promise<void> {
  const askedAt = course.world.clock();
  course.tell({ type: "person-asked", ...asks });
  const request = { turn: course.turnIndex, step: course.step, ...asks };
  const said = course.world.consult ? await orAborted(course.world.consult(request, signal), signal) : null;
  course.waitedMs += course.world.clock() - askedAt;
  if (signal.aborted) return;
  const answer = said?.slice(0, 5_000) ?? null;
  course.tell({ type: "person-answered", answer });
  const choices = asks.choices.slice(0, 20).map((one) => one.slice(0, 500));
  await orAborted(course.record({ type: "asked", question: asks.question.slice(0, 5_000), choices, answer }), signal);
}
