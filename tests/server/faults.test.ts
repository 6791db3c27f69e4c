import { afterEach, expect, test } from "vitest";
import { POST } from "../../app/api/complete/route.ts";
import type { ModelChunk } from "../../lib/protocol/complete.ts";
import { ask, chunksOf, post, type Setup, setUp, textOf } from "./app.ts";
import { done, event, events, fails, later, open, piece, type Script, says, upstream, usage } from "./upstream.ts";

const key = "sk-live-0123456789abcdef";
const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

/** One call against these scripts: the chunks, the requests upstream, and the text of the whole answer. */
async function call(setup: Setup, ...scripts: Script[]) {
  const server = await upstream(...scripts);
  const app = setUp({ ...setup, env: { OPENAI_API_KEY: key, OPENAI_BASE_URL: server.url, OPENAI_MODEL: "one", ...setup.env } });
  cleanups.push(server.stop, app.clear);
  const startedAt = Date.now();
  const chunks = await chunksOf(await post(POST, ask()));
  const closing = chunks.filter(({ type }) => type === "end" || type === "failed");
  expect(closing).toEqual([chunks.at(-1)]);
  const text = JSON.stringify(chunks);
  for (const secret of [key, String(server.port), "127.0.0.1"]) expect(text).not.toContain(secret);
  return { chunks, last: chunks.at(-1), seen: server.seen, tookMs: Date.now() - startedAt };
}

const waits = (chunks: ModelChunk[]) => chunks.flatMap((chunk) => (chunk.type === "waiting" ? [chunk.ms] : []));

const headers = { "content-type": "text/event-stream" };

test("401 is said at once, without what the server repeats of the key", async () => {
  const { last, seen } = await call(
    {},
    fails(401, { message: `Incorrect API key provided: ${key}. You can find it at http://127.0.0.1/keys` }),
  );
  expect(last).toMatchObject({
    type: "failed",
    fault: "unauthorized",
    retryable: false,
    message: expect.stringContaining("OPENAI_API_KEY"),
  });
  expect(seen).toHaveLength(1);
});

test("429 waits as long as Retry-After says in seconds, says so, then goes on", async () => {
  const { chunks, seen } = await call({}, fails(429, { message: "slow" }, { "retry-after": "1" }), says("x"));
  expect(waits(chunks)).toEqual([1000]);
  expect((seen[1]?.at ?? 0) - (seen[0]?.at ?? 0)).toBeGreaterThanOrEqual(990);
  expect(textOf(chunks)).toBe("x");
});

test("429 waits until the date that Retry-After names", async () => {
  const date = new Date(Math.ceil(Date.now() / 1000) * 1000 + 1000).toUTCString();
  const { chunks, seen } = await call({}, fails(429, { message: "slow" }, { "retry-after": date }), says("x"));
  expect(seen[1]?.at).toBeGreaterThanOrEqual(Date.parse(date) - 10);
  expect(textOf(chunks)).toBe("x");
});

test("a server that asks for a longer pause than the policy allows is not asked again", async () => {
  const { last, seen, chunks } = await call({ limits: { retryAfterMs: 2_000 } }, fails(429, { message: "slow" }, { "retry-after": "5" }));
  expect(last).toMatchObject({ type: "failed", fault: "rate-limited", retryable: true, message: expect.stringContaining("5 s") });
  expect(seen).toHaveLength(1);
  expect(waits(chunks)).toEqual([]);
});

test("a pause that would outlast the total deadline is not begun", async () => {
  const { last, chunks } = await call({ limits: { modelTotalMs: 1_000 } }, fails(503, { message: "busy" }, { "retry-after": "3" }));
  expect(waits(chunks)).toEqual([]);
  expect(last).toMatchObject({ fault: "unavailable" });
});

test("limits of a year do not ring at once", async () => {
  const yearMs = 31_536_000_000;
  const limits = { modelIdleMs: yearMs, modelTotalMs: yearMs };
  const { chunks } = await call({ limits }, async (response, seen) => {
    await later(50);
    await says("x")(response, seen);
  });
  expect(textOf(chunks)).toBe("x");
});

test("an account without budget is not asked again", async () => {
  const { last, seen } = await call({}, fails(429, { message: "You exceeded your current quota", code: "insufficient_quota" }));
  expect(last).toMatchObject({ fault: "budget", retryable: false });
  expect(seen).toHaveLength(1);
});

