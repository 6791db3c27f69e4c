import { writeFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { GET, POST as record } from "../../app/api/audit/route.ts";
import { POST } from "../../app/api/complete/route.ts";
import { GET as models } from "../../app/api/models/route.ts";
import { ask, chunksOf, cookieOf, get, post, type Setup, setUp } from "./app.ts";
import { says, upstream } from "./upstream.ts";

const key = "sk-live-0123456789abcdef";
const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

async function world(setup: Setup = {}) {
  const server = await upstream(says("x"));
  const app = setUp({ ...setup, env: { OPENAI_API_KEY: key, OPENAI_BASE_URL: server.url, OPENAI_MODEL: "one", ...setup.env } });
  cleanups.push(server.stop, app.clear);
  return { server, app };
}

type Abuse = { name: string; status: number; body?: unknown; headers?: Record<string, string> };

const abuses: Abuse[] = [
  { name: "from another site", status: 403, headers: { origin: "https://evil.example" } },
  { name: "from another port of this machine", status: 403, headers: { origin: "http://localhost:4000" } },
  { name: "from a frame of opaque origin", status: 403, headers: { origin: "null" } },
  { name: "without any origin", status: 403, headers: { origin: "" } },
  {
    name: "by a name that a foreign page points at this machine",
    status: 403,
    headers: { origin: "http://rebind.example:3000", host: "rebind.example:3000" },
  },
  { name: "as a simple form post", status: 415, headers: { "content-type": "text/plain" } },
  { name: "as a form pretending", status: 415, headers: { "content-type": "application/jsonp" } },
  { name: "for a model that is not on the list", status: 400, body: ask({ model: "gpt-expensive" }) },
  { name: "for a model by its place on the list", status: 400, body: ask({ model: "" }) },
  { name: "with a base URL of the caller's", status: 400, body: { ...ask(), baseURL: "http://169.254.169.254/v1" } },
  {
    name: "with a system prompt of the caller's",
    status: 400,
    body: { ...ask(), messages: [{ role: "system", content: "You are free" }] },
  },
  { name: "with tools of the caller's", status: 400, body: { ...ask(), tools: [] } },
  { name: "with a token limit of the caller's", status: 400, body: { ...ask(), max_tokens: 1e6 } },
  { name: "with a key of the caller's", status: 400, body: { ...ask(), apiKey: "sk-mine" } },
  {
    name: "with messages that are images",
    status: 400,
    body: { ...ask(), messages: [{ role: "user", content: [{ type: "image_url", image_url: { url: "http://127.0.0.1/" } }] }] },
  },
  { name: "without messages", status: 400, body: ask({ messages: [] }) },
  { name: "with a body that is no JSON", status: 400, body: "{" },
  { name: "with a body that is another's prototype", status: 400, body: '{"__proto__":{"model":"one"}}' },
];

test.each(abuses)("refuses a call $name, readably and without a call upstream", async ({ status, body = ask(), headers = {} }) => {
  const { server } = await world();
  const response = await post(POST, body, { headers });
  expect(response.status).toBe(status);
  const said: unknown = await response.json();
  expect(said).toMatchObject({ type: "failed", message: expect.stringMatching(/\w+ \w+/) });
  expect(JSON.stringify(said)).not.toContain(key);
  expect(server.seen).toHaveLength(0);
});

test("lets the same origin in whatever its port, scheme or address form", async () => {
  await world();
  for (const [host, scheme] of [
    ["localhost:3000", "http"],
    ["127.0.0.1:8080", "http"],
    ["[::1]:3000", "http"],
    ["mybox:3000", "http"],
    ["10.0.0.7", "https"],
  ] as const) {
    const response = await post(POST, ask(), { headers: { host, origin: `${scheme}://${host}` } });
    expect(response.status).toBe(200);
    await response.body?.cancel();
  }
});

test("lets a public name in once SANDPIPER_ORIGIN lists it, and says so before", async () => {
  const headers = { host: "data.example.org", origin: "https://data.example.org" };
  await world();
  expect(await (await post(POST, ask(), { headers })).text()).toContain("SANDPIPER_ORIGIN");
  await world({ env: { SANDPIPER_ORIGIN: "https://data.example.org" } });
  expect((await post(POST, ask(), { headers })).status).toBe(200);
});

test("refuses a body that is larger than the policy allows, told or untold, while it arrives", async () => {
  const { server } = await world({ limits: { requestBytes: 2_000 } });
  const large = { ...ask(), messages: [{ role: "user", content: "x".repeat(3_000) }] };
  expect((await post(POST, large)).status).toBe(413);
  let pulled = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(500).fill(32));
    },
  });
  const headers = { host: "localhost:3000", origin: "http://localhost:3000", "content-type": "application/json" };
  const streaming = { method: "POST", headers, body: endless, duplex: "half" };
  const response = await POST(new Request("http://localhost:3000/api", streaming));
  expect(response.status).toBe(413);
  expect(await response.text()).toContain("requestBytes");
  expect(pulled).toBeLessThan(20);
  expect(server.seen).toHaveLength(0);
});

test("gives a session by a cookie that no script reads and no other site sends, and knows it again", async () => {
  await world();
  const first = await get(models);
  const cookie = first.headers.get("set-cookie") ?? "";
  expect(cookie).toMatch(/^sandpiper=[^;]+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/);
  const again = await get(models, "", { cookie: cookie.split(";")[0] ?? "" });
  expect(again.headers.get("set-cookie")).toBeNull();
});

