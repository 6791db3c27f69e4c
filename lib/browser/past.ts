import type { Rebuilding } from "../agent/ports.ts";
import { FromKernel, type PastRun, type RunPlan } from "../protocol/kernel.ts";
import type { Observation } from "../protocol/observation.ts";
import type { Death, Life } from "./life.ts";
import type { Box, SandboxState } from "./state.ts";

/** What is needed of the sandbox whose past it is. */
export interface Present {
  readonly state: Box<SandboxState>;
  run(code: string, runMs: number, signal: AbortSignal): Promise<Observation>;
  ask<T>(signal: AbortSignal, otherwise: T, work: (life: Life) => Promise<T>): Promise<T>;
}

/** What a kernel's namespace lacks of earlier ones, and how it is made again. */
export class Past implements Rebuilding {
  /** While runs are repeated, the sandbox says so instead of what each of them does. */
  busy = false;
  private lacks = true;
  private death: Death | null = null;

  constructor(private readonly present: Present) {}

  /** A kernel begins with an empty namespace: the first (null), or one after a death. */
  begin(after: Death | null): void {
    this.lacks = true;
    this.death = after;
  }

  /** For the run that comes first after a death, where nothing was made again. */
  news(): string[] {
    const { death } = this;
    this.death = null;
    return death ? [`Python was started anew (${death.reason}): variables of earlier runs are gone, files are open again.`] : [];
  }

  lacking(): boolean {
    return this.lacks;
  }

  async plan(runs: PastRun[], signal: AbortSignal): Promise<RunPlan[] | null> {
    try {
      return await this.present.ask(signal, null, async (life) => {
        const told = await life.call(FromKernel.Plan, (kernel) => kernel.plan(runs));
        return told.type === "done" ? told.value : null;
      });
    } catch {
      return null;
    }
  }

  replay(code: string, limitMs: number, signal: AbortSignal): Promise<Observation> {
    return this.present.run(code, limitMs, signal);
  }

  progress(done: number, total: number): void {
    this.busy = true;
    this.present.state.set({ type: "rebuilding", done, total });
  }

  settle(): void {
    this.lacks = false;
    this.death = null;
    this.done();
  }

  private done(): void {
    if (this.busy && this.present.state.get().type === "rebuilding") this.present.state.set({ type: "ready" });
    this.busy = false;
  }
}
