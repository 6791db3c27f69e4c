import { randomBytes } from "node:crypto";
import type { Arrivals } from "../protocol/admin.ts";

const lifeMs = 30 * 60_000;
const atOnce = 20;
const names = 1_000;

type Proof = { until: number; total: number; byName: Map<string, number> };

/** Addresses that count what arrives, each for one proof of the isolation, in the memory of this process. */
export class Proofs {
  #proofs = new Map<string, Proof>();

  /** A new address; the oldest gives way when there are too many. */
  begin(now: number): { proof: string; until: number } {
    for (const [id, { until }] of this.#proofs) if (until < now) this.#proofs.delete(id);
    const [oldest] = this.#proofs.keys();
    if (this.#proofs.size >= atOnce && oldest !== undefined) this.#proofs.delete(oldest);
    const proof = randomBytes(16).toString("hex");
    const until = now + lifeMs;
    this.#proofs.set(proof, { until, total: 0, byName: new Map() });
    return { proof, until };
  }

  /** Whether the address counts; then one more has arrived under this name. */
  arrived(proof: string, name: string, now: number): boolean {
    const found = this.#proofs.get(proof);
    if (found === undefined || found.until < now) return false;
    found.total += 1;
    if (found.byName.has(name) || found.byName.size < names) found.byName.set(name, (found.byName.get(name) ?? 0) + 1);
    return true;
  }

  /** Null for an address that does not count. */
  arrivals(proof: string, now: number): Arrivals | null {
    const found = this.#proofs.get(proof);
    return found === undefined || found.until < now ? null : { total: found.total, byName: Object.fromEntries(found.byName) };
  }

  end(proof: string) {
    this.#proofs.delete(proof);
  }
}
