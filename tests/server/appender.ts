import { record } from "../../lib/server/audit/append.ts";
import { Postgres } from "../../lib/server/audit/postgres.ts";
import { Sqlite } from "../../lib/server/audit/sqlite.ts";
import { facts } from "./chain.ts";

/** A process of its own: appends to the audit of a folder or an address, and writes each receipt to its output once it has it. */
const [place = "", name = "", count = "0"] = process.argv.slice(2);
const database = place.startsWith("postgres:") ? new Postgres(place) : new Sqlite(place);

for (let step = 0; step < Number(count); step += 1) {
  const run = { type: "run", session: name, turn: 0, step, attempt: 0, code: `x = ${step}`, by: "model", policyVersion: "test" } as const;
  const appended = await record(database, { actor: name, at: new Date().toISOString(), record: run, server: facts });
  if (!appended.ok) throw new Error(appended.reason);
  process.stdout.write(`${appended.receipt.seq} ${appended.receipt.receipt}\n`);
}
