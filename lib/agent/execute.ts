import { checkCode } from "../policy/check.ts";
import type { Action } from "../protocol/action.ts";
import type { Observation } from "../protocol/observation.ts";
import { type Clearance, clear } from "./approval.ts";
import type { Course } from "./course.ts";
import { type Ending, stopped } from "./ends.ts";
import { generated, outcome, permit } from "./evidence.ts";
import { hintsFor } from "./hints.ts";
import { orAborted } from "./stream.ts";
import { failuresInRow } from "./stuck.ts";
import { declined, refusal } from "./told.ts";

type Run = Extract<Action, { type: "run" }>;
export type Executed =
  | { readonly type: "ran"; readonly observation: Observation }
  | { readonly type: "refused" }
  | { readonly type: "end"; readonly ending: Ending };

/** Record, check, approve, permit, run, record. Without a receipt nothing runs. */
export async function execute(course: Course, action: Run, signal: AbortSignal): Promise<Executed> {
  const { code } = action;
  const repair = failuresInRow(course.turn.steps);
  course.tell({ type: "action-chosen", repair, action });
  const noted = await orAborted(
    generated(course, code).then((record) => course.record(record)),
    signal,
  );
  if (!noted) return stop(course);
  if (!noted.ok) return deny(course, noted.reason);
  const refused = await check(course, code, signal);
  if (refused) return refused;
  const clearance = await clear(course, action, signal);
  switch (clearance.type) {
    case "stopped":
      return stop(course);
    case "end":
      return clearance;
    case "declined":
      return refuse(course, { code, reason: declined(clearance.reason), by: "person" }, signal);
    case "cleared":
      return (clearance.by === "person" ? await check(course, clearance.code, signal) : null) ?? permitted(course, clearance, signal);
    default:
      return clearance satisfies never;
  }
}

/** A script that no model asked for: checked, permitted and recorded like any other. What is the host's own waits for the person where the policy wants that. */
export async function executeOwn(course: Course, cleared: Cleared, signal: AbortSignal): Promise<Executed> {
  const action: Run = { type: "run", plan: "", code: cleared.code };
  course.tell({ type: "action-chosen", repair: 0, action });
  const refused = await check(course, cleared.code, signal);
  if (refused) return refused;
  if (cleared.by !== "host") return permitted(course, cleared, signal);
  const clearance = await clear(course, action, signal);
  if (clearance.type === "cleared") return permitted(course, { ...cleared, approved: clearance.approved }, signal);
  if (clearance.type === "declined") return refuse(course, { code: cleared.code, reason: declined(clearance.reason), by: "person" }, signal);
  return clearance.type === "stopped" ? stop(course) : clearance;
}

/** Null where the policy has nothing against the script. */
async function check(course: Course, code: string, signal: AbortSignal): Promise<Executed | null> {
  const findings = checkCode(code, course.ask.policy);
  if (findings.length === 0) return null;
  course.tell({ type: "code-refused", code, findings });
  return refuse(course, { code, reason: refusal(findings), by: "policy" }, signal);
}

type Refused = { code: string; reason: string; by: "policy" | "person" };

async function refuse(course: Course, refused: Refused, signal: AbortSignal): Promise<Executed> {
  await orAborted(course.record({ type: "refused", ...refused }), signal);
  return signal.aborted ? stop(course) : { type: "refused" };
}

type Cleared = Extract<Clearance, { type: "cleared" }>;

async function permitted(course: Course, cleared: Cleared, signal: AbortSignal): Promise<Executed> {
  const { code } = cleared;
  const asked = await permit(course, cleared);
  const given = await orAborted(course.record(asked), signal);
  if (!given) return stop(course);
  if (!given.ok) return deny(course, given.reason);
  const { receipt } = given;
  course.tell({ type: "run-permitted", receipt, ...(asked.inputs ? { inputs: asked.inputs } : {}) });
  if (signal.aborted) {
    await orAborted(conclude(course, receipt, neverBegun), signal);
    return stop(course);
  }
  course.tell({ type: "run-started", code });
  const observation = await course.world.sandbox.run(code, (piece) => course.tell({ type: "run-output", ...piece }), signal);
  course.tell({ type: "run-ended", observation, hints: hintsFor(observation, code, course.known) });
  await orAborted(conclude(course, receipt, observation), signal);
  return signal.aborted ? stop(course) : { type: "ran", observation };
}

/** The end of the evidence; a stop does not wait for it, and its loss leaves the permit as evidence. */
async function conclude(course: Course, receipt: string, observation: Observation): Promise<void> {
  await course.record(await outcome(course.world, receipt, observation));
}

const neverBegun: Observation = {
  status: "killed",
  reason: "stopped",
  state: "kept",
  message: "the run had not begun",
  stdout: "",
  stderr: "",
  droppedChars: 0,
  durationMs: 0,
  artifacts: [],
  notes: [],
};

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
