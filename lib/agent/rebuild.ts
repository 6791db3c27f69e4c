import { checkCode } from "../policy/check.ts";
import { Sha256 } from "../protocol/audit.ts";
import type { RunPlan } from "../protocol/kernel.ts";
import type { Observation } from "../protocol/observation.ts";
import type { Course } from "./course.ts";
import { outcome } from "./evidence.ts";
import { Losses, same, unlike } from "./losses.ts";
import type { Rebuilding } from "./ports.ts";
import { codeOf, type Session, type Step } from "./session.ts";

/** A run of the session whose effects its kernel kept. */
type Past = { readonly turn: number; readonly step: Step; readonly code: string; readonly receipt: string; readonly seen: Observation };

/** Kernels that may die of what is repeated before it is given up. */
const deaths = 2;

/** Makes the namespace again after its kernel was lost, from the runs on record, and tells what came of it. Never throws; nothing runs without a permit. */
export async function rebuild(course: Course, signal: AbortSignal): Promise<void> {
  const { rebuilding } = course.world.sandbox;
  const past = pastRuns(course.session);
  if (!rebuilding?.lacking()) return;
  if (past.length === 0) return rebuilding.settle();
  const begun = course.world.clock();
  const told = await new Repeating(course, rebuilding, past).all(signal);
  const ms = course.world.clock() - begun;
  course.waitedMs += ms;
  rebuilding.settle();
  course.tell({ type: "namespace-rebuilt", ms, ...told });
}

function pastRuns({ turns }: Session): Past[] {
  return turns.flatMap(({ index, steps }) =>
    steps.flatMap((step) => {
      const code = codeOf(step);
      if (code === null || step.state.type !== "ran") return [];
      const { receipt, observation: seen } = step.state;
      return seen.status === "killed" && seen.state === "lost" ? [] : [{ turn: index, step, code, receipt, seen }];
    }),
  );
}

type Told = { repeated: number; lost: string[]; renewed: string[]; reason: string };

/** One rebuilding, with as many tries as kernels may die of it. */
class Repeating {
  private readonly until: number;
  private readonly fatal = new Set<Past>();
  private readonly course: Course;
  private readonly rebuilding: Rebuilding;
  private readonly past: readonly Past[];

  constructor(course: Course, rebuilding: Rebuilding, past: readonly Past[]) {
    this.course = course;
    this.rebuilding = rebuilding;
    this.past = past;
    this.until = course.world.clock() + course.ask.policy.limits.rebuildMs;
  }

  async all(signal: AbortSignal): Promise<Told> {
    const plans = await this.rebuilding.plan(this.past.map(({ code, seen }) => ({ code, ok: seen.status === "ok" })), signal);
    if (!plans || plans.length !== this.past.length) return { repeated: 0, lost: [], renewed: [], reason: "What the earlier runs had made could not be found out." };
    for (;;) {
      const tried = await this.once(plans, signal);
      if (!tried.died || this.fatal.size > deaths || signal.aborted) return tried.told;
    }
  }

  private async once(plans: readonly RunPlan[], signal: AbortSignal): Promise<{ told: Told; died: boolean }> {
    const losses = new Losses();
    const total = plans.filter(({ needed }) => needed).length;
    let repeated = 0;
    let end = "";
    for (const [at, run] of this.past.entries()) {
      const plan = plans[at];
      if (!plan?.needed) continue;
      const left = end || this.whyNot(run, repeated, signal);
      if (left) {
        losses.missed(plan, left);
        continue;
      }
      this.rebuilding.progress(repeated, total);
      const seen = await this.again(run, signal);
      if (typeof seen === "string") {
        end = seen;
        losses.missed(plan, seen);
        continue;
      }
      repeated++;
      if (seen.status === "killed" && seen.state === "lost") {
        this.fatal.add(run);
        return { told: { repeated, ...new Losses().all(plans, "Python did not outlive a run that was repeated.") }, died: true };
      }
      if (same(run.seen, seen)) losses.made(plan, unlike(run.seen, seen));
      else losses.missed(plan, `The run of question ${run.turn + 1}, step ${run.step.index + 1}, did not come out as before.`);
    }
    return { told: { repeated, ...losses.told() }, died: false };
  }

  /** Why a run is not repeated; empty when it is. */
  private whyNot(run: Past, repeated: number, signal: AbortSignal): string {
    const { policy } = this.course.ask;
    if (signal.aborted) return "It was stopped.";
    if (run.seen.status === "killed") return `The run of question ${run.turn + 1}, step ${run.step.index + 1}, had been interrupted: how far it came is not known.`;
    if (this.fatal.has(run)) return `Python did not outlive the run of question ${run.turn + 1}, step ${run.step.index + 1}, when it was repeated.`;
    if (run.receipt === "" && policy.approval !== "auto") return `The run of question ${run.turn + 1}, step ${run.step.index + 1}, was let run elsewhere.`;
    if (checkCode(run.code, policy).length > 0) return "The policy does not allow a run of before any more.";
    if (repeated >= policy.limits.rebuildRuns) return `At most ${policy.limits.rebuildRuns} runs are repeated.`;
    return this.course.world.clock() < this.until ? "" : `The limit of ${Math.round(policy.limits.rebuildMs / 1_000)} s for it was reached.`;
  }

  /** Permit, run, record, as the first time; in words why it was not run. */
  private async again(run: Past, signal: AbortSignal): Promise<Observation | string> {
    const { world, ask } = this.course;
    const place = { session: ask.session, turn: run.turn, step: run.step.index, attempt: 0 };
    const { verdict } = run.step.approval ?? { verdict: null };
    const replays = Sha256.safeParse(run.receipt).data ?? null;
    const given = await world.audit.append({
      ...place, type: "run", code: run.code, by: verdict === "edited" ? "person" : "model", approved: verdict ? "person-earlier" : "not-asked",
      policyVersion: ask.policy.version, inputs: (await world.inputs()).slice(0, 500), parent: replays, replays, origin: "host", purpose: "replay",
    });
    if (!given.ok) return `Nothing runs that cannot be recorded first: ${given.reason}`;
    const seen = await this.rebuilding.replay(run.code, this.until - world.clock(), signal);
    await world.audit.append({ ...place, ...(await outcome(world, given.receipt, seen)) });
    return seen;
  }
}
