import { checkCode } from "../policy/check.ts";
import type { Action } from "../protocol/action.ts";
import type { Observation } from "../protocol/observation.ts";
import type { Course } from "./course.ts";
import { type Ending, stopped } from "./ends.ts";
import { hintsFor } from "./hints.ts";
import { orAborted } from "./stream.ts";
import { failuresInRow } from "./stuck.ts";
import { refusal } from "./told.ts";

export type Executed =
  | { readonly type: "ran"; readonly observation: Observation }
  | { readonly type: "refused" }
  | { readonly type: "end"; readonly ending: Ending };

/** Record, check, permit, run, record. Without a receipt nothing runs. */
export async function execute(course: Course, action: Extract<Action, { type: "run" }>, signal: AbortSignal): Promise<Executed> {
  const { code } = action;
  const repair = failuresInRow(course.turn.steps);
  const { model, responseId } = course.lastReply;
  course.tell({ type: "action-chosen", repair, action });
  const noted = await orAborted(course.record({ type: "generated", code, model, responseId }), signal);
  if (!noted) return stop(course);
  if (!noted.ok) return deny(course, noted.reason);
  const findings = checkCode(code, course.ask.policy);
  if (findings.length === 0) return permitted(course, code, signal);
  course.tell({ type: "code-refused", code, findings });
  await orAborted(course.record({ type: "refused", code, reason: refusal(findings) }), signal);
  return signal.aborted ? stop(course) : { type: "refused" };
}

async function permitted(course: Course, code: string, signal: AbortSignal): Promise<Executed> {
  const permit = await orAborted(course.record({ type: "run", code, by: "model", policyVersion: course.ask.policy.version }), signal);
  if (!permit) return stop(course);
  if (!permit.ok) return deny(course, permit.reason);
  const { receipt } = permit;
  course.tell({ type: "run-permitted", receipt });
  if (signal.aborted) {
    await outcome(course, { type: "outcome", receipt, status: "killed", detail: "stopped before it began", durationMs: 0 }, signal);
    return stop(course);
  }
  course.tell({ type: "run-started", code });
  const observation = await course.world.sandbox.run(code, (piece) => course.tell({ type: "run-output", ...piece }), signal);
  course.tell({ type: "run-ended", observation, hints: hintsFor(observation, code, course.known) });
  const { status, durationMs } = observation;
  await outcome(course, { type: "outcome", receipt, status, detail: detail(observation), durationMs }, signal);
  return signal.aborted ? stop(course) : { type: "ran", observation };
}

/** The end of the evidence; a stop does not wait for it, and its loss leaves the permit as evidence. */
async function outcome(course: Course, record: Parameters<Course["record"]>[0], signal: AbortSignal): Promise<void> {
  await orAborted(course.record(record), signal);
}

function stop(course: Course): Executed {
  return { type: "end", ending: stopped(course.turn) };
}

function deny(course: Course, reason: string): Executed {
  course.tell({ type: "run-denied", reason });
  return {
    type: "end",
    ending: { outcome: "failed", answer: null, message: `The code was not run, because it could not be recorded first: ${reason}` },
  };
}

function detail(observation: Observation): string {
  switch (observation.status) {
    case "ok":
      return `${observation.artifacts.length} artifacts`;
    case "error":
      return `${observation.error.type}: ${observation.error.message}`.slice(0, 2_000);
    case "killed":
      return `${observation.reason}: ${observation.message}`.slice(0, 2_000);
    default:
      return observation satisfies never;
  }
}
