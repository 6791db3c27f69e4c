import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, expect, test } from "vitest";
import { GET as exported } from "../../app/api/audit/export/route.ts";
import { POST } from "../../app/api/audit/route.ts";
import { GET as verification } from "../../app/api/audit/verify/route.ts";
import { GET as health } from "../../app/api/health/route.ts";
import type { AuditRecord } from "../../lib/protocol/audit.ts";
import { sha256 } from "../../lib/server/audit/entry.ts";
import { HeadFile } from "../../lib/server/audit/heads.ts";
import { keptKey } from "../../lib/server/audit/signing-key.ts";
import { get, post, setUp } from "./app.ts";

const token = "administrator-0123456789";
const admin = { authorization: `Bearer ${token}` };
const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

function world() {
  const app = setUp({ env: { ADMIN_TOKEN: token }, limits: { auditRecordsPerMinute: 100_000 } });
  cleanups.push(app.clear);
  return { ...app, database: join(app.data, "audit.sqlite"), file: join(app.folder, "audit.jsonl") };
}

const run = (code: string): AuditRecord => ({
  type: "run",
  session: "page",
  turn: 0,
  step: 0,
  attempt: 0,
  code,
  by: "model",
  policyVersion: "test",
});

async function records(count: number) {
  for (let at = 0; at < count; at += 1) expect((await post(POST, run(`x = ${at}`))).status).toBe(200);
}

async function exportTo(file: string) {
  const response = await get(exported, "", admin);
  expect(response.status).toBe(200);
  const text = await response.text();
  writeFileSync(file, text);
  return text.trimEnd().split("\n");
}

/** As a stranger runs it: the script alone, copied into an empty folder, on whatever Node there is. */
function verifier(folder: string) {
  const script = join(folder, "verify.mjs");
  writeFileSync(script, readFileSync(join(import.meta.dirname, "../../scripts/audit-verify.mjs")));
  return (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync("env", ["-i", process.execPath, script, ...args], { cwd: folder, encoding: "utf8" });
    return { status, said: stdout + stderr };
  };
}

test("an export verifies with the stand-alone script, with the key's fingerprint and without", async () => {
  const { file, folder, data } = world();
  await records(5);
  const lines = await exportTo(file);
  expect(lines.map((line) => JSON.parse(line).type)).toEqual(["header", "head", ...Array(7).fill("entry")]);
  const verify = verifier(folder);
  const fingerprint = keptKey(data, null).id;
  expect(verify(file)).toMatchObject({
    status: 0,
    said: expect.stringMatching(/all 7 entries hold.*\nhead 7 .*\nkey .*from the file itself/),
  });
  expect(verify(file, "--key", fingerprint)).toMatchObject({ status: 0, said: expect.not.stringContaining("from the file itself") });
  expect(verify(file, "--key", sha256("another"))).toMatchObject({ status: 1, said: expect.stringContaining("was signed with the key") });
});

