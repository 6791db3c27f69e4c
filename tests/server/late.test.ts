import { createHash } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { GET as verification } from "../../app/api/audit/verify/route.ts";
import { auditServer } from "../../lib/browser/audit.ts";
import { KeepingAudit, type Means } from "../../lib/browser/keeping.ts";
import type { AuditRecord } from "../../lib/protocol/audit.ts";
import type { Policy } from "../../lib/protocol/policy.ts";
import { found } from "../support/fault-rows.ts";
import { memoryKeep } from "../support/memory-keep.ts";
import { ownFetch } from "../support/served.ts";
import { get, setUp } from "./app.ts";
import { admin, entries, token } from "./entries.ts";

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

const where = { session: "page", turn: 0, step: 0, attempt: 0 };
const run = (code: string): AuditRecord => ({ type: "run", ...where, code, by: "model", policyVersion: "test" });
const outcome = (receipt: string): AuditRecord => ({ type: "outcome", ...where, receipt, status: "ok", detail: "", durationMs: 1 });

/** A page and its server; the wire between them is `up`, `down`, or `deaf`: what is sent arrives and its answer does not. */
function page(mode: Policy["auditDown"] = "keep-locally", clock = () => Date.now()) {
  const app = setUp({ env: { ADMIN_TOKEN: token } });
  cleanups.push(app.clear);
  const wire: { state: "up" | "down" | "deaf" } = { state: "up" };
  const served = ownFetch();
  const fetcher: typeof fetch = async (path, init) => {
    if (wire.state === "down") throw new TypeError("no network");
    const response = await served(path, init);
    if (wire.state === "deaf") throw new TypeError("the answer was lost");
    return response;
  };
  const news: Parameters<Means["told"]>[0][] = [];
  const keep = memoryKeep();
  const digest = async (text: string) => createHash("sha256").update(text).digest("hex");
  const means: Means = { server: auditServer(fetcher), keep, digest, clock, mode: () => mode, told: (one) => news.push(one) };
  return { wire, keep, news, audit: new KeepingAudit(means), another: () => new KeepingAudit(means) };
}

async function receipt(audit: KeepingAudit, record: AuditRecord): Promise<string> {
  const appended = await audit.append(record);
  if (!appended.ok) throw new Error(appended.reason);
  return appended.receipt;
}

const recorded = async () => (await entries()).filter(({ record }) => ["run", "outcome", "export"].includes(record.type));
const codes = async () => (await recorded()).map(({ record }) => record["code"] ?? record["status"]);
const brokenOf = async () => (await recorded()).map(({ late }) => late?.broken);

test("by default nothing is kept: without the server there is no receipt", async () => {
  const { wire, audit, keep } = page("refuse");
  wire.state = "down";
  expect(await audit.append(run("x"))).toEqual({ ok: false, reason: "The server that keeps the audit log could not be reached." });
  expect(keep.rows.size).toBe(0);
});

test("what was kept while the server was away is handed in in its order, once, said to be late, and the chain verifies", async () => {
  const clock = { ahead: 3_600_000 };
  const { wire, audit, keep, news } = page("keep-locally", () => Date.now() + clock.ahead);
  const first = await receipt(audit, run("before"));
  wire.state = "down";
  await receipt(audit, outcome(first));
  const kept = await receipt(audit, run("while"));
  expect(news).toEqual([{ type: "kept" }, { type: "kept" }]);
  wire.state = "up";
  await receipt(audit, outcome(kept));
  expect(keep.rows.size).toBe(0);
  expect(news.at(-1)).toEqual({ type: "handed-in", count: 2 });
  expect(await codes()).toEqual(["before", "ok", "while", "ok"]);
  const all = await recorded();
  expect(all.map(({ late }) => late?.broken)).toEqual([undefined, null, null, undefined]);
  expect(all.map(({ late }) => late?.number)).toEqual([undefined, 1, 2, undefined]);
  expect(all[2]?.late?.skewMs).toBeLessThan(-3_590_000);
  expect(all[2]?.late?.lateMs).toBeGreaterThanOrEqual(0);
  expect(all[3]?.record["receipt"]).toBe(all[2]?.hash);
  expect(await (await get(verification, "", admin)).json()).toMatchObject({ ok: true });
  found("server", "late", [{ fault: "the page's clock is an hour wrong", outcome: "taken, the hour said in the record", ms: 0, after: "one sound chain" }]);
});

