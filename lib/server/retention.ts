import { type Erased, erase, type Which } from "./audit/erase.ts";
import { report } from "./log.ts";
import type { World } from "./world.ts";
import { server } from "./write.ts";

const dayMs = 86_400_000;
const everyMs = 3_600_000;

/** Erases texts on someone's demand or for their age; recorded, and the new end is signed. Never rejects. */
export async function eraseNow(world: World, which: Which, actor: string): Promise<Erased> {
  const at = new Date(world.clock()).toISOString();
  const erased = await erase(world.audit.database, which, { actor, at, server: world.facts });
  if (erased.ok && erased.keys > 0) await world.audit.notary.sign();
  return erased;
}

/** The first day whose texts are kept. */
export const keptFrom = (now: number, days: number) => new Date(now - days * dayMs).toISOString().slice(0, 10);

/** Erases what the policy keeps no longer, at the first use of the audit and every hour of a process from then on. */
export class Retention {
  #world: World | null = null;
  #timer: NodeJS.Timeout | null = null;

  /** The audit is used, under the policy that is now in force. */
  seen(world: World) {
    this.#world = world;
    if (this.#timer !== null) return;
    this.#timer = setInterval(() => void this.#tidy(), everyMs).unref();
    void this.#tidy();
  }

  async #tidy() {
    const world = this.#world;
    const days = world?.policy.retentionDays ?? null;
    if (world === null || days === null) return;
    const erased = await eraseNow(world, { before: keptFrom(world.clock(), days) }, server);
    if (!erased.ok) report(`audit: what is older than ${days} days was not erased`, erased.reason);
  }
}