test("5xx is tried again and then answers", async () => {
  const { chunks, seen } = await call({}, fails(502), fails(503), says("x"));
  expect(textOf(chunks)).toBe("x");
  expect(seen).toHaveLength(3);
  expect(waits(chunks)).toHaveLength(2);
});

test("5xx for ever ends after as many tries as the policy allows", async () => {
  const { last, seen } = await call({ limits: { modelTries: 2 } }, fails(500));
  expect(last).toMatchObject({ fault: "unavailable", retryable: true });
  expect(seen).toHaveLength(2);
});

test("a connection reset before the first word is tried again", async () => {
  const { chunks, seen } = await call({}, (response) => void response.destroy(), says("x"));
  expect(textOf(chunks)).toBe("x");
  expect(seen).toHaveLength(2);
});

test("a connection reset after the first word is a cut reply, never tried again", async () => {
  const { last, chunks, seen } = await call({}, async (response) => {
    open(response);
    response.write(piece({ content: "half" }));
    await later(50);
    response.destroy();
  });
  expect(textOf(chunks)).toBe("half");
  expect(last).toMatchObject({ fault: "cut" });
  expect(seen).toHaveLength(1);
});

test("a stream that ends without saying so is a cut reply", async () => {
  const { last } = await call({}, (response) => {
    open(response);
    response.end(piece({ content: "```python\nx = 1" }));
  });
  expect(last).toMatchObject({ type: "failed", fault: "cut" });
});

test("a server that nobody runs is unreachable, said without its address", async () => {
  const { last } = await call({ env: { OPENAI_BASE_URL: "http://127.0.0.1:9/v1" }, limits: { modelTries: 1 } }, says("x"));
  expect(last).toMatchObject({ fault: "unavailable", message: expect.stringContaining("could not be reached") });
});

test("silence before the headers ends at the idle deadline", async () => {
  const { last, tookMs } = await call({ limits: { modelIdleMs: 200, modelTries: 1 } }, () => {});
  expect(last).toMatchObject({ fault: "timeout", message: expect.stringContaining("modelIdleMs") });
  expect(tookMs).toBeLessThan(5_000);
});

test("silence in the middle of a reply ends at the idle deadline, and what came stays", async () => {
  const { last, chunks, seen } = await call({ limits: { modelIdleMs: 200 } }, (response) => {
    open(response);
    response.write(piece({ content: "half" }));
  });
  expect(textOf(chunks)).toBe("half");
  expect(last).toMatchObject({ fault: "timeout" });
  expect(seen).toHaveLength(1);
});

test("a drip that is never silent ends at the total deadline", async () => {
  const { last, tookMs } = await call({ limits: { modelIdleMs: 1_000, modelTotalMs: 1_500 } }, async (response) => {
    open(response);
    while (!response.destroyed) {
      response.write(": alive\n\n");
      await later(50);
    }
  });
  expect(last).toMatchObject({ fault: "timeout", message: expect.stringContaining("modelTotalMs") });
  expect(tookMs).toBeGreaterThan(1_400);
  expect(tookMs).toBeLessThan(6_000);
});

test("tries and pauses together stay within the total deadline", async () => {
  const { last, tookMs } = await call({ limits: { modelIdleMs: 300, modelTotalMs: 1_000, modelTries: 9 } }, () => {});
  expect(last).toMatchObject({ fault: "timeout" });
  expect(tookMs).toBeLessThan(6_000);
});

test("an endless stream is cut at the byte cap", async () => {
  const { last } = await call({ limits: { replyBytes: 50_000 } }, async (response) => {
    open(response);
    while (!response.destroyed) {
      response.write(piece({ content: "word ".repeat(200) }));
      await later(1);
    }
  });
  expect(last).toMatchObject({ fault: "too-large", message: expect.stringContaining("replyBytes") });
});

test("an endless line without an event is cut at the byte cap", async () => {
  const { last } = await call({ limits: { replyBytes: 50_000 } }, async (response) => {
    open(response);
    while (!response.destroyed) {
      response.write("data: ".padEnd(5_000, "x"));
      await later(1);
    }
  });
  expect(last).toMatchObject({ fault: "too-large" });
});

test("an endless error body is cut at the byte cap", async () => {
  const { last } = await call({ limits: { replyBytes: 50_000, modelTries: 1 } }, async (response) => {
    response.writeHead(400, { "content-type": "text/plain" });
    while (!response.destroyed) {
      response.write("x".repeat(5_000));
      await later(1);
    }
  });
  expect(last).toMatchObject({ fault: "too-large" });
});

