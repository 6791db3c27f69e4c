import { chmodSync, mkdirSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { GET, POST } from "../../app/api/audit/route.ts";
import { GET as verification } from "../../app/api/audit/verify/route.ts";
import { GET as health } from "../../app/api/health/route.ts";
import { GET as models } from "../../app/api/models/route.ts";
import { AuditReceipt, type AuditRecord } from "../../lib/protocol/audit.ts";
import { AuditEntry } from "../../lib/protocol/audit-log.ts";
import { sha256 } from "../../lib/server/audit/entry.ts";
import { open } from "../../lib/server/audit/seal.ts";
import { openFile } from "../../lib/server/audit/sqlite.ts";
import { found } from "../support/fault-rows.ts";
import { get, post, type Setup, setUp } from "./app.ts";

const token = "administrator-0123456789";
const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

function world(setup: Setup = {}) {
  const app = setUp({ ...setup, env: { ADMIN_TOKEN: token, ...setup.env } });
  cleanups.push(app.clear);
  return { ...app, file: join(app.data, "audit.sqlite") };
}

const where = { session: "page", turn: 0, step: 0, attempt: 0 };
const run = (code: string): AuditRecord => ({ type: "run", ...where, code, by: "model", policyVersion: "test" });
const outcome = (receipt: string): AuditRecord => ({ type: "outcome", ...where, receipt, status: "ok", detail: "", durationMs: 12 });
const admin = { authorization: `Bearer ${token}` };

const receiptOf = async (response: Response) => AuditReceipt.parse(await response.json());

async function recorded(query = "") {
  const text = await (await get(GET, query, admin)).text();
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => AuditEntry.parse(JSON.parse(line)))
    .filter(({ record }) => record.type !== "policy-change" && record.type !== "admin-read");
}

const Row = z.object({ hash: z.string(), digest: z.string(), sealed: z.string(), key: z.instanceof(Uint8Array) });

test("a record is in the database, as another connection sees it, before its receipt is given", async () => {
  const { file } = world();
  const code = "print('größe 🐦')\nx = 1\n";
  const receipt = await receiptOf(await post(POST, run(code)));
  const other = new DatabaseSync(file, { readOnly: true });
  const row = other
    .prepare(
      "SELECT hash, json_extract(entry, '$.digests.code') AS digest, json_extract(entry, '$.sealed.data') AS sealed, key FROM entries, keys WHERE seq = ? AND id = json_extract(entry, '$.sealed.key')",
    )
    .get(receipt.seq);
  other.close();
  const { hash, digest, sealed, key } = Row.parse(row);
  expect({ hash, digest }).toEqual({ hash: receipt.receipt, digest: sha256(code) });
  expect(open(sealed, key, `sandpiper audit entry ${receipt.seq}`)).toEqual({ code });
});

test("the database is written ahead and in full before a commit returns", () => {
  const { data } = world();
  const database = openFile(data);
  expect(database.prepare("PRAGMA journal_mode").get()).toEqual({ journal_mode: "wal" });
  expect(database.prepare("PRAGMA synchronous").get()).toEqual({ synchronous: 2 });
  database.close();
});

test("what was generated, refused and run, and how it came out, are rows of one chain by one actor", async () => {
  world();
  const cookie = (await get(models)).headers.get("set-cookie")?.split(";")[0] ?? "";
  const headers = { cookie };
  await post(POST, { type: "generated", ...where, code: "import os", model: "one", responseId: null }, { headers });
  await post(POST, { type: "refused", ...where, code: "import os", reason: "os" }, { headers });
  const { receipt } = await receiptOf(await post(POST, run("x = 1"), { headers }));
  await post(POST, outcome(receipt), { headers });
  const rows = await recorded();
  expect(rows).toMatchObject(["generated", "refused", "run", "outcome"].map((type, at) => ({ seq: at + 2, record: { type } })));
  expect(rows[3]).toMatchObject({ record: { receipt, detail: "" }, digests: { detail: sha256("") } });
  const actor = cookie.split("=")[1]?.split(".")[0];
  expect(rows).toMatchObject([{ actor }, { actor }, { actor }, { actor }]);
  expect(await (await get(verification, "", admin)).json()).toMatchObject({ ok: true, entries: 7 });
});

test("an outcome that names no recorded run, or a second one, is refused and leaves no row", async () => {
  world();
  const { receipt } = await receiptOf(await post(POST, run("x")));
  expect((await post(POST, outcome("0".repeat(64)))).status).toBe(409);
  expect((await post(POST, outcome(receipt))).status).toBe(200);
  expect((await post(POST, outcome(receipt))).status).toBe(409);
  expect(await recorded()).toHaveLength(2);
});

test("a malformed record is refused and leaves no row", async () => {
  world();
  for (const body of [
    {},
    { ...run("x"), actor: "someone" },
    { ...run("x"), at: "2020-01-01" },
    { type: "run" },
    { ...run("x"), turn: -1 },
  ]) {
    expect((await post(POST, body)).status).toBe(400);
  }
  expect(await recorded()).toEqual([]);
});

