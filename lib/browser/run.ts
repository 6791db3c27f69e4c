import type { Output } from "../agent/ports.ts";
import type { CodeRules, RunRequest } from "../protocol/kernel.ts";
import { Observation } from "../protocol/observation.ts";
import type { Limits } from "../protocol/policy.ts";
import type { Death, Life, Outcome } from "./life.ts";
import { deadline } from "./wait.ts";

export type Order = { id: number; code: string; limits: Limits; rules: CodeRules };
type Stopped = "timeout" | "stopped";
type Seen = { stdout: string; stderr: string; durationMs: number };

const requestOf = ({ code, limits, rules }: Order): RunRequest => ({
  code,
  rules,
  outputChars: limits.outputChars,
  artifactBytes: limits.artifactBytes,
  artifactsPerRun: limits.artifactsPerRun,
  tableRows: limits.tableRows,
  tableColumns: limits.tableColumns,
});

const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;

const why = (reason: Stopped, limits: Limits): string =>
  reason === "timeout" ? `The run took longer than its limit of ${seconds(limits.runMs)}.` : "The person stopped the run.";

/** A run that ended without telling. */
export function killed(death: Death, state: "kept" | "lost", seen: Seen): Observation {
  return { status: "killed", ...seen, droppedChars: 0, artifacts: [], notes: [], reason: death.reason, state, message: death.message };
}

/** More than the kernel's own caps let through: something there no longer keeps to them. */
export function tooMuch(seen: Observation, limits: Limits): boolean {
  const bytes = seen.artifacts.reduce((sum, made) => sum + (made.kind === "file" ? made.bytes.length : made.kind === "image" ? made.png.length : 0), 0);
  return seen.stdout.length + seen.stderr.length > limits.outputChars + 1_000 || seen.artifacts.length > limits.artifactsPerRun || bytes > limits.artifactBytes;
}

/** Sends the interrupt, then kills when nothing comes of it in the time of grace. */
function stop(life: Life, order: Order, reason: Stopped): ReturnType<typeof setTimeout> {
  life.interrupt(order.id);
  const message = `${why(reason, order.limits)} It could not be interrupted, so the kernel was ended and its variables are lost.`;
  return setTimeout(() => life.kill({ reason, message }), order.limits.graceMs);
}

function settle(outcome: Outcome<Observation>, stopped: Stopped | null, order: Order, seen: Seen): Observation {
  if (outcome.type === "died") return killed(outcome.death, "lost", seen);
  if (outcome.type === "failed") return killed({ reason: "fatal", message: outcome.message }, "lost", seen);
  const told = outcome.value;
  if (stopped === null || (stopped === "timeout" && told.status === "ok")) return told;
  const { stdout, stderr, droppedChars, durationMs, artifacts, notes, peakMemoryBytes } = told;
  const message = `${why(stopped, order.limits)} It was interrupted; variables are kept.`;
  return { status: "killed", stdout, stderr, droppedChars, durationMs, artifacts, notes, peakMemoryBytes, reason: stopped, state: "kept", message };
}

/** Keeps what was heard, for the case that the kernel cannot tell it itself. */
function ear(order: Order, output: (piece: Output) => void) {
  const kept = { stdout: "", stderr: "" };
  const hear = (piece: Output) => {
    const room = order.limits.outputChars - kept.stdout.length - kept.stderr.length;
    kept[piece.stream] += piece.text.slice(0, Math.max(0, room));
    output(piece);
  };
  return { kept, hear };
}

/** Runs one script in a living kernel, within its time. Never rejects. */
export async function runIn(life: Life, order: Order, output: (piece: Output) => void, signal: AbortSignal): Promise<Observation> {
  const started = performance.now();
  const { kept, hear } = ear(order, output);
  life.hear = (heard) => { if (heard.type === "output") hear({ stream: heard.stream, text: heard.text }); };
  const limit = deadline(order.limits.runMs, signal);
  let stopped: Stopped | null = null;
  let grace: ReturnType<typeof setTimeout> | undefined;
  void limit.over.then((reason) => {
    stopped = reason;
    grace = stop(life, order, reason);
  });
  const outcome = await life.call(Observation, (kernel) => kernel.run(requestOf(order), order.id));
  limit.clear();
  clearTimeout(grace);
  life.hear = () => undefined;
  if (outcome.type === "failed") life.kill({ reason: "fatal", message: outcome.message });
  if (outcome.type === "done" && tooMuch(outcome.value, order.limits)) {
    const death: Death = { reason: "flood", message: "The run returned more than a run may." };
    life.kill(death);
    return killed(death, "lost", { ...kept, durationMs: performance.now() - started });
  }
  return settle(outcome, stopped, order, { ...kept, durationMs: performance.now() - started });
}
