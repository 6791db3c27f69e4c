import { resolve } from "node:path";
import { Ledger } from "./audit/ledger.ts";
import { Postgres } from "./audit/postgres.ts";
import { Sqlite } from "./audit/sqlite.ts";
import { environment, type Settings } from "./env.ts";
import { factsOf } from "./known.ts";
import { Policies } from "./policy/policies.ts";
import { whole } from "./process.ts";
import { Proofs } from "./proofs.ts";
import { Rates } from "./rate.ts";
import { keptSecret } from "./secret.ts";
import { Quirks } from "./upstream/quirks.ts";
import type { World } from "./world.ts";

type Ours = { ledger: Ledger; policies: Policies };
/** What lives as long as this process. */
type Kept = { places: Map<string, Ours>; rates: Rates; quirks: Quirks; proofs: Proofs };

const kept = whole("sandpiper.kept", (): Kept => ({ places: new Map(), rates: new Rates(), quirks: new Quirks(), proofs: new Proofs() }));

export type Here = { ok: true; world: World } | { ok: false; problems: string[] };

/** The world of this process as its environment and its policy are now. */
export async function here(): Promise<Here> {
  const read = environment();
  return read.ok ? { ok: true, world: await worldOf(read.settings) } : read;
}

async function worldOf(settings: Settings): Promise<World> {
  const folder = resolve(/* turbopackIgnore: true */ settings.dataFolder);
  const { ledger, policies } = keptOf(folder, settings);
  const { policy, from, problem } = await policies.now();
  return {
    settings,
    policy,
    policyOrigin: from,
    policyProblem: problem,
    policies,
    secret: () => settings.secret ?? keptSecret(folder),
    audit: ledger,
    facts: factsOf(process.cwd(), policy),
    rates: kept.rates,
    quirks: kept.quirks,
    proofs: kept.proofs,
    clock: Date.now,
    random: Math.random,
  };
}

function keptOf(folder: string, { auditKeyFile: keyFile, databaseUrl, policyFile }: Settings): Ours {
  const place = JSON.stringify([folder, keyFile, databaseUrl, policyFile]);
  const known = kept.places.get(place);
  if (known !== undefined) return known;
  const database = databaseUrl === null ? new Sqlite(folder) : new Postgres(databaseUrl);
  const ledger = new Ledger({ database, folder, keyFile, clock: Date.now });
  const made = { ledger, policies: new Policies({ database, file: policyFile, clock: Date.now }) };
  kept.places.set(place, made);
  return made;
}
