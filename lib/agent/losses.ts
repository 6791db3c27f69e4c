import type { RunPlan } from "../protocol/kernel.ts";
import type { Observation } from "../protocol/observation.ts";

/** Follows, run by run, which variables are not what they were. */
export class Losses {
  private readonly lost = new Set<string>();
  private readonly renewed = new Set<string>();
  private readonly reasons = new Set<string>();

  /** A run was not repeated, or came out otherwise. */
  missed(plan: RunPlan, reason: string): void {
    this.reasons.add(reason);
    for (const name of [...plan.changes, ...plan.binds]) this.lost.add(name);
    this.dropped(plan);
  }

  /** A run was repeated. What it made of something that is lost is lost too; `otherwise` when it printed something else than the first time. */
  made(plan: RunPlan, otherwise: boolean): void {
    const spoilt = plan.reads.some((name) => this.lost.has(name));
    const changed = otherwise || plan.passing || plan.reads.some((name) => this.renewed.has(name));
    for (const name of plan.makes) {
      this.lost.delete(name);
      this.renewed.delete(name);
    }
    if (spoilt) for (const name of plan.changes) this.lost.add(name);
    else if (changed) for (const name of plan.binds) this.renewed.add(name);
    this.dropped(plan);
  }

  /** As if nothing had been repeated. */
  all(plans: readonly RunPlan[], reason: string): ReturnType<Losses["told"]> {
    for (const plan of plans) this.missed(plan, reason);
    return this.told();
  }

  told(): { lost: string[]; renewed: string[]; reason: string } {
    const lost = [...this.lost].sort();
    const renewed = [...this.renewed].filter((name) => !this.lost.has(name)).sort();
    return { lost, renewed, reason: lost.length > 0 ? [...this.reasons].slice(0, 3).join(" ") : "" };
  }

  private dropped(plan: RunPlan): void {
    for (const name of plan.drops) {
      this.lost.delete(name);
      this.renewed.delete(name);
    }
  }
}

/** Whether a run that was repeated ended as the first time. */
export function same(first: Observation, again: Observation): boolean {
  if (first.status !== again.status) return false;
  return first.status !== "error" || (again.status === "error" && first.error.type === again.error.type);
}

/** Whether it gave other words, where the first ones were kept whole. Addresses in memory are never the same. */
export function unlike(first: Observation, again: Observation): boolean {
  if (first.droppedChars > 0 || again.droppedChars > 0) return false;
  return words(first) !== words(again);
}

function words({ stdout, ...seen }: Observation): string {
  const value = "value" in seen ? (seen.value ?? "") : "";
  return `${stdout}\n${value}`.replace(/\b0x[0-9a-f]+/g, "0x");
}
