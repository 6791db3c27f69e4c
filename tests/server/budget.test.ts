import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { GET as audit } from "../../app/api/audit/route.ts";
import { POST } from "../../app/api/complete/route.ts";
import { GET as health } from "../../app/api/health/route.ts";
import { GET as usage } from "../../app/api/usage/route.ts";
import { UsageReport } from "../../lib/protocol/usage.ts";
import { Postgres } from "../../lib/server/audit/postgres.ts";
import { Sqlite } from "../../lib/server/audit/sqlite.ts";
import { reserve, settle } from "../../lib/server/usage/reserve.ts";
import { standing } from "../../lib/server/usage/standing.ts";
import { ask, chunksOf, cookieOf, get, post, setUp } from "./app.ts";
import { databases } from "./databases.ts";
import { admin, entries, token } from "./entries.ts";
import { done, event, later, open, piece, type Script, says, upstream } from "./upstream.ts";

const { kinds, stop } = databases();
afterAll(stop, 60_000);

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

const price = { id: "one", inputMicrosPerMillionTokens: 2_000_000, outputMicrosPerMillionTokens: 10_000_000 };

async function world(script: Script, policy: object, env: Record<string, string> = {}) {
  const server = await upstream(script);
  const app = setUp({ env: { OPENAI_API_KEY: "sk-x", OPENAI_BASE_URL: server.url, OPENAI_MODEL: "one,two", ADMIN_TOKEN: token, ...env } });
  writeFileSync(app.policy, JSON.stringify({ version: "test", ...policy }));
  cleanups.push(server.stop, app.clear);
  return { ...app, server };
}

const report = async (query = "") => UsageReport.parse(await (await get(usage, query, admin)).json());
const told = async (response: Response) => z.object({ fault: z.string(), message: z.string(), retryable: z.boolean() }).parse(await response.json());

/** A reply whose server tells these numbers, after a while. */
const counts =
  (of: () => { prompt_tokens: number; completion_tokens: number }, ms: () => number = () => 0): Script =>
  async (response) => {
    open(response);
    await later(ms());
    const numbers = of();
    response.end([piece({ content: "x" }), piece({}, "stop"), event({ model: "one", choices: [], usage: numbers }), done].join(""));
  };

/** The reply of `says` without its numbers. */
const silent: Script = (response) => {
  open(response);
  response.end([piece({ content: "y".repeat(400) }), piece({}, "stop"), done].join(""));
};

test("what a reply costs by the policy's prices is on its record, and in the report by day, user and model", async () => {
  await world(says("x"), { models: [price, { id: "two" }] });
  const cookie = await cookieOf();
  await chunksOf(await post(POST, ask(), { headers: { cookie } }));
  await chunksOf(await post(POST, ask(), { headers: { cookie } }));
  await chunksOf(await post(POST, ask({ model: "two" })));
  expect((await entries("completion")).map(({ record }) => record.costMicros)).toEqual([92, 92, 0]);
  const one = { calls: 2, estimatedCalls: 0, inputTokens: 22, outputTokens: 14, costMicros: 184 };
  const two = { calls: 1, estimatedCalls: 0, inputTokens: 11, outputTokens: 7, costMicros: 0 };
  const all = { calls: 3, estimatedCalls: 0, inputTokens: 33, outputTokens: 21, costMicros: 184 };
  const { days, models, users, total, today, currency } = await report();
  expect({ total, currency, days, models }).toEqual({
    total: all,
    currency: "USD",
    days: [{ day: today.day, ...all }],
    models: [
      { model: "one", ...one },
      { model: "two", ...two },
    ],
  });
  expect(users.map(({ user: _, ...rest }) => rest)).toEqual([one, two]);
  expect(today).toMatchObject({ tokens: 54, costMicros: 184, reservedTokens: 0, dayTokens: null });
  expect(await report("?from=2020-01-01&to=2020-01-31")).toMatchObject({ total: { calls: 0 }, days: [] });
});

test("the report is the administrator's, and reading it is on record", async () => {
  await world(says("x"), {});
  expect((await get(usage)).status).toBe(401);
  expect((await get(usage, "?from=yesterday", admin)).status).toBe(400);
  expect((await get(audit, "?type=admin-read", admin)).status).toBe(200);
  expect(await entries("admin-read")).toMatchObject([{ record: { what: "usage" } }, {}, {}]);
});

