/**
 * What a server holds and costs: streams at once and memory for each, what the proxy adds to the first word against asking the scripted model directly and
 * against a plain proxy of a public library, in turns in one run, audit entries a second. On SQLite and, where the machine has it, Postgres. docs/reliability.md
 */
import { fork } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { postgresFolder, startPostgres } from "../tests/support/postgres.ts";
import { serving } from "../tests/support/serving.ts";
import { page } from "./server/page.mjs";
import { at, ourWay, plainWay } from "./server/ways.mjs";

const { values } = parseArgs({ options: { calls: { type: "string", default: "300" }, streams: { type: "string", default: "500" }, seconds: { type: "string", default: "5" } } });
const [calls, streams, seconds] = [Number(values.calls), Number(values.streams), Number(values.seconds)];
const goalMs = 2;
const results = resolve(import.meta.dirname, "results");
const folder = mkdtempSync(join(tmpdir(), "sandpiper-bench-server-"));
const children = [];

const child = (file, ...args) =>
  new Promise((found) => {
    const one = fork(resolve(import.meta.dirname, "server", file), args, { stdio: "inherit" });
    children.push(one);
    one.once("message", ({ url }) => found(url));
  });

const memory = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) * 1024;
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

const model = await child("upstream.mjs");
const plain = await child("plain.mjs", new URL(model).origin);
const bin = postgresFolder();
const database = bin === null ? null : await startPostgres(bin);
const policy = join(folder, "policy.json");
writeFileSync(policy, JSON.stringify({ version: "bench", limits: { modelCallsPerMinute: 1_000_000, auditRecordsPerMinute: 1_000_000, modelTotalMs: 600_000 } }));

async function instance(name, more) {
  const env = { OPENAI_API_KEY: "x", OPENAI_BASE_URL: model, OPENAI_MODEL: "scripted", SANDPIPER_POLICY: policy, SANDPIPER_DATA: join(folder, name), ...more };
  const server = await serving(env);
  children.push(server.child);
  return { name, pid: server.child.pid, ...(await ourWay(server.url)) };
}

const ours = [await instance("SQLite", {}), ...(database ? [await instance("Postgres", { DATABASE_URL: database.url })] : [])];
const ways = { direct: plainWay(model), "plain proxy": plainWay(plain), ...Object.fromEntries(ours.map(({ name, complete }) => [name, complete])) };

/** Each way in turn, so that a busy machine is busy for all. */
async function latency() {
  const times = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  for (let round = -20; round < calls; round += 1)
    for (const [name, way] of Object.entries(ways)) {
      const { firstMs, status, text } = await way(20, 0);
      if (firstMs === null) throw new Error(`${name}: ${status} ${text.slice(0, 300)}`);
      if (round >= 0) times[name].push(firstMs);
    }
  return Object.entries(times).map(([name, list]) => ({ name, p50: at(list, 0.5), p99: at(list, 0.99) }));
}

async function appends({ name, append }) {
  const times = [];
  const until = performance.now() + seconds * 1_000;
  const writer = async () => {
    while (performance.now() < until) {
      const { firstMs, status, text } = await append();
      if (firstMs === null) throw new Error(`${name}: ${status} ${text.slice(0, 300)}`);
      times.push(firstMs);
    }
  };
  await Promise.all(Array.from({ length: 8 }, writer));
  return { name, perSecond: times.length / seconds, p50: at(times, 0.5), p99: at(times, 0.99) };
}

/** Opens streams that go on for a while, all at once; what each takes of the server's memory, and how many were still whole at their end. */
async function held({ name, pid, complete }) {
  const before = memory(pid);
  let open = 0;
  const all = Array.from({ length: streams }, () => complete(120, 100, () => { open += 1; }));
  for (let tries = 0; open < streams && tries < 600; tries += 1) await wait(50);
  const [reached, during] = [open, memory(pid)];
  const ended = await Promise.all(all);
  const whole = ended.filter(({ firstMs, status }) => firstMs !== null && status === 200).length;
  return { name, streams, reached, whole, kilobytesEach: (during - before) / streams / 1024, firstP50: at(ended.map(({ firstMs }) => firstMs ?? Infinity), 0.5) };
}

const each = async (work) => {
  const found = [];
  for (const one of ours) found.push(await work(one));
  return found;
};

try {
  const setting = { at: new Date().toISOString(), node: process.version, processors: cpus().length, load: loadavg()[0], calls, streams, seconds, goalMs };
  const first = await latency();
  const direct = first[0];
  for (const one of first) Object.assign(one, { addedMs: one.p50 - direct.p50, ratio: one.p50 / direct.p50 });
  const audit = await each(appends);
  const holding = await each(held);
  for (const { name, p50, p99, addedMs, ratio } of first) console.log(`first word, ${name}: p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms; adds ${addedMs.toFixed(2)} ms (${ratio.toFixed(2)} times direct)`);
  for (const { name, perSecond, p50, p99 } of audit) console.log(`audit over HTTP, 8 writers, ${name}: ${perSecond.toFixed(0)} entries a second, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`);
  for (const { name, reached, whole, kilobytesEach } of holding) console.log(`streams at once, ${name}: ${reached} of ${streams} held, ${whole} ended whole, ${kilobytesEach.toFixed(0)} KB each`);
  const missed = first.filter(({ name, addedMs }) => name !== "direct" && name !== "plain proxy" && addedMs > goalMs).map(({ name }) => name);
  console.log(missed.length === 0 ? `added at the median: within ${goalMs} ms` : `added at the median: over ${goalMs} ms on ${missed.join(", ")}`);
  mkdirSync(results, { recursive: true });
  writeFileSync(join(results, "server.json"), `${JSON.stringify({ setting, first, audit, holding }, null, 1)}\n`);
  writeFileSync(join(results, "server.html"), page({ setting, first, audit, holding }));
  console.log("bench/results/server.json and server.html written");
} finally {
  for (const one of children) one.kill("SIGKILL");
  await database?.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
