import { resolve } from "node:path";
import { Ledger } from "./audit/ledger.ts";
import { Postgres } from "./audit/postgres.ts";
import { Sqlite } from "./audit/sqlite.ts";
import { environment, type Settings } from "./env.ts";
import { factsOf } from "./known.ts";
import { loadPolicy } from "./policy.ts";
import { Rates } from "./rate.ts";
import { keptSecret } from "./secret.ts";
import { Quirks } from "./upstream/quirks.ts";
import type { World } from "./world.ts";

/** What lives as long as this process. */
const ledgers = new Map<string, Ledger>();
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
    audit: ledgerOf(folder, settings),
    facts: factsOf(process.cwd(), policy),
    rates,
    quirks,
    clock: Date.now,
    random: Math.random,
  };
}

function ledgerOf(folder: string, { auditKeyFile: keyFile, databaseUrl }: Settings): Ledger {
  const place = JSON.stringify([folder, keyFile, databaseUrl]);
  const known = ledgers.get(place);
  if (known !== undefined) return known;
  const database = databaseUrl === null ? new Sqlite(folder) : new Postgres(databaseUrl);
  const ledger = new Ledger({ database, folder, keyFile, clock: Date.now });
  ledgers.set(place, ledger);
  return ledger;
}