test("a reply without numbers counts a token for every four characters, prompt and system prompt included", async () => {
  const { server } = await world(silent, { models: [price] });
  const chunks = await chunksOf(await post(POST, ask()));
  const system = chunks[0]?.type === "asked" ? (chunks[0].system ?? "") : "";
  expect(server.seen[0]?.body["messages"]).toMatchObject([{ content: system }, {}]);
  const inputTokens = Math.ceil((system.length + "How much did we sell?".length) / 4);
  expect(await report()).toMatchObject({ total: { calls: 1, estimatedCalls: 1, inputTokens, outputTokens: 100 } });
  expect((await entries("completion"))[0]?.record).toMatchObject({ usage: null, costMicros: inputTokens * 2 + 100 * 10 });
});

test("a call that a server refused before it read anything counts nothing", async () => {
  await world((response) => void response.writeHead(401).end("{}"), { models: [price] });
  await chunksOf(await post(POST, ask()));
  expect(await report()).toMatchObject({ total: { calls: 1, inputTokens: 0, costMicros: 0 }, today: { tokens: 0, reservedTokens: 0 } });
});

test("a reader who leaves in the middle is counted for what was sent and heard, and holds nothing any more", async () => {
  await world(async (response) => {
    open(response);
    response.write(piece({ content: "half " }));
    await later(20_000);
  }, {});
  const response = await post(POST, ask());
  const reader = response.body?.getReader();
  await reader?.read();
  await reader?.read();
  await reader?.cancel();
  await expect.poll(async () => (await report()).total.calls, { timeout: 10_000 }).toBe(1);
  expect((await report()).today).toMatchObject({ tokens: expect.toSatisfy((value) => value > 500), reservedTokens: 0 });
});

type Case = { name: string; policy: object; again: Partial<Parameters<typeof ask>[0]>; free: Partial<Parameters<typeof ask>[0]> | null; says: RegExp };
const cases: Case[] = [
  {
    name: "the tokens of a turn",
    policy: { limits: { turnTokens: 18 } },
    again: { step: 1 },
    free: { turn: 1 },
    says: /limits\.turnTokens\).*18 tokens of 18 tokens.*next question/,
  },
  {
    name: "the cost of a turn",
    policy: { budgets: { turnCostMicros: 50, currency: "EUR" }, models: [price] },
    again: { step: 1 },
    free: { turn: 1 },
    says: /budgets\.turnCostMicros\).*0\.00 EUR.*next question/,
  },
  {
    name: "the tokens of a session",
    policy: { budgets: { sessionTokens: 10 } },
    again: { turn: 1 },
    free: { session: "another" },
    says: /budgets\.sessionTokens\).*new session/i,
  },
  {
    name: "the cost of a session",
    policy: { budgets: { sessionCostMicros: 90 }, models: [price] },
    again: { turn: 1 },
    free: { session: "another" },
    says: /budgets\.sessionCostMicros\)/,
  },
  {
    name: "the tokens of a user's day",
    policy: { budgets: { userDayTokens: 10 } },
    again: { session: "another" },
    free: null,
    says: /budgets\.userDayTokens\).*18 tokens of 10 tokens.*free again at 20\d\d-\d\d-\d\d 00:00 UTC/,
  },
  { name: "the cost of a user's day", policy: { budgets: { userDayCostMicros: 90 }, models: [price] }, again: { session: "another" }, free: null, says: /userDayCostMicros/ },
];

test.each(cases)("$name: the call after is refused before it is made, told why and when it is free again", async ({ policy, again, free, says: words }) => {
  const { server } = await world(says("x"), policy);
  const headers = { cookie: await cookieOf() };
  await chunksOf(await post(POST, ask(), { headers }));
  const refused = await post(POST, ask(again), { headers });
  expect(refused.status).toBe(429);
  expect(await told(refused)).toMatchObject({ fault: "budget", message: expect.stringMatching(words), retryable: false });
  expect(server.seen).toHaveLength(1);
  const stranger = free === null ? { cookie: await cookieOf() } : headers;
  expect((await chunksOf(await post(POST, ask({ ...again, ...free }), { headers: stranger }))).at(-1)).toMatchObject({ type: "end" });
});

