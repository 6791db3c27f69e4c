import { afterEach, expect, test } from "vitest";
import { POST } from "../../app/api/complete/route.ts";
import { readEnv } from "../../lib/server/env.ts";
import { ask, chunksOf, cookieOf, post, setUp } from "./app.ts";
import { addresses, connections, internal } from "./internal.ts";
import { fails, type Script, says, upstream } from "./upstream.ts";

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

const key = "sk-live-0123456789abcdef";

async function world(...scripts: Script[]) {
  const [server, house] = [await upstream(...scripts), await internal()];
  const env = { OPENAI_API_KEY: key, OPENAI_BASE_URL: server.url, OPENAI_MODEL: "one" };
  const app = setUp({ env, limits: { modelCallsPerMinute: 1_000_000, modelTries: 1 } });
  cleanups.push(server.stop, house.stop, app.clear);
  return { server, house };
}

type Place = (address: string) => { body: unknown; headers?: Record<string, string>; query?: string };

const field =
  (name: string, wrap = (address: string): unknown => address): Place =>
  (address) => ({ body: { ...ask(), [name]: wrap(address) } });
const header =
  (name: string): Place =>
  (address) => ({ body: ask(), headers: { [name]: address.replaceAll(/[\r\n]/g, "") } });

/** Where in a request an address may stand. */
const places: Record<string, Place> = {
  base_url: field("base_url"),
  baseURL: field("baseURL"),
  api_base: field("api_base"),
  endpoint: field("endpoint"),
  url: field("url"),
  proxy: field("proxy", (address) => ({ http: address, https: address })),
  provider: field("provider", (baseURL) => ({ baseURL })),
  "the model": (address) => ({ body: ask({ model: address.slice(0, 200) }) }),
  "the session": (address) => ({ body: ask({ session: address.slice(0, 100) }) }),
  "a message": (address) => ({ body: ask({ messages: [{ role: "user", content: `Read ${address}` }] }) }),
  "a picture in a message": (url) => ({
    body: { ...ask(), messages: [{ role: "user", content: [{ type: "image_url", image_url: { url } }] }] },
  }),
  "a field of a message": (url) => ({ body: { ...ask(), messages: [{ role: "user", content: "x", url, base_url: url }] } }),
  "the question": (address) => ({ body: ask({ brief: { question: address, files: [], links: [], steps: [], history: [] } }) }),
  "the query": (address) => ({ body: ask(), query: `?base_url=${encodeURIComponent(address)}&url=${encodeURIComponent(address)}` }),
  "openai-base-url": header("openai-base-url"),
  "x-base-url": header("x-base-url"),
  "x-forwarded-host": header("x-forwarded-host"),
  "x-forwarded-server": header("x-forwarded-server"),
  "x-original-url": header("x-original-url"),
  "x-rewrite-url": header("x-rewrite-url"),
  "x-middleware-rewrite": header("x-middleware-rewrite"),
  forwarded: header("forwarded"),
  referer: header("referer"),
  "proxy header": header("proxy"),
};

/** Sends it and reads the answer to its end. */
async function sent({ body, headers = {}, query = "" }: ReturnType<Place>, cookie: string) {
  const all = { host: "localhost:3000", origin: "http://localhost:3000", "content-type": "application/json", cookie, ...headers };
  const request = new Request(`http://localhost:3000/api/complete${query}`, { method: "POST", headers: all, body: JSON.stringify(body) });
  await (await POST(request)).text();
}

