import { resolve } from "node:path";
import { AuditStore } from "./audit/store.ts";
import { environment, type Settings } from "./env.ts";
import { loadPolicy } from "./policy.ts";
import { Rates } from "./rate.ts";
import { keptSecret } from "./secret.ts";
import { Quirks } from "./upstream/quirks.ts";
import type { World } from "./world.ts";

/** What lives as long as this process. */
const stores = new Map<string, AuditStore>();
const rates = new Rates();
const quirks = new Quirks();

export type Here = { ok: true; world: World } | { ok: false; problems: string[] };

/** The world of this process as its environment now describes it. */
export function here(): Here {
  const read = environment();
  return read.ok ? { ok: true, world: worldOf(read.settings) } : read;
}

function worldOf(settings: Settings): World {
  const { policy, problem } = loadPolicy(settings.policyFile);
  const folder = resolve(/* turbopackIgnore: true */ settings.dataFolder);
  return {
    settings,
    policy,
    policyProblem: problem,
    secret: () => settings.secret ?? keptSecret(folder),
    audit: storeOf(folder),
    rates,
    quirks,
    clock: Date.now,
    random: Math.random,
  };
}

function storeOf(folder: string): AuditStore {
  const store = stores.get(folder) ?? new AuditStore(folder);
  stores.set(folder, store);
  return store;
}
