import { afterEach, expect, test } from "vitest";
import { GET, HEAD, OPTIONS, POST } from "../../app/api/isolation/[[...path]]/route.ts";
import { GET as overview } from "../../app/api/overview/route.ts";
import { Arrivals, Overview, ProofBegun } from "../../lib/protocol/admin.ts";
import { Proofs } from "../../lib/server/proofs.ts";
import { get, home, post, setUp } from "./app.ts";
import { admin, entries, token } from "./entries.ts";

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});
const world = () => void cleanups.push(setUp({ env: { ADMIN_TOKEN: token } }).clear);

const scripts = { attempts: 129, sha256: "a".repeat(64) };
const call = (handler: (request: Request) => Promise<Response>, path: string, init: RequestInit = {}) =>
  handler(new Request(`${home}/api/isolation${path}`, { ...init, headers: { host: "localhost:3000", origin: home, ...init.headers } }));
const said = (body: unknown, headers: Record<string, string> = admin) => ({
  method: "POST",
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(body),
});

async function begin(): Promise<string> {
  const response = await call(POST, "", said(scripts));
  expect(response.status).toBe(200);
  return ProofBegun.parse(await response.json()).proof;
}

test("only an administrator begins, reads or ends a proof, and only from our own page", async () => {
  world();
  expect((await call(POST, "", said(scripts, {}))).status).toBe(401);
  expect((await call(POST, "", said(scripts, { ...admin, origin: "https://evil.example" }))).status).toBe(403);
  const proof = await begin();
  expect((await call(GET, `?proof=${proof}`)).status).toBe(401);
  expect((await call(POST, `?proof=${proof}`, said({ attempts: 1, reached: 0, controls: 1 }, {}))).status).toBe(401);
  expect((await call(GET, `?proof=${proof}`, { headers: admin })).status).toBe(200);
});

test("whatever is sent below the address is counted under its name, whoever sends it and by whatever method", async () => {
  world();
  const proof = await begin();
  await call(GET, `/${proof}/fetch_below`);
  await call(GET, `/${proof}/fetch_below`, { headers: { origin: "null", "sec-fetch-site": "cross-site" } });
  await call(HEAD, `/${proof}/wget`);
  await call(OPTIONS, `/${proof}/preflight`, { method: "OPTIONS" });
  await call(POST, `/${proof}/api/audit?audit_by_beacon`, { method: "POST", body: "{}" });
  const arrivals = Arrivals.parse(await (await call(GET, `?proof=${proof}`, { headers: admin })).json());
  expect(arrivals).toEqual({ total: 5, byName: { fetch_below: 2, wget: 1, preflight: 1, audit_by_beacon: 1 } });
});

test("an address that no proof made counts nothing and gives nothing away", async () => {
  world();
  const response = await call(GET, `/${"0".repeat(32)}/x`);
  expect(response.status).toBe(404);
  expect(await response.text()).not.toContain("CANARY");
});

test("a proof is on record before it begins and when it ends, with the server's own count", async () => {
  world();
  const proof = await begin();
  await call(GET, `/${proof}/control`);
  expect((await call(POST, `?proof=${proof}`, said({ attempts: 129, reached: 0, controls: 1 }))).status).toBe(200);
  expect((await call(GET, `?proof=${proof}`, { headers: admin })).status).toBe(404);
  expect((await call(GET, `/${proof}/late`)).status).toBe(404);
  expect((await entries("isolation-begun")).map(({ record }) => record)).toMatchObject([scripts]);
  expect((await entries("isolation-ended")).map(({ record }) => record)).toMatchObject([
    { attempts: 129, reached: 0, controls: 1, arrived: 1 },
  ]);
});

test("proofs end by themselves, and there are never many", () => {
  const proofs = new Proofs();
  const first = proofs.begin(0);
  expect(proofs.arrived(first.proof, "x", first.until)).toBe(true);
  expect(proofs.arrived(first.proof, "x", first.until + 1)).toBe(false);
  const many = Array.from({ length: 30 }, () => proofs.begin(5).proof);
  expect(many.filter((proof) => proofs.arrivals(proof, 6) !== null)).toHaveLength(20);
  const [last = ""] = many.slice(-1);
  for (let at = 0; at < 3_000; at += 1) proofs.arrived(last, `name-${at}`, 6);
  const arrivals = proofs.arrivals(last, 6);
  expect(arrivals?.total).toBe(3_000);
  expect(Object.keys(arrivals?.byName ?? {})).toHaveLength(1_000);
});

test("the overview counts today's runs and how they ended, and is itself on record", async () => {
  world();
  const { POST: record } = await import("../../app/api/audit/route.ts");
  const where = { session: "page", turn: 0, step: 0, attempt: 0 };
  for (const status of ["ok", "ok", "error"]) {
    const run = await post(record, { type: "run", ...where, code: `print('"status":"killed"')`, by: "model", policyVersion: "test" });
    const { receipt }: { receipt: string } = await run.json();
    await post(record, { type: "outcome", ...where, receipt, status, detail: '"status":"killed"', durationMs: 1 });
  }
  expect((await get(overview)).status).toBe(401);
  const told = Overview.parse(await (await get(overview, "", admin)).json());
  expect(told).toMatchObject({
    name: "admin by token",
    health: { ok: true },
    today: { runs: 3, ok: 2, error: 1, killed: 0, refused: 0 },
    audit: { place: "sqlite" },
  });
  expect(told.audit.entries).toBe(told.audit.last?.seq);
  expect((await entries("admin-read")).map(({ record: { what } }) => what)).toEqual(["overview", "entries"]);
});