test("the addresses do lead into the house when they are asked: this is what the tests below are worth", async () => {
  const { house } = await world(says("x"));
  const reached: string[] = [];
  for (const address of addresses(house.port).filter((one) => one.includes(String(house.port)))) {
    const before = house.heard.length;
    await fetch(address, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
    if (house.heard.length > before) reached.push(address);
  }
  console.log(`${reached.length} of ${addresses(0).length} addresses reach the house when they are fetched`);
  expect(reached.length).toBeGreaterThanOrEqual(12);
  const other = await internal();
  cleanups.push(other.stop);
  const tried = await connections(async () => void (await (await fetch(`http://127.0.0.1:${other.port}/`)).text()));
  expect([...tried]).toEqual([`127.0.0.1:${other.port}`]);
});

test("no part of a request leads the server elsewhere than to the address of its environment", { timeout: 120_000 }, async () => {
  const { server, house } = await world(says("x"));
  const all = addresses(house.port);
  const cookie = await cookieOf();
  const tried = await connections(async () => {
    for (const address of all)
      for (const place of Object.values(places)) await sent(place(address), cookie);
  });
  console.log(
    `${all.length} addresses in ${Object.keys(places).length} places of a request: ${house.heard.length} internal hits; ${server.seen.length} calls went to the model's server, connections to ${[...tried].length} place`,
  );
  expect(all.length).toBeGreaterThanOrEqual(26);
  expect(house.heard).toEqual([]);
  expect([...tried]).toEqual([`127.0.0.1:${server.port}`]);
  expect(server.seen.length).toBeGreaterThan(all.length);
  for (const { path, headers, body } of server.seen) {
    expect(path).toBe("/v1/chat/completions");
    expect(headers.host).toBe(`127.0.0.1:${server.port}`);
    expect(Object.keys(body).sort()).toEqual(["max_tokens", "messages", "model", "stream", "stream_options"]);
    expect(body["model"]).toBe("one");
  }
});

test("nothing of the page's headers goes on to the model's server", async () => {
  const { server } = await world(says("x"));
  const smuggled = { "x-secret": "of-the-page", forwarded: "for=1.2.3.4", "openai-organization": "mine", "x-forwarded-for": "203.0.113.7" };
  await chunksOf(await post(POST, ask(), { headers: smuggled }));
  const text = JSON.stringify(server.seen[0]?.headers);
  for (const word of ["of-the-page", "1.2.3.4", "mine", "203.0.113.7", "sandpiper="]) expect(text).not.toContain(word);
  expect(server.seen[0]?.headers.authorization).toBe(`Bearer ${key}`);
});

test.each([301, 302, 303, 307, 308])("a redirect (%i) from the model's server is followed to none of the addresses", { timeout: 60_000 }, async (status) => {
  let to = "";
  const { server, house } = await world((response) => void response.writeHead(status, { location: to }).end());
  const all = addresses(house.port).map((address) => encodeURI(address));
  const cookie = await cookieOf();
  const tried = await connections(async () => {
    for (const address of all) {
      to = address;
      const last = (await chunksOf(await post(POST, ask(), { headers: { cookie } }))).at(-1);
      expect(last).toMatchObject({ type: "failed" });
      expect(JSON.stringify(last)).not.toContain(String(house.port));
    }
  });
  expect(house.heard).toEqual([]);
  expect([...tried]).toEqual([`127.0.0.1:${server.port}`]);
  expect(server.seen).toHaveLength(all.length);
});

const loud = {
  "set-cookie": "upstream=1; Path=/",
  "access-control-allow-origin": "*",
  "x-internal-host": "db-7.house.internal",
  via: "1.1 gateway.house.internal",
  "x-request-id": "req_1",
  "openai-organization": "org-secret",
  refresh: "0;url=https://evil.example",
  link: "<https://evil.example>; rel=preload",
};

test("no header of the model's server reaches the page, of a reply or of an error", async () => {
  const reply: Script = (response) => {
    for (const [name, value] of Object.entries(loud)) response.setHeader(name, value);
    return says("x")(response, { path: "", headers: {}, body: {}, at: 0 });
  };
  for (const script of [reply, fails(500, { message: "no" }, loud), fails(400, { message: "no" }, loud), fails(429, { message: "no" }, loud)]) {
    await world(script);
    const response = await post(POST, ask());
    await response.text();
    const names = [...response.headers.keys()].filter((name) => name !== "set-cookie");
    expect(names.sort()).toEqual(["cache-control", "content-type", "x-accel-buffering", "x-content-type-options"]);
    expect(response.headers.get("set-cookie") ?? "").not.toContain("upstream");
  }
});

test("errors of the model's server are told without key, address or names of the house", async () => {
  for (const status of [400, 401, 403, 404, 409, 422, 429, 500, 502, 503]) {
    const { server } = await world((response) => {
      const message = `key ${key} refused at ${server.url} (127.0.0.1:${server.port}); Bearer ${key}; see http://db.house.internal/x and [::1]:99`;
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ error: { message } }));
    });
    const text = JSON.stringify(await chunksOf(await post(POST, ask())));
    for (const secret of [key, server.url, String(server.port), "127.0.0.1", "db.house.internal", "[::1]"]) expect(text).not.toContain(secret);
  }
});

test.each(["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "http://user:pass@127.0.0.1/v1", "http://127.0.0.1/v1?x=1", "http://127.0.0.1/#x", "unix:/run/x", "127.0.0.1"])(
  "the administrator's own address %s is refused where it is no plain http(s) address",
  (address) => {
    expect(readEnv({ OPENAI_BASE_URL: address })).toMatchObject({ ok: false });
  },
);