test("events that are not JSON are malformed, after the allowed tries", async () => {
  const { last, seen } = await call({ limits: { modelTries: 2 } }, (response) => {
    open(response);
    response.end("data: {oops\n\n");
  });
  expect(last).toMatchObject({ fault: "malformed" });
  expect(seen).toHaveLength(2);
});

test("events of another form are malformed", async () => {
  const { last } = await call({ limits: { modelTries: 1 } }, events(event({ choices: "many" })));
  expect(last).toMatchObject({ fault: "malformed" });
});

test("a web page instead of a stream names the setting to look at", async () => {
  const { last, seen } = await call({}, (response) => void response.writeHead(200, { "content-type": "text/html" }).end("<h1>Hi</h1>"));
  expect(last).toMatchObject({ fault: "malformed", retryable: false, message: expect.stringMatching(/text\/html.*OPENAI_BASE_URL/) });
  expect(seen).toHaveLength(1);
});

test("a redirect is not followed", async () => {
  const { last, seen } = await call({}, (response) => void response.writeHead(307, { location: "/v1/elsewhere" }).end());
  expect(last).toMatchObject({ fault: "malformed", message: expect.stringContaining("redirect") });
  expect(seen).toHaveLength(1);
});

test("an error that comes inside the stream is told by its kind", async () => {
  const within =
    (error: unknown): Script =>
    (response) =>
      void response.writeHead(200, headers).end(event({ error }));
  expect((await call({ limits: { modelTries: 1 } }, within({ message: "busy", type: "rate_limit_error" }))).last).toMatchObject({
    fault: "rate-limited",
  });
  expect((await call({ limits: { modelTries: 1 } }, within({ message: "overloaded", type: "server_error" }))).last).toMatchObject({
    fault: "unavailable",
  });
});

test("a reply of nothing is empty, after the allowed tries", async () => {
  const { last, seen } = await call({ limits: { modelTries: 2 } }, events(piece({ content: null }, "stop")));
  expect(last).toMatchObject({ fault: "empty" });
  expect(seen).toHaveLength(2);
});

test("a stream without any choice is empty", async () => {
  const { last } = await call({ limits: { modelTries: 1 } }, (response) => {
    open(response);
    response.end(event({ choices: [] }) + usage + done);
  });
  expect(last).toMatchObject({ fault: "empty" });
});

test("a refusal comes as one, in the model's words", async () => {
  const { last } = await call({}, events(piece({ refusal: "I cannot " }), piece({ refusal: "help." }), piece({}, "stop")));
  expect(last).toMatchObject({ fault: "refused", message: expect.stringContaining("I cannot help.") });
});

test("a filtered reply comes as refused", async () => {
  const { last } = await call({}, events(piece({}, "content_filter")));
  expect(last).toMatchObject({ fault: "refused" });
});

test("a prompt too long for the model is named as that", async () => {
  const { last, seen } = await call(
    {},
    fails(400, { message: "This model's maximum context length is 8192 tokens", code: "context_length_exceeded" }),
  );
  expect(last).toMatchObject({ fault: "too-large", retryable: false });
  expect(seen).toHaveLength(1);
});

test("what a server says of a bad request reaches the page without key, bearer or address", async () => {
  const { last } = await call({}, (response, seen) =>
    fails(400, { message: `bad ${seen.headers.authorization} at http://${seen.headers.host}/v1 (${btoa(key)}) sk-pr****yz 10.1.2.3:80` })(
      response,
      seen,
    ),
  );
  expect(last).toMatchObject({ fault: "unknown", message: expect.stringContaining("[hidden]") });
  const text = JSON.stringify(last);
  for (const secret of [btoa(key), "sk-", "Bearer", "10.1.2.3", "localhost"]) expect(text).not.toContain(secret);
});

test("headers of the upstream server do not reach the page", async () => {
  const server = await upstream((response) => {
    response.writeHead(200, {
      "content-type": "text/event-stream",
      "x-upstream": "secret",
      "set-cookie": "up=1",
      "openai-organization": "org",
    });
    response.end(piece({ content: "x" }, "stop") + done);
  });
  const app = setUp({ env: { OPENAI_BASE_URL: server.url, OPENAI_MODEL: "one" } });
  cleanups.push(server.stop, app.clear);
  const response = await post(POST, ask());
  await chunksOf(response);
  expect([...response.headers.keys()].sort()).toEqual([
    "cache-control",
    "content-type",
    "x-accel-buffering",
    "x-content-type-options",
  ]);
  expect(response.headers.get("set-cookie")).toBeNull();
});
