import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { GET as exported } from "../../app/api/audit/export/route.ts";
import { POST } from "../../app/api/audit/route.ts";
import { GET as verification } from "../../app/api/audit/verify/route.ts";
import type { AuditRecord } from "../../lib/protocol/audit.ts";
import type { ServerRecord } from "../../lib/protocol/audit-log.ts";
import { type Appended, problemOf, record } from "../../lib/server/audit/append.ts";
import { nodeCrypto as crypto } from "../../lib/server/audit/crypto.ts";
import type { Database } from "../../lib/server/audit/database.ts";
import { erase } from "../../lib/server/audit/erase.ts";
import { weighed } from "../../lib/server/audit/guesses.ts";
import { HeadFile, headsOf } from "../../lib/server/audit/heads.ts";
import { Notary } from "../../lib/server/audit/notary.ts";
import { Postgres } from "../../lib/server/audit/postgres.ts";
import { read } from "../../lib/server/audit/read.ts";
import { keptKey } from "../../lib/server/audit/signing-key.ts";
import { Sqlite } from "../../lib/server/audit/sqlite.ts";
import { verify } from "../../lib/policy/chain/verify.ts";
import { postgresFolder, type Server, startPostgres } from "../support/postgres.ts";
import { get, post, setUp } from "./app.ts";
import { facts } from "./chain.ts";
import { admin, token } from "./entries.ts";

const bin = postgresFolder();
let server: Server | null = null;
const folders: string[] = [];

beforeAll(async () => {
  if (bin !== null) server = await startPostgres(bin);
}, 400_000);
afterAll(async () => {
  await server?.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}, 120_000);

const at = "2026-11-23T10:00:00.000Z";
const where = { session: "page", turn: 0, step: 0, attempt: 0 };
const run = (code: string, more: Partial<{ session: string }> = {}): AuditRecord => ({
  type: "run",
  ...where,
  code,
  by: "model",
  policyVersion: "test",
  ...more,
});
const outcome = (receipt: string): AuditRecord => ({ type: "outcome", ...where, receipt, status: "ok", detail: "", durationMs: 0.1 });
const draft = (record: AuditRecord | ServerRecord, actor = "someone") => ({ actor, at, record, server: facts });

function receiptOf(appended: Appended) {
  if (!appended.ok) throw new Error(appended.reason);
  return appended.receipt;
}

/** A new, empty audit and how to open it again, as another instance would. */
type Kind = { make: () => Promise<{ open: () => Database; address: string }> };

function folder() {
  const made = mkdtempSync(join(tmpdir(), "sandpiper-store-"));
  folders.push(made);
  return made;
}

const urlOf = (name: string) => {
  const url = new URL(server?.url ?? "");
  url.pathname = `/${name}`;
  return url.href;
};

let databases = 0;
async function newDatabase(): Promise<string> {
  databases += 1;
  const name = `audit_${databases}`;
  const client = new Client({ connectionString: server?.url });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return urlOf(name);
}

const kinds: Record<string, Kind> = {
  SQLite: {
    async make() {
      const address = folder();
      return { address, open: () => new Sqlite(address) };
    },
  },
  Postgres: {
    async make() {
      const address = await newDatabase();
      return { address, open: () => new Postgres(address) };
    },
  },
};

const entriesOf = async (database: Database) => (await read(database, { after: 0, limit: 100_000 })).entries;

