import { afterEach, expect, test } from "vitest";
import { POST as erase } from "../../app/api/audit/erase/route.ts";
import { GET as exported } from "../../app/api/audit/export/route.ts";
import { GET as list, POST as record } from "../../app/api/audit/route.ts";
import { GET as verification } from "../../app/api/audit/verify/route.ts";
import { readEnv } from "../../lib/server/env.ts";
import { get, post, type Setup, setUp } from "./app.ts";
import { admin, entries, token } from "./entries.ts";

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

const proxy = {
  SANDPIPER_ADMIN_HEADER: "X-Forwarded-Email",
  SANDPIPER_ADMINS: "ann@example.org, bob@example.org",
  SANDPIPER_TRUSTED_PROXY: "the-proxy-0123456789",
};

function world(env: Setup["env"] = { ADMIN_TOKEN: token }) {
  cleanups.push(setUp({ env: env ?? {} }).clear);
}

type Call = (headers: Record<string, string>) => Promise<Response>;
const doors: [string, Call][] = [
  ["entries", (headers) => get(list, "", headers)],
  ["verification", (headers) => get(verification, "", headers)],
  ["export", (headers) => get(exported, "", headers)],
  ["erasure", (headers) => post(erase, { session: "page" }, { headers })],
];

test.each(doors)("the door to %s is shut without a word of an administrator, whatever else is said", async (_, call) => {
  world();
  const wrong: Record<string, string>[] = [
    {},
    { authorization: "Bearer" },
    { authorization: `Bearer ${token}x` },
    { authorization: `Basic ${token}` },
    { "x-forwarded-email": "ann@example.org" },
    { "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" },
    { cookie: `token=${token}` },
  ];
  for (const headers of wrong) expect((await call(headers)).status).toBe(401);
  expect((await call({ ...admin, "sec-fetch-site": "cross-site" })).status).toBe(403);
  expect((await call(admin)).status).toBe(200);
});

test.each(doors)("the door to %s is shut to all where no administrator is set", async (_, call) => {
  world({});
  expect((await call({ authorization: "Bearer " })).status).toBe(403);
  expect((await call(admin)).status).toBe(403);
});

test("a name counts only from the proxy that is known, and only when it is listed", async () => {
  world(proxy);
  const secret = { "x-sandpiper-proxy": "the-proxy-0123456789" };
  const statusOf = async (headers: Record<string, string>) => (await get(list, "", headers)).status;
  expect(await statusOf({ "x-forwarded-email": "ann@example.org" })).toBe(401);
  expect(await statusOf({ "x-forwarded-email": "ann@example.org", "x-sandpiper-proxy": "another" })).toBe(401);
  expect(await statusOf({ "x-forwarded-email": "eve@example.org", ...secret })).toBe(401);
  expect(await statusOf({ "x-forwarded-email": "ann@example.org, eve@example.org", ...secret })).toBe(401);
  expect(await statusOf(secret)).toBe(401);
  expect(await statusOf(admin)).toBe(401);
  expect(await statusOf({ "x-forwarded-email": "Ann@Example.org", ...secret })).toBe(200);
  const text = await (await get(list, "?type=admin-read", { "x-forwarded-email": "bob@example.org", ...secret })).text();
  expect(
    text
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line).actor),
  ).toEqual(["ann@example.org", "bob@example.org"]);
});

test("half of the proxy's settings is a problem that names them and not their values", () => {
  const { SANDPIPER_TRUSTED_PROXY: _, ...half } = proxy;
  const read = readEnv(half);
  if (read.ok) throw new Error("it was taken");
  expect(read.problems.join()).toContain("SANDPIPER_TRUSTED_PROXY");
  expect(read.problems.join()).not.toContain("ann@");
});

test("ten wrong guesses lock an address, the right token too, and no other address; the lock outlives the process's memory", async () => {
  world();
  const from = (address: string, word: string) => get(list, "", { "x-forwarded-for": address, authorization: `Bearer ${word}` });
  const statuses: number[] = [];
  for (let guess = 0; guess < 12; guess += 1) statuses.push((await from("192.0.2.1", `guess-${guess}`)).status);
  expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
  const locked = await from("192.0.2.1", token);
  expect(locked.status).toBe(429);
  expect(Number(locked.headers.get("retry-after"))).toBeGreaterThan(600);
  expect((await from("192.0.2.2", token)).status).toBe(200);
});

test("a right token clears the wrong guesses before it", async () => {
  world();
  const from = (word: string) => get(list, "", { "x-forwarded-for": "192.0.2.9", authorization: `Bearer ${word}` });
  for (let round = 0; round < 3; round += 1) {
    for (let guess = 0; guess < 9; guess += 1) expect((await from("wrong")).status).toBe(401);
    expect((await from(token)).status).toBe(200);
  }
});

test("every reading by an administrator is on record before it is answered", async () => {
  world();
  await get(list, "?after=0&limit=5", admin);
  await get(verification, "", admin);
  await get(exported, "?format=otel", admin);
  const reads = await entries("admin-read");
  expect(reads.map(({ record: { what, query } }) => [what, query])).toEqual([
    ["entries", "?after=0&limit=5"],
    ["verification", ""],
    ["export", "?format=otel"],
    ["entries", "?limit=1000&type=admin-read"],
  ]);
});

const run = (session: string) => ({
  type: "run",
  session,
  turn: 0,
  step: 0,
  attempt: 0,
  code: `plan of ${session}`,
  by: "model",
  policyVersion: "test",
});

test("erasure takes a session's texts away for good, on record, and verification still holds", async () => {
  world();
  for (const session of ["keep", "gone"]) await post(record, run(session));
  expect((await post(erase, { session: "gone" }, { headers: { ...admin, origin: "https://evil.example" } })).status).toBe(403);
  expect((await post(erase, { session: 7 }, { headers: admin })).status).toBe(400);
  expect(await (await post(erase, { session: "gone" }, { headers: admin })).json()).toEqual({ keys: 1, left: null });
  const runs = await entries("run");
  expect(runs[0]?.record).toMatchObject({ code: "plan of keep" });
  expect(runs[1]?.record).not.toHaveProperty("code");
  expect(await entries("erasure")).toMatchObject([{ actor: "admin by token", record: { session: "gone", reason: "request" } }]);
  expect(await (await get(verification, "", admin)).json()).toMatchObject({ ok: true });
  expect(await (await get(exported, "", admin)).text()).not.toContain("plan of gone");
});