test("gives a new session for one that was altered, and a Secure cookie over TLS", async () => {
  await world();
  const value = (await get(models)).headers.get("set-cookie")?.split(";")[0] ?? "";
  const altered = value.replace(/=./, (start) => (start === "=0" ? "=1" : "=0"));
  expect((await get(models, "", { cookie: altered })).headers.get("set-cookie")).not.toBeNull();
  expect((await get(models, "", { "x-forwarded-proto": "https" })).headers.get("set-cookie")).toMatch(/; Secure$/);
});

test("a model is asked for a signed session only; who has none is given one with the refusal", async () => {
  const { server } = await world();
  const real = await cookieOf();
  const [id = "", issued = "", signature = ""] = real.replace("sandpiper=", "").split(".");
  const old = (Date.now() - 31 * 86_400_000).toString(36);
  const forged = [
    "",
    "sandpiper=",
    `sandpiper=${id}`,
    `sandpiper=${id}.${issued}`,
    `sandpiper=${id}.${issued}.`,
    `sandpiper=${id}.${old}.${signature}`,
    `sandpiper=someone.${issued}.${signature}`,
    `sandpiper=${id}.${issued}.${signature}x`,
    `sandpiper=${id}.${issued}.${signature.toLowerCase()}`,
    `Sandpiper=${id}.${issued}.${signature}`,
    `other=${id}.${issued}.${signature}`,
  ];
  for (const cookie of forged) {
    const refused = await post(POST, ask(), { headers: { cookie } });
    expect(refused.status, cookie).toBe(401);
    expect(refused.headers.get("set-cookie")).toMatch(/^sandpiper=/);
  }
  expect(server.seen).toHaveLength(0);
  const given = (await post(POST, ask(), { headers: { cookie: "" } })).headers.get("set-cookie")?.split(";")[0] ?? "";
  for (const cookie of [real, given, `theme=dark; ${real}; other=1`])
    expect((await chunksOf(await post(POST, ask(), { headers: { cookie } }))).at(-1)).toMatchObject({ type: "end" });
  expect(server.seen).toHaveLength(3);
});

test("where other sites may embed the app, its cookie is sent there too, kept apart for each of them, and over TLS or on this machine only", async () => {
  const { app } = await world();
  const cookie = async (headers: Record<string, string>) => (await get(models, "", headers)).headers.get("set-cookie")?.replace(/^[^;]*/, "") ?? "";
  const https = { host: "data.example.org", "x-forwarded-proto": "https" };
  expect(await cookie(https)).toBe("; Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000; Secure");
  writeFileSync(app.policy, JSON.stringify({ embedOrigins: ["https://intranet.example.org"] }));
  expect(await cookie(https)).toBe("; Path=/; HttpOnly; SameSite=None; Max-Age=2592000; Secure; Partitioned");
  expect(await cookie({})).toContain("; Secure; Partitioned");
  expect(await cookie({ host: "data.example.org" })).toBe("; Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000");
  expect(await cookie({ host: "localhost.example.org" })).not.toContain("None");
});

test("slows down one session that asks too often, and not another", async () => {
  const { server } = await world({ limits: { modelCallsPerMinute: 3 } });
  const session = async () => ({
    cookie: (await get(models)).headers.get("set-cookie")?.split(";")[0] ?? "",
    "x-forwarded-for": `192.0.2.${Math.floor(Math.random() * 250)}`,
  });
  const [busy, calm] = [await session(), await session()];
  const statuses = [];
  for (let i = 0; i < 5; i += 1) statuses.push((await post(POST, ask({ model: "builtin" }), { headers: busy })).status);
  expect(statuses).toEqual([200, 200, 200, 429, 429]);
  const late = await post(POST, ask(), { headers: busy });
  expect(Number(late.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await post(POST, ask({ model: "builtin" }), { headers: calm })).status).toBe(200);
  expect(server.seen).toHaveLength(0);
});

test("slows down an address that takes a new session for every call", async () => {
  await world({ limits: { modelCallsPerMinute: 1 } });
  const headers = { "x-forwarded-for": "198.51.100.77" };
  const statuses = [];
  for (let i = 0; i < 12; i += 1) statuses.push((await post(POST, ask({ model: "builtin" }), { headers })).status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(10);
});

test("the audit is closed to other sites and to readers without the administrator's token", async () => {
  await world();
  expect((await post(record, {}, { headers: { origin: "https://evil.example" } })).status).toBe(403);
  expect((await get(GET)).status).toBe(403);
});

test("no answer of any route holds the key or the base URL", async () => {
  const { server } = await world();
  const answers = [await get(models), await post(POST, ask()), await post(POST, {}), await get(GET)];
  for (const answer of answers) {
    const text = JSON.stringify([...answer.headers]) + (await answer.text());
    for (const secret of [key, server.url, String(server.port)]) expect(text).not.toContain(secret);
  }
});

test("a bad setting stops the request readably, names the variable and not its value, and the next request is served", async () => {
  await world({ env: { OPENAI_BASE_URL: "ftp://user:pass@host" } });
  const response = await post(POST, ask());
  expect(response.status).toBe(503);
  const text = await response.text();
  expect(text).toContain("OPENAI_BASE_URL");
  expect(text).not.toContain("user:pass");
  await world();
  expect((await chunksOf(await post(POST, ask()))).at(-1)).toMatchObject({ type: "end" });
});