describe.each(Object.entries(kinds).filter(([name]) => name === "SQLite" || bin !== null))("the audit in %s", (_, kind) => {
  const opened: Database[] = [];
  afterAll(async () => {
    for (const database of opened) await database.close();
  });
  async function store() {
    const { open, address } = await kind.make();
    const another = () => {
      const database = open();
      opened.push(database);
      return database;
    };
    return { database: another(), another, address };
  }

  test("keeps what was recorded, opened for reading, as a chain that verifies", async () => {
    const { database, another } = await store();
    const code = "print('größe 🐦\u0000 \ud800')\n";
    const { receipt } = receiptOf(await record(database, draft(run(code))));
    receiptOf(await record(database, draft(outcome(receipt))));
    const entries = await entriesOf(another());
    expect(entries).toMatchObject([
      { seq: 1, actor: "someone", record: { type: "run", code, session: "page" }, hash: receipt, server: facts },
      { seq: 2, record: { type: "outcome", receipt }, previous: receipt },
    ]);
    expect(verify(entries, { crypto })).toMatchObject({ ok: true, entries: 2 });
  });

  test("seals code: its text stands nowhere in the entries as the database has them", async () => {
    const { database } = await store();
    await record(database, draft(run("secret_plan = 42")));
    const rows = JSON.stringify(await database.read("SELECT entry FROM entries"));
    expect(rows).toContain("sealed");
    expect(rows).not.toContain("secret_plan");
  });

  test("takes one outcome of a run that was recorded, and no other", async () => {
    const { database } = await store();
    const { receipt } = receiptOf(await record(database, draft(run("x"))));
    expect(await record(database, draft(outcome("0".repeat(64))))).toMatchObject({ ok: false, kind: "conflict" });
    expect(await record(database, draft(outcome(receipt)))).toMatchObject({ ok: true });
    expect(await record(database, draft(outcome(receipt)))).toMatchObject({ ok: false, kind: "conflict" });
    expect(await entriesOf(database)).toHaveLength(2);
  });

  test("makes one line out of what 4 instances write at once, over 120 entries", { timeout: 60_000 }, async () => {
    const { database, another } = await store();
    const instances = [database, another(), another(), another()];
    const writes = Array.from({ length: 120 }, (_, at) =>
      record(instances[at % 4] ?? database, draft(run(`x = ${at}`, { session: `s${at % 7}` }))),
    );
    const seqs = (await Promise.all(writes)).map((appended) => receiptOf(appended).seq);
    expect(new Set(seqs)).toEqual(new Set(Array.from({ length: 120 }, (_, at) => at + 1)));
    expect(verify(await entriesOf(database), { crypto })).toMatchObject({ ok: true, entries: 120 });
  });

  test("undoes what fails half-way, and goes on", async () => {
    const { database } = await store();
    await record(database, draft(run("x")));
    const failing = database.alone(async (sql) => {
      await sql("DELETE FROM keys");
      throw new Error("half-way");
    });
    await expect(failing).rejects.toThrow("half-way");
    expect(await entriesOf(database)).toMatchObject([{ record: { code: "x" } }]);
    expect(await problemOf(database)).toBeNull();
  });

  test("lets no statement in passing change or delete entries and heads", async () => {
    const { database } = await store();
    await record(database, draft(run("x")));
    for (const statement of ["UPDATE entries SET entry = '{}'", "DELETE FROM entries"])
      await expect(database.alone((sql) => sql(statement))).rejects.toThrow("append-only");
    expect(await entriesOf(database)).toHaveLength(1);
  });

  test("signs its end once, and again after more entries; another instance with the same key goes on from there", async () => {
    const { database, another } = await store();
    const home = folder();
    const key = keptKey(home, null);
    const office = (database: Database) => ({ database, file: new HeadFile(join(home, "heads.jsonl")), key: () => key, clock: () => 0 });
    const pace = { entries: 1_000, ms: 1_000_000 };
    await record(database, draft(run("x")));
    const notary = new Notary(office(database), pace);
    expect([await notary.sign(), await notary.sign()]).toMatchObject([{ head: { seq: 1 } }, { head: { seq: 1 } }]);
    await record(database, draft(run("y")));
    expect(await new Notary(office(another()), pace).sign()).toMatchObject({ ok: true, head: { seq: 2 } });
    const heads = await headsOf(database);
    expect(heads.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(verify(await entriesOf(database), { crypto, publicKey: key.publicKey, heads, whole: true })).toMatchObject({ ok: true });
  });

  test("erases a session for good, on record, while the chain and its heads hold", async () => {
    const { database } = await store();
    for (const session of ["keep", "erase", "keep"]) await record(database, draft(run(`plan of ${session}`, { session })));
    const before = (await entriesOf(database)).map((entry) => z.object({ hash: z.string() }).parse(entry).hash);
    expect(await erase(database, { session: "erase" }, { actor: "admin", at, server: facts })).toEqual({ ok: true, keys: 1, left: null });
    const entries = await entriesOf(database);
    expect(entries).toMatchObject([
      { record: { code: "plan of keep" } },
      { record: expect.not.objectContaining({ code: expect.anything() }), digests: { code: crypto.sha256("plan of erase") } },
      { record: { code: "plan of keep" } },
      { actor: "admin", record: { type: "erasure", reason: "request", session: "erase", keys: 1 } },
    ]);
    expect(entries).toMatchObject(before.map((hash) => ({ hash })).concat([{ hash: expect.any(String) }]));
    expect(verify(entries, { crypto })).toMatchObject({ ok: true, entries: 4 });
    expect(await erase(database, { session: "erase" }, { actor: "admin", at, server: facts })).toEqual({ ok: true, keys: 0, left: null });
    await record(database, draft(run("after", { session: "erase" })));
    expect((await entriesOf(database)).at(-1)).toMatchObject({ seq: 5, record: { code: "after" } });
  });

  test("erases by age, day by day, and by the person", async () => {
    const { database } = await store();
    for (const day of ["2026-01-01", "2026-01-02", "2026-01-03"])
      await record(database, { ...draft(run(day)), at: `${day}T12:00:00.000Z` });
    await record(database, draft(run("another's"), "another"));
    expect(await erase(database, { before: "2026-01-03" }, { actor: "server", at, server: facts })).toEqual({
      ok: true,
      keys: 2,
      left: null,
    });
    const codes = async () => (await entriesOf(database)).flatMap((entry) => Coded.safeParse(entry).data?.record.code ?? []);
    expect(await codes()).toEqual(["2026-01-03", "another's"]);
    expect(await erase(database, { session: "another" }, { actor: "server", at, server: facts })).toEqual({
      ok: true,
      keys: 1,
      left: null,
    });
    expect(await codes()).toEqual(["2026-01-03"]);
  });

  test("counts wrong guesses over all instances, locks after ten and lets go after a while", async () => {
    const { database, another } = await store();
    const wrong = (database: Database, address: string, now: number) => weighed(database, { address, right: false, now });
    const right = (database: Database, address: string, now: number) => weighed(database, { address, right: true, now });
    for (let guess = 0; guess < 10; guess += 1) expect(await wrong(guess % 2 === 0 ? database : another(), "a", 1_000)).toBe(0);
    expect(await wrong(another(), "a", 1_000)).toBe(900_000);
    expect(await right(database, "a", 2_000)).toBe(899_000);
    expect(await right(database, "b", 1_000)).toBe(0);
    expect(await right(database, "a", 901_000)).toBe(0);
    for (let guess = 0; guess < 9; guess += 1) expect(await wrong(database, "c", 901_001)).toBe(0);
    expect(await right(another(), "c", 901_001)).toBe(0);
    for (let guess = 0; guess < 10; guess += 1) expect(await wrong(database, "c", 901_001)).toBe(0);
    expect(await right(another(), "c", 901_001)).toBe(900_000);
  });

  test("weighs no more than ten of a hundred guesses that ten guessers make at once, at two instances", async () => {
    const { database, another } = await store();
    const instances = [database, another()];
    const waits: number[] = [];
    const guesser = async (which: number) => {
      for (let guess = 0; guess < 10; guess += 1)
        waits.push(await weighed(instances[which % 2] ?? database, { address: "a", right: false, now: 1_000 }));
    };
    await Promise.all(Array.from({ length: 10 }, (_, which) => guesser(which)));
    expect(waits).toHaveLength(100);
    expect(waits.filter((ms) => ms === 0)).toHaveLength(10);
  });
});

const Coded = z.object({ record: z.object({ code: z.string() }) });

describe.runIf(bin !== null)("Postgres and SQLite", () => {
  test("give one hash to one record, whatever is in it", async () => {
    const odd = { ключ: ["\u0000", "\ud800", "\\u0000", -0, 1e21, 0.1, null, true, { z: 1, a: "größe 🐦" }] };
    const change: ServerRecord = { type: "policy-change", from: null, to: "0".repeat(64), version: "\u0000 v", policy: odd };
    const receipts = [];
    for (const kind of Object.values(kinds)) {
      const database = (await kind.make()).open();
      receipts.push(receiptOf(await record(database, draft(change, "who"))));
      expect(verify(await entriesOf(database), { crypto })).toMatchObject({ ok: true, entries: 1 });
      await database.close();
    }
    expect(receipts[0]).toEqual(receipts[1]);
  });
});

describe.runIf(bin !== null)("the audit in Postgres", () => {
  test("commits after the disk has it, whatever the server's own setting is", async () => {
    const url = await newDatabase();
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET synchronous_commit = off`);
    await client.end();
    const database = new Postgres(url);
    expect(await database.alone((sql) => sql("SHOW synchronous_commit"))).toEqual([{ synchronous_commit: "on" }]);
    expect(await database.read("SHOW synchronous_commit")).toEqual([{ synchronous_commit: "off" }]);
    await database.close();
  });

  test("loses nothing acknowledged when the database is killed in the middle of writes, and goes on after it is back", {
    timeout: 120_000,
  }, async () => {
    const database = new Postgres(await newDatabase());
    const acknowledged: { seq: number; receipt: string }[] = [];
    let refused = "";
    const crash = new Promise((resolve) => setTimeout(resolve, 1_500)).then(() => server?.crash());
    while (refused === "") {
      const appended = await record(database, draft(run(`x = ${acknowledged.length}`)));
      if (appended.ok) acknowledged.push(appended.receipt);
      else refused = appended.reason;
    }
    await crash;
    expect(refused).toMatch(/Nothing runs without it/);
    expect(await problemOf(database)).toMatch(/no database answers|cannot be reached|broke/);
    await server?.start();
    const entries = await entriesOf(database);
    for (const { seq, receipt } of acknowledged) expect(entries[seq - 1]).toMatchObject({ seq, hash: receipt });
    expect(verify(entries, { crypto })).toMatchObject({ ok: true });
    expect(await record(database, draft(run("after")))).toMatchObject({ ok: true });
    console.log(`postgres killed after ${acknowledged.length} acknowledged appends: 0 lost`);
    expect(acknowledged.length).toBeGreaterThan(5);
    await database.close();
  });

  test("kill -9 of a writing instance loses nothing acknowledged and does not stop the others", { timeout: 120_000 }, async () => {
    const url = await newDatabase();
    const database = new Postgres(url);
    const child = spawn(process.execPath, [join(import.meta.dirname, "appender.ts"), url, "killed", "100000"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let out = "";
    child.stdout.on("data", (piece) => {
      out += piece;
      if (out.split("\n").length > 25) child.kill("SIGKILL");
    });
    for (let at = 0; at < 10; at += 1) receiptOf(await record(database, draft(run(`mine ${at}`))));
    await new Promise((resolve) => child.on("close", resolve));
    receiptOf(await record(database, draft(run("after"))));
    const entries = await entriesOf(database);
    const lines = out
      .split("\n")
      .slice(0, -1)
      .map((line) => line.split(" "));
    expect(lines.length).toBeGreaterThanOrEqual(25);
    for (const [seq, hash] of lines) expect(entries[Number(seq) - 1]).toMatchObject({ seq: Number(seq), hash });
    expect(verify(entries, { crypto })).toMatchObject({ ok: true, entries: expect.any(Number) });
    await database.close();
  });

  test.each([
    ["a wrong password", { password: "hunter2" }, /refused the password/],
    ["a database that is not there", { pathname: "/nowhere" }, /does not exist/],
    ["a port where nobody is", { port: "1" }, /no database answers/],
  ])("says in words what %s is, and nothing secret", async (_, spoil, says) => {
    const url = Object.assign(new URL(server?.url ?? ""), spoil);
    const database = new Postgres(url.href);
    const appended = await record(database, draft(run("x")));
    await database.close();
    expect(appended).toMatchObject({ ok: false, kind: "unavailable", reason: expect.stringMatching(says) });
    for (const secret of [url.password, url.hostname, url.port]) expect(JSON.stringify(appended)).not.toContain(secret);
  });

  test("serves the app: two instances on one database and one key write one chain, and its export verifies", async () => {
    const home = folder();
    keptKey(home, null);
    const env = { ADMIN_TOKEN: token, DATABASE_URL: await newDatabase(), SANDPIPER_AUDIT_KEY: join(home, "audit-key.pem") };
    const instances = [setUp({ env }), setUp({ env })];
    for (let at = 0; at < 6; at += 1) {
      process.env["SANDPIPER_DATA"] = instances[at % 2]?.data;
      expect((await post(POST, run(`x = ${at}`))).status).toBe(200);
    }
    expect(await (await get(verification, "", admin)).json()).toMatchObject({ ok: true, entries: 8 });
    const file = join(home, "audit.jsonl");
    writeFileSync(file, await (await get(exported, "", admin)).text());
    const script = join(import.meta.dirname, "../../scripts/audit-verify.mjs");
    const { stdout, status } = spawnSync(process.execPath, [script, file, "--key", keptKey(home, null).id], { encoding: "utf8" });
    expect({ stdout, status }).toEqual({ stdout: expect.stringContaining("all 9 entries hold"), status: 0 });
    for (const instance of instances) instance.clear();
  });

  test("appends in milliseconds", { timeout: 60_000 }, async () => {
    for (const [name, kind] of Object.entries(kinds)) {
      const database = (await kind.make()).open();
      const times: number[] = [];
      for (let at = 0; at < 200; at += 1) {
        const began = performance.now();
        receiptOf(await record(database, draft(run(`x = ${at}`))));
        times.push(performance.now() - began);
      }
      times.sort((a, b) => a - b);
      console.log(`append to ${name}: median ${times[100]?.toFixed(2)} ms, p99 ${times[197]?.toFixed(2)} ms`);
      await database.close();
    }
  });
});