test.each(["dayTokens", "dayCostMicros"])("%s bounds all people together, and not the built-in analyst", async (field) => {
  const { server } = await world(says("x"), { budgets: { [field]: 15 }, models: [price, { id: "builtin" }] });
  await chunksOf(await post(POST, ask(), { headers: { cookie: await cookieOf() } }));
  const refused = await post(POST, ask(), { headers: { cookie: await cookieOf() } });
  expect(await told(refused)).toMatchObject({ fault: "budget", message: expect.stringContaining(`budgets.${field}`) });
  expect((await chunksOf(await post(POST, ask({ model: "builtin" })))).at(-1)).toMatchObject({ type: "end" });
  expect(server.seen).toHaveLength(1);
});

test("a user is one name that the proxy tells, over all their browsers; without the proxy's secret the name is nothing", async () => {
  const proxy = { SANDPIPER_ADMIN_HEADER: "X-Forwarded-Email", SANDPIPER_ADMINS: "boss@example.org", SANDPIPER_TRUSTED_PROXY: "the-proxy-0123456789" };
  await world(says("x"), { budgets: { userDayTokens: 10 } }, proxy);
  const ann = { "x-forwarded-email": "Ann@example.org", "x-sandpiper-proxy": "the-proxy-0123456789" };
  const statusOf = async (headers: Record<string, string>) => {
    const response = await post(POST, ask(), { headers: { ...headers, cookie: await cookieOf() } });
    await response.text();
    return response.status;
  };
  expect(await statusOf(ann)).toBe(200);
  expect(await statusOf(ann)).toBe(429);
  expect(await statusOf({ ...ann, "x-forwarded-email": "bob@example.org" })).toBe(200);
  expect(await statusOf({ "x-forwarded-email": "ann@example.org" })).toBe(200);
  expect(await statusOf({ "x-forwarded-email": "ann@example.org" })).toBe(200);
  expect((await report()).users.map(({ user }) => user)).toEqual(expect.arrayContaining(["ann@example.org", "bob@example.org"]));
});

test("a limit on costs without prices is said in the health", async () => {
  await world(says("x"), { budgets: { dayCostMicros: 5 } });
  expect(JSON.stringify(await (await get(health)).json())).toContain("names no prices");
  await world(says("x"), { budgets: { dayCostMicros: 5 }, models: [price] });
  expect(JSON.stringify(await (await get(health)).json())).not.toContain("names no prices");
});

const openDatabase = (variables: Record<string, string>) => {
  const url = variables["DATABASE_URL"];
  return url === undefined ? new Sqlite(variables["SANDPIPER_DATA"] ?? "") : new Postgres(url);
};