test("rows cannot be changed or deleted by SQL in passing", async () => {
  const { file } = world();
  await post(POST, run("x"));
  const other = new DatabaseSync(file);
  expect(() => other.exec("UPDATE entries SET entry = '{}'")).toThrow("append-only");
  expect(() => other.exec("DELETE FROM entries")).toThrow("append-only");
  other.close();
});

test("someone who takes the triggers away and edits a row is found by verification", async () => {
  const { file } = world();
  for (const code of ["a", "b", "c"]) await post(POST, run(code));
  const other = new DatabaseSync(file);
  other.exec(`DROP TRIGGER entries_no_update; UPDATE entries SET entry = replace(entry, '"step":0', '"step":1') WHERE seq = 3`);
  other.close();
  expect(await (await get(verification, "", admin)).json()).toMatchObject({ ok: false, at: 3, kind: "edited" });
});

test("a cut end is found with a head that was noted, also where what was cut never was signed", async () => {
  const { file } = world();
  await post(POST, run("a"));
  const { seq, receipt } = await receiptOf(await post(POST, run("b")));
  const other = new DatabaseSync(file);
  other.exec(`DROP TRIGGER entries_no_delete; DELETE FROM entries WHERE seq = ${seq}`);
  other.close();
  const known = await (await get(verification, `?seq=${seq}&hash=${receipt}`, admin)).json();
  expect(known).toMatchObject({ ok: false, kind: "rewritten" });
});

test("reading is paged, and the next page begins where the header says", async () => {
  world();
  for (let i = 0; i < 5; i += 1) await post(POST, run(`x = ${i}`));
  const first = await get(GET, "?limit=2", admin);
  expect(first.headers.get("x-next-after")).toBe("2");
  expect(await recorded("?after=2&limit=2")).toMatchObject([{ seq: 3 }, { seq: 4 }]);
  expect((await get(GET, "?after=4&limit=500", admin)).headers.get("x-next-after")).toBeNull();
  expect((await get(GET, "?limit=999999", admin)).status).toBe(400);
});

test("reading wants the administrator's token, whole", async () => {
  world();
  for (const authorization of ["", "Bearer ", `Bearer ${token}x`, `Bearer ${token.slice(0, -1)}`, `Basic ${token}`]) {
    expect((await get(GET, "", { authorization })).status).toBe(401);
    expect((await get(verification, "", { authorization })).status).toBe(401);
  }
  expect((await get(GET, "", admin)).status).toBe(200);
});

test("a folder that cannot be written gives a readable 503, and the app says so in its health", async () => {
  const { data } = world({ env: { SANDPIPER_SECRET: "s".repeat(40) } });
  writeFileSync(data, "a file where the folder belongs");
  const response = await post(POST, run("x"));
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({
    fault: "unavailable",
    message: expect.stringMatching(/SANDPIPER_DATA.*Nothing runs without it/),
  });
  expect((await get(health)).status).toBe(503);
});

test("a file that is no database gives a readable 503 and is left as it was", async () => {
  const { data, file } = world();
  mkdirSync(data);
  writeFileSync(file, "not a database at all, but long enough to look at".repeat(30));
  expect(await (await post(POST, run("x"))).text()).toContain("not an audit database");
  expect(statSync(file).size).toBe(49 * 30);
});

test("a database held by another for too long gives a readable 503, and the next record is written", { timeout: 20_000 }, async () => {
  const { data } = world();
  const other = openFile(data);
  other.exec("BEGIN IMMEDIATE");
  const since = performance.now();
  const response = await post(POST, run("x"));
  const ms = performance.now() - since;
  expect(response.status).toBe(503);
  expect(await response.text()).toContain("another process holds");
  other.exec("ROLLBACK");
  other.close();
  expect((await post(POST, run("y"))).status).toBe(200);
  found("server", "held", [{ fault: "the database is held by another", outcome: "no permit, reason said", ms, after: "the next record is written" }]);
});

test("a database taken away under the server is not written to unseen: the next record goes into a new one", async () => {
  const { data, file } = world();
  await post(POST, run("x"));
  renameSync(data, `${data}-away`);
  expect(await receiptOf(await post(POST, run("y")))).toMatchObject({ seq: 1 });
  expect(statSync(file).size).toBeGreaterThan(0);
});

test("the folder and the secret in it are the owner's alone", async () => {
  const { data } = world();
  await post(POST, run("x"));
  expect(statSync(data).mode & 0o777).toBe(0o700);
  expect(statSync(join(data, "secret")).mode & 0o777).toBe(0o600);
  chmodSync(data, 0o700);
});

test("health says that records can be written, and what is set in half", async () => {
  world({ env: { OPENAI_API_KEY: "sk-x" } });
  const response = await get(health);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ ok: true, policyVersion: "test", problems: [expect.stringContaining("OPENAI_MODEL")] });
});
