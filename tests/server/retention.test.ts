import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { POST as audit } from "../../app/api/audit/route.ts";
import { record } from "../../lib/server/audit/append.ts";
import { Sqlite } from "../../lib/server/audit/sqlite.ts";
import { keptFrom } from "../../lib/server/retention.ts";
import { post, setUp } from "./app.ts";
import { facts } from "./chain.ts";
import { entries, token } from "./entries.ts";

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

function world() {
  const app = setUp({ env: { ADMIN_TOKEN: token } });
  cleanups.push(app.clear);
  return app;
}

const run = (session: string) =>
  ({ type: "run", session, turn: 0, step: 0, attempt: 0, code: `plan of ${session}`, by: "model", policyVersion: "test" }) as const;

async function before(data: string, days: number, session: string) {
  const database = new Sqlite(data);
  const at = new Date(Date.now() - days * 86_400_000).toISOString();
  expect(await record(database, { actor: "someone", at, record: run(session), server: facts })).toMatchObject({ ok: true });
  await database.close();
}

const codes = async () => (await entries("run")).map(({ record: { code } }) => code);

test("what is older than the policy keeps is erased when the audit is next used, and that is on record", async () => {
  const { data, policy } = world();
  await before(data, 40, "old");
  await before(data, 20, "young");
  writeFileSync(policy, JSON.stringify({ version: "test", retentionDays: 30 }));
  await post(audit, run("new"));
  await expect.poll(codes, { timeout: 10_000 }).toEqual([undefined, "plan of young", "plan of new"]);
  expect(await entries("erasure")).toMatchObject([
    { actor: "server", record: { reason: "retention", keys: 1, before: keptFrom(Date.now(), 30) } },
  ]);
});

test("without a retention in the policy nothing is erased", async () => {
  const { data } = world();
  await before(data, 4_000, "old");
  await post(audit, run("new"));
  expect(await codes()).toEqual(["plan of old", "plan of new"]);
});

test("a day is kept whole", () => {
  const now = Date.parse("2026-11-23T15:00:00Z");
  expect(keptFrom(now, 1)).toBe("2026-11-22");
  expect(keptFrom(now, 30)).toBe("2026-10-24");
});

test("the command erases a session beside a running server, and leaves no byte of its key in the files", async () => {
  const { data } = world();
  await post(audit, run("gone"));
  await post(audit, run("stays"));
  const database = new Sqlite(data);
  const rows = await database.read("SELECT key FROM keys WHERE session = ?1", "gone");
  const key = Buffer.from(Object.values(rows[0] ?? {})[0] ?? "");
  const held = () => ["audit.sqlite", "audit.sqlite-wal"].some((name) => readFileSync(join(data, name)).includes(key));
  expect(key.byteLength).toBe(32);
  expect(held()).toBe(true);
  await database.close();
  const script = join(import.meta.dirname, "../../scripts/audit-erase.mjs");
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, "gone"], { encoding: "utf8", env: process.env });
  expect({ stdout, status }, stderr).toEqual({ stdout: expect.stringContaining("1 keys were destroyed"), status: 0 });
  expect(held()).toBe(false);
  expect(await codes()).toEqual([undefined, "plan of stays"]);
  expect(spawnSync(process.execPath, [script], { encoding: "utf8" })).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("name the session"),
  });
});
