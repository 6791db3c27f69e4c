/**
 * How long an entry of the audit takes to be on disk: SQLite, Postgres where the machine has it, and a bare append of as many bytes
 * with fsync beside them, in turns, so that a slow disk is slow for all three. Read the ratios.
 */
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { record } from "../lib/server/audit/append.ts";
import { Postgres } from "../lib/server/audit/postgres.ts";
import { read } from "../lib/server/audit/read.ts";
import { Sqlite } from "../lib/server/audit/sqlite.ts";
import { postgresFolder, startPostgres } from "../tests/support/postgres.ts";

const { values } = parseArgs({ options: { appends: { type: "string", default: "2000" } } });
const appends = Number(values.appends);
const warmUp = 50;
const goalMs = 10;

const folder = mkdtempSync(join(tmpdir(), "sandpiper-bench-audit-"));
const bin = postgresFolder();
const server = bin === null ? null : await startPostgres(bin);
const stores = { SQLite: new Sqlite(join(folder, "data")), ...(server === null ? {} : { Postgres: new Postgres(server.url) }) };
const plain = openSync(join(folder, "plain"), "a");
const facts = { app: "bench", policy: { version: "bench", sha256: "0".repeat(64) }, lockSha256: null };

const code = `${"totals = sales.groupby('region')['amount'].sum()  # as long as a usual script\n".repeat(12)}print(totals)`;
const draft = (step) => ({
  actor: "bench",
  at: new Date().toISOString(),
  server: facts,
  record: { type: "run", session: "bench", turn: 0, step, attempt: 0, code, by: "model", policyVersion: "bench" },
});

async function append(name, step) {
  const appended = await record(stores[name], draft(step));
  if (!appended.ok) throw new Error(appended.reason);
}

await append("SQLite", 0);
const bytes = Buffer.from(JSON.stringify((await read(stores.SQLite, { after: 0, limit: 1 })).entries[0]));
const ways = {
  "bare append and fsync": async () => {
    writeSync(plain, bytes);
    fsyncSync(plain);
  },
  ...Object.fromEntries(Object.keys(stores).map((name) => [name, (step) => append(name, step)])),
};

const times = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
for (let step = 1; step <= appends + warmUp; step += 1)
  for (const [name, way] of Object.entries(ways)) {
    const began = performance.now();
    await way(step);
    if (step > warmUp) times[name].push(performance.now() - began);
  }

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
const [base] = Object.values(times).map((list) => list.toSorted((a, b) => a - b));
console.log(`${appends} entries of ${bytes.length} bytes each, in turns`);
for (const [name, list] of Object.entries(times)) {
  const sorted = list.toSorted((a, b) => a - b);
  const [p50, p99] = [at(sorted, 0.5), at(sorted, 0.99)];
  const ratio = `${(p50 / at(base, 0.5)).toFixed(1)} and ${(p99 / at(base, 0.99)).toFixed(1)} times the bare append`;
  console.log(`${name}: p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms (${ratio})${p99 < goalMs ? "" : `, over ${goalMs} ms`}`);
}
if (server === null) console.log("Postgres: not on this machine");

closeSync(plain);
for (const store of Object.values(stores)) await store.close();
await server?.stop();
rmSync(folder, { recursive: true, force: true });