test("a record whose answer was lost is not recorded twice, and its chain is whole", async () => {
  const { wire, audit } = page();
  wire.state = "deaf";
  const one = await receipt(audit, run("one"));
  wire.state = "down";
  await receipt(audit, outcome(one));
  wire.state = "deaf";
  await receipt(audit, run("two"));
  wire.state = "up";
  await receipt(audit, run("three"));
  expect(await codes()).toEqual(["one", "ok", "two", "three"]);
  expect(await brokenOf()).toEqual([undefined, null, null, undefined]);
});

test("what waited over a reload is handed in by the next page, before anything newer", async () => {
  const { wire, audit, another } = page();
  wire.state = "down";
  for (let at = 0; at < 5; at += 1) await receipt(audit, run(`x = ${at}`));
  const next = another();
  await receipt(next, run("after"));
  wire.state = "up";
  expect(await next.handIn()).toBe(true);
  expect(await codes()).toEqual(["x = 0", "x = 1", "x = 2", "x = 3", "x = 4", "after"]);
  expect(await brokenOf()).toEqual([null, null, null, null, null, null]);
  await Promise.all([next.handIn(), another().handIn()]);
  expect(await codes()).toHaveLength(6);
});

test.each<
  [
    string,
    (rows: Map<number, { kept: { previous: string; number: number; hash: string }; record: AuditRecord }>) => void,
    (string | null)[],
  ]
>([
  [
    "altered",
    (rows) => Object.assign(rows.get(2)?.record ?? {}, { code: "another" }),
    [null, "It is not what was kept: its hash is another.", "It does not follow number 2 of its chain."],
  ],
  ["taken out", (rows) => rows.delete(2), [null, "Number 2 of its chain is missing."]],
  ["swapped", (rows) => swap(rows, 2, 3), [null, "Number 2 of its chain is missing.", null]],
  ["put before", (rows) => rows.delete(1), ["Number 1 of its chain is missing.", null]],
])("a kept record that was %s is recorded as broken, and none is lost", async (_, tamper, broken) => {
  const { wire, audit, keep } = page();
  wire.state = "down";
  for (const code of ["one", "two", "three"]) await receipt(audit, run(code));
  tamper(keep.rows);
  wire.state = "up";
  expect(await audit.handIn()).toBe(true);
  expect(await brokenOf()).toEqual(broken);
});

function swap<T>(rows: Map<number, T>, a: number, b: number) {
  const [one, other] = [rows.get(a), rows.get(b)];
  if (one && other) rows.set(a, other).set(b, one);
}

test("an altered record is not taken for the one whose hash it bears", async () => {
  const { wire, audit, keep } = page();
  wire.state = "deaf";
  await receipt(audit, run("true"));
  Object.assign(keep.rows.get(1)?.record ?? {}, { code: "false" });
  wire.state = "up";
  await audit.handIn();
  expect(await codes()).toEqual(["true", "false"]);
  expect(await brokenOf()).toEqual([undefined, "It is not what was kept: its hash is another."]);
});

test("a second outcome of a run that comes late is recorded with what is wrong with it", async () => {
  const { wire, audit } = page();
  const one = await receipt(audit, run("one"));
  await receipt(audit, outcome(one));
  wire.state = "down";
  await receipt(audit, outcome(one));
  wire.state = "up";
  await audit.handIn();
  expect(await brokenOf()).toEqual([undefined, undefined, "The outcome of this run is recorded already."]);
});