describe.each(kinds)("budgets in $name", ({ name, env }) => {
  const spender = join(import.meta.dirname, "spender.ts");
  const Seen = z.array(z.object({ answered: z.number(), held: z.number(), other: z.number(), refused: z.string() }));

  async function instance(which: string, sessions: number, calls: number) {
    const child = spawn(process.execPath, [spender, which, String(sessions), String(calls)], { stdio: ["ignore", "pipe", "pipe"] });
    let [out, error] = ["", ""];
    child.stdout.on("data", (piece) => (out += piece));
    child.stderr.on("data", (piece) => (error += piece));
    await new Promise((resolve) => child.on("close", resolve));
    if (out === "") throw new Error(error.slice(-3_000));
    return Seen.parse(JSON.parse(out));
  }

  const limits = { modelCallsPerMinute: 1_000_000, replyTokens: 2_000 };

  /** Two instances with 25 sessions each, against a model's server that tells 1,000 to 3,000 tokens a call. */
  async function rush(budgets: object, calls: number) {
    const calledWith: number[] = [];
    const script = counts(
      () => {
        const prompt_tokens = 500 + Math.floor(Math.random() * 1_000);
        const completion_tokens = 500 + Math.floor(Math.random() * 1_500);
        calledWith.push(prompt_tokens + completion_tokens);
        return { prompt_tokens, completion_tokens };
      },
      () => 20 + Math.random() * 80,
    );
    await world(script, { limits, budgets }, { ...(await env()), SANDPIPER_SECRET: "s".repeat(40) });
    const seen = (await Promise.all([instance("a", 25, calls), instance("b", 25, calls)])).flat();
    return { seen, spent: calledWith.reduce((sum, tokens) => sum + tokens, 0), largest: Math.max(...calledWith), calls: calledWith.length };
  }

  test("50 sessions on two instances exceed the budget of a day by one call at most", { timeout: 180_000 }, async () => {
    const dayTokens = 100_000;
    const { seen, spent, largest, calls } = await rush({ dayTokens }, 1_000);
    const held = seen.reduce((sum, one) => sum + one.held, 0);
    console.log(
      `budget of a day, ${name}, 50 sessions on two instances: ${spent} of ${dayTokens} tokens in ${calls} calls, ${spent - dayTokens} too many, the largest call ${largest}; ${held} times a call was held back`,
    );
    expect(seen).toHaveLength(50);
    expect(seen.every(({ refused }) => refused.includes("budgets.dayTokens"))).toBe(true);
    expect(spent).toBeGreaterThanOrEqual(dayTokens);
    expect(spent).toBeLessThan(dayTokens + largest);
    expect((await report()).today).toMatchObject({ tokens: spent, reservedTokens: 0 });
  });

  test("without the budget the same sessions spend more than it", { timeout: 180_000 }, async () => {
    const { spent, calls } = await rush({}, 2);
    expect(calls).toBe(100);
    expect(spent).toBeGreaterThan(100_000);
    expect((await report()).total).toMatchObject({ calls: 100 });
  });

  test("a call whose process died counts as what it held, once it is surely over", async () => {
    const database = openDatabase(await env());
    const bounds = [{ scope: "day", name: "2026-11-25", tokens: 1_000, cost: null }] as const;
    const order = (id: string, now: number) => ({ id, bounds, most: { tokens: 900, cost: 5 }, now, until: now + 100 });
    const end = (id: string, now: number) => ({
      ...{ id, day: "2026-11-25", person: "p", model: "m", estimated: false, cost: 0, now },
      usage: { inputTokens: 1, outputTokens: 1 },
    });
    const day = async () => (await standing(database.read, "day", "2026-11-25")).spent;
    expect(await reserve(database, order("dead", 0))).toEqual({ ok: true });
    expect(await reserve(database, order("late", 50))).toEqual({ ok: true });
    expect(await reserve(database, order("third", 60))).toMatchObject({ ok: false, full: { held: true, spent: 0, limit: 1_000 } });
    await settle(database, end("late", 90));
    expect(await day()).toEqual({ tokens: 2, cost: 0 });
    expect(await reserve(database, order("fourth", 1_101))).toEqual({ ok: true });
    expect(await day()).toEqual({ tokens: 902, cost: 5 });
    await settle(database, end("dead", 1_102));
    expect(await day()).toEqual({ tokens: 902, cost: 5 });
    await database.close();
  });

  test("the pace of a session is shared by the instances", { timeout: 60_000 }, async () => {
    const variables = { ...(await env()), SANDPIPER_SECRET: "s".repeat(40) };
    await world(says("x"), { limits: { modelCallsPerMinute: 6 } }, variables);
    const cookie = await cookieOf();
    const pacer = join(import.meta.dirname, "pacer.ts");
    const statuses = await Promise.all(
      [0, 1].map(
        () =>
          new Promise<string>((resolve) => {
            const child = spawn(process.execPath, [pacer, cookie, "8"], { stdio: ["ignore", "pipe", "ignore"] });
            let out = "";
            child.stdout.on("data", (piece) => (out += piece));
            child.on("close", () => resolve(out));
          }),
      ),
    );
    const served = statuses.join("").match(/200/g)?.length ?? 0;
    console.log(`pace of 6 a minute, ${name}, 16 calls on two instances: ${served} served`);
    expect(statuses.join("").match(/\d+/g)).toHaveLength(16);
    expect(served).toBeGreaterThanOrEqual(6);
    expect(served).toBeLessThanOrEqual(7);
  });
});