test("the stand-alone script names the entry and what befell it, and ends with 1", async () => {
  const { file, folder } = world();
  await records(6);
  const lines = await exportTo(file);
  const verify = verifier(folder);
  const tampered: [string, string[], RegExp][] = [
    ["edited", lines.with(4, (lines[4] ?? "").replace("x = 1", "x = 2")), /entry 3 was edited: its code/],
    ["edited", lines.with(4, (lines[4] ?? "").replace('"step":0', '"step":1')), /entry 3 was edited: its hash/],
    ["missing", lines.toSpliced(5, 2), /entries 4 to 5: missing/],
    ["moved", lines.with(5, lines[6] ?? "").with(6, lines[5] ?? ""), /entry 4 was moved: entry 5 stands in its place/],
    ["cut", lines.slice(0, -2), /entries 7 to 8: missing, the end was cut off/],
    ["headless", lines.toSpliced(1, 1), /entries 1 to 8: under no signed head/],
    ["not signed", lines.with(1, (lines[1] ?? "").replace(/"signature":"..../, '"signature":"AAAA')), /not signed by this key/],
    ["no JSON", lines.with(4, "{"), /entry 3: what stands in its place/],
  ];
  for (const [what, bad, says] of tampered) {
    const path = join(folder, `${what}.jsonl`);
    writeFileSync(path, `${bad.join("\n")}\n`);
    expect(verify(path), what).toMatchObject({ status: 1, said: expect.stringMatching(says) });
  }
  expect(verify(join(folder, "nowhere.jsonl"))).toMatchObject({ status: 2, said: expect.stringContaining("no such file") });
  writeFileSync(file, "hello");
  expect(verify(file)).toMatchObject({ status: 2, said: expect.stringContaining("not the header") });
});

test("an extract for a session verifies by itself, and holds what was sealed of that session alone", async () => {
  const { file, folder } = world();
  await records(2);
  for (const [at, session] of ["mine", "other", "mine"].entries())
    expect((await post(POST, { ...run(`x = ${at}`), session })).status).toBe(200);
  const response = await get(exported, "?session=mine", admin);
  const text = await response.text();
  writeFileSync(file, text);
  expect(text.match(/"code":"x = \d"/g)).toEqual(['"code":"x = 0"', '"code":"x = 2"']);
  const verify = verifier(folder);
  const lines = text.trimEnd().split("\n");
  const [first = 0, last = 0] = lines.filter((line) => line.startsWith('{"type":"entry"')).flatMap((line) => JSON.parse(line).entry.seq).filter((_, at, all) => at === 0 || at === all.length - 1);
  expect(verify(file)).toMatchObject({ status: 0, said: expect.stringContaining(`an extract for session mine: entries ${first} to ${last} hold`) });
  writeFileSync(file, text.replace("x = 2", "x = 3"));
  expect(verify(file)).toMatchObject({ status: 1, said: expect.stringContaining("was edited: its code") });
  writeFileSync(file, `${lines.filter((line) => !line.includes('"session":"other"')).join("\n")}\n`);
  expect(verify(file)).toMatchObject({ status: 1, said: expect.stringContaining(`entry ${first + 1}: missing`) });
  expect((await get(exported, "?session=nobody", admin)).status).toBe(404);
});

test("an export cut back to an older signed head is found with a later export", async () => {
  const { file, folder } = world();
  await records(2);
  const old = join(folder, "old.jsonl");
  await exportTo(old);
  await records(2);
  await exportTo(file);
  const verify = verifier(folder);
  expect(verify(old).status).toBe(0);
  expect(verify(old, "--with", file)).toMatchObject({ status: 1, said: expect.stringContaining("the end was cut off") });
  expect(verify(file, "--with", old).status).toBe(0);
});

test("the key is made once, for its owner alone, and signs every 64 entries in passing", async () => {
  const { data } = world();
  await records(130);
  await expect.poll(() => new HeadFile(join(data, "heads.jsonl")).read().length, { timeout: 10_000 }).toBeGreaterThanOrEqual(2);
  expect(statSync(join(data, "audit-key.pem")).mode & 0o777).toBe(0o600);
  expect(await (await get(verification, "", admin)).json()).toMatchObject({
    ok: true,
    signed: { seq: expect.any(Number) },
    key: keptKey(data, null).id,
  });
});

test("a database that was cut back, its heads with it, is found by the heads kept beside it", async () => {
  const { database } = world();
  await records(3);
  await get(exported, "", admin);
  const other = new DatabaseSync(database);
  other.exec(`DROP TRIGGER entries_no_delete; DROP TRIGGER heads_no_delete; DELETE FROM entries WHERE seq > 2; DELETE FROM heads;`);
  other.close();
  expect(await (await get(verification, "", admin)).json()).toMatchObject({ ok: false, at: 4, kind: "cut" });
});

test("a chain that was tampered with is not signed again: health says so, and the export shows which entry it is", async () => {
  const { database, file, folder } = world();
  await records(5);
  const other = new DatabaseSync(database);
  other.exec(`DROP TRIGGER entries_no_update; UPDATE entries SET entry = replace(entry, '"step":0', '"step":7') WHERE seq = 3`);
  other.close();
  await exportTo(file);
  expect(await (await get(health)).json()).toMatchObject({ problems: [expect.stringContaining("entry 3 was edited")] });
  expect(verifier(folder)(file)).toMatchObject({ status: 1, said: expect.stringContaining("entry 3 was edited") });
});

test("a database that was put anew in the place of a signed one is not signed, and the heads beside it tell what is gone", async () => {
  const { database } = world();
  await records(5);
  await get(exported, "", admin);
  for (const name of [database, `${database}-wal`, `${database}-shm`]) rmSync(name, { force: true });
  await records(1);
  await get(exported, "", admin);
  expect(await (await get(health)).json()).toMatchObject({ problems: [expect.stringContaining("tampered with")] });
  expect(await (await get(verification, "", admin)).json()).toMatchObject({ ok: false, kind: "cut" });
});

test("without the signing key runs are recorded and health says what is missing", async () => {
  const { data } = world();
  await records(1);
  rmSync(join(data, "audit-key.pem"), { force: true });
  writeFileSync(join(data, "audit-key.pem"), "no key at all");
  await get(exported, "", admin);
  expect((await post(POST, run("y"))).status).toBe(200);
  expect(await (await get(health)).json()).toMatchObject({ ok: true, problems: [expect.stringContaining("could not be signed")] });
});
