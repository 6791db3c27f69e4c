import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, expect, test } from "vitest";
import { POST } from "../../app/api/audit/route.ts";
import { GET as verification } from "../../app/api/audit/verify/route.ts";
import { canonical, genesis } from "../../lib/policy/chain/canonical.ts";
import { sha256 } from "../../lib/server/audit/entry.ts";
import { get, post, setUp } from "./app.ts";
import { admin, entries, token } from "./entries.ts";

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

const place = { session: "page", turn: 0, step: 0, attempt: 0 };

/** The audit as the first release made it: code in clear, columns drawn from the entry. */
function first(data: string) {
  mkdirSync(data);
  const database = new DatabaseSync(join(data, "audit.sqlite"));
  database.exec(`
    CREATE TABLE entries (seq INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, entry TEXT NOT NULL,
      type TEXT AS (json_extract(entry, '$.record.type')) VIRTUAL, receipt TEXT AS (json_extract(entry, '$.record.receipt')) VIRTUAL) STRICT;
    CREATE UNIQUE INDEX one_outcome ON entries (receipt) WHERE receipt IS NOT NULL;
    CREATE TRIGGER no_update BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
    CREATE TRIGGER no_delete BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
  `);
  let previous = genesis;
  const add = (record: { type: string; code?: string; [field: string]: unknown }) => {
    const seq = 1 + Number(database.prepare("SELECT count(*) AS n FROM entries").get()?.n);
    const codeSha256 = record.code === undefined ? null : sha256(record.code);
    const entry = canonical({ seq, at: "2026-11-20T10:00:00.000Z", actor: "someone", record, codeSha256, previous });
    previous = sha256(entry);
    database.prepare("INSERT INTO entries (seq, hash, entry) VALUES (?, ?, ?)").run(seq, previous, entry);
    return previous;
  };
  const run = { type: "run", ...place, code: "x", by: "model", policyVersion: "test" };
  const receipt = add(run);
  add({ type: "outcome", ...place, receipt, status: "ok", detail: "", durationMs: 1 });
  const open = add(run);
  database.close();
  return { receipt, open };
}

test("an audit of the first release is taken over: its chain goes on, its rules still hold", async () => {
  const { data, clear } = setUp({ env: { ADMIN_TOKEN: token, SANDPIPER_SECRET: "s".repeat(40) } });
  cleanups.push(clear);
  const { receipt, open } = first(data);
  const outcome = { type: "outcome", ...place, status: "ok", detail: "", durationMs: 1 };
  expect((await post(POST, { ...outcome, receipt })).status).toBe(409);
  expect((await post(POST, { ...outcome, receipt: open })).status).toBe(200);
  expect((await entries()).map(({ seq, record }) => [seq, record.type])).toEqual([
    [1, "run"],
    [2, "outcome"],
    [3, "run"],
    [4, "policy-change"],
    [5, "outcome"],
    [6, "admin-read"],
  ]);
  expect(await (await get(verification, "", admin)).json()).toMatchObject({ ok: true, entries: 7 });
  const database = new DatabaseSync(join(data, "audit.sqlite"));
  expect(() => database.exec("DELETE FROM entries")).toThrow("append-only");
  database.close();
});
