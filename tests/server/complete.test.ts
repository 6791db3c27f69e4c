import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { POST } from "../../app/api/complete/route.ts";
import { ask, chunksOf, linesOf, post, type Setup, setUp, textOf } from "./app.ts";
import { done, event, events, fails, later, open, piece, type Script, says, upstream, usage } from "./upstream.ts";

const key = "sk-live-0123456789abcdef";
const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

async function world(setup: Setup, ...scripts: Script[]) {
  const server = await upstream(...scripts);
  const app = setUp({ ...setup, env: { OPENAI_API_KEY: key, OPENAI_BASE_URL: server.url, OPENAI_MODEL: "one=One,two", ...setup.env } });
  cleanups.push(server.stop, app.clear);
  return server;
}

test("passes each word on as it comes, in order, and closes with usage, model and response id", async () => {
  const arrived = { heard: () => {} };
  await world({}, async (response) => {
    open(response);
    for (const word of ["a ", "b ", "c"]) {
      const heard = new Promise<void>((resolve) => {
        arrived.heard = resolve;
      });
      response.write(piece({ content: word }));
      await heard;
    }
    response.end(piece({}, "stop") + usage + done);
  });
  const chunks = [];
  for await (const chunk of linesOf(await post(POST, ask()))) {
    chunks.push(chunk);
    arrived.heard();
  }
  expect(textOf(chunks)).toBe("a b c");
  expect(chunks.at(-1)).toEqual({
    type: "end",
    finish: "stop",
    usage: { inputTokens: 11, outputTokens: 7 },
    model: "one-2026",
    responseId: "reply-1",
  });
});

test("asks not to be stored, buffered or compressed on the way", async () => {
  await world({}, says("x"));
  const response = await post(POST, ask());
  expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
  expect(response.headers.get("x-accel-buffering")).toBe("no");
  expect(response.headers.get("content-type")).toContain("application/x-ndjson");
  await chunksOf(response);
});

test("sends the server's system prompt, the page's messages, the model by id and the key upstream", async () => {
  const server = await world({ limits: { replyTokens: 321 } }, says("x"));
  await chunksOf(await post(POST, ask({ model: "two" })));
  expect(server.seen).toMatchObject([{ path: "/v1/chat/completions", headers: { authorization: `Bearer ${key}` } }]);
  const body = server.seen[0]?.body;
  expect(body).toMatchObject({ model: "two", stream: true, max_tokens: 321, stream_options: { include_usage: true } });
  expect(body?.messages).toEqual([{ role: "system", content: expect.stringContaining("Python") }, ...ask().messages]);
  expect(body).not.toHaveProperty("tools");
});

test("offers the python tool only to models that are set to have it, and passes its arguments on in pieces", async () => {
  const call = (text: string, more = {}) => piece({ tool_calls: [{ index: 0, ...more, function: { arguments: text } }] });
  const other = piece({ tool_calls: [{ index: 1, id: "b", function: { name: "python", arguments: '{"code":"2"}' } }] });
  const server = await world(
    { env: { SANDPIPER_MODEL_TOOLS: "one" } },
    events(piece({ content: "Plan." }), call('{"co', { id: "a" }), call('de":"1"}'), other, piece({}, "tool_calls")),
  );
  const chunks = await chunksOf(await post(POST, ask()));
  expect(server.seen[0]?.body.tools).toMatchObject([{ type: "function", function: { name: "python" } }]);
  expect(textOf(chunks, "tool")).toBe('{"code":"1"}{"code":"2"}');
  expect(chunks.at(-1)).toMatchObject({ type: "end", finish: "tool" });
});

test("passes reasoning on as reasoning under either of its names", async () => {
  await world({}, events(piece({ reasoning_content: "hm" }), piece({ reasoning: ", so" }), piece({ content: "x" }), piece({}, "stop")));
  const chunks = await chunksOf(await post(POST, ask()));
  expect(textOf(chunks, "reasoning")).toBe("hm, so");
  expect(textOf(chunks)).toBe("x");
});

test("reads a reply that a server sends whole instead of as a stream", async () => {
  await world({}, (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(
      JSON.stringify(
        {
          id: "w",
          model: "one",
          choices: [{ index: 0, message: { role: "assistant", content: "whole" }, finish_reason: "stop" }],
          usage: { prompt_tokens: 1, completion_tokens: 2 },
        },
        null,
        2,
      ),
    );
  });
  const chunks = await chunksOf(await post(POST, ask()));
  expect(chunks).toEqual([
    { type: "asked", system: expect.stringContaining("Python") },
    { type: "text", text: "whole" },
    { type: "end", finish: "stop", usage: { inputTokens: 1, outputTokens: 2 }, model: "one", responseId: "w" },
  ]);
});

test("leaves out a parameter that the server refuses, once and from then on", async () => {
  const refuses: Script = (response, seen) => {
    const refused = ["stream_options", "max_tokens", "tools"].find((name) => name in seen.body);
    return refused === undefined
      ? says("x")(response, seen)
      : fails(400, { message: `Unsupported parameter: '${refused}'`, param: refused })(response, seen);
  };
  const server = await world({ env: { OPENAI_MODEL: "picky", SANDPIPER_MODEL_TOOLS: "all" } }, refuses);
  expect(textOf(await chunksOf(await post(POST, ask({ model: "picky" }))))).toBe("x");
  expect(server.seen).toHaveLength(4);
  expect(server.seen[3]?.body).toMatchObject({ max_completion_tokens: 8000 });
  await chunksOf(await post(POST, ask({ model: "picky" })));
  expect(server.seen).toHaveLength(5);
});

test("speaks to a server without keys with a bearer that is no secret", async () => {
  const server = await world({ env: { OPENAI_API_KEY: "" } }, says("x"));
  expect(textOf(await chunksOf(await post(POST, ask())))).toBe("x");
  expect(server.seen[0]?.headers.authorization).toBe("Bearer none");
});

test("takes a reply as whole when it said how it finished, even if the connection then breaks", async () => {
  await world({}, async (response) => {
    open(response);
    response.write(piece({ content: "all" }) + piece({}, "stop"));
    await later(50);
    response.destroy();
  });
  const chunks = await chunksOf(await post(POST, ask()));
  expect(chunks.at(-1)).toMatchObject({ type: "end", finish: "stop" });
});

test("takes a reply as whole when the server says that it is done without saying how", async () => {
  await world({}, (response) => {
    open(response);
    response.end(piece({ content: "all" }) + done);
  });
  expect((await chunksOf(await post(POST, ask()))).at(-1)).toMatchObject({ type: "end", finish: "stop" });
});

test("a reply cut at its token limit ends as such", async () => {
  await world({}, events(piece({ content: "x = " }), piece({}, "length")));
  expect((await chunksOf(await post(POST, ask()))).at(-1)).toMatchObject({ type: "end", finish: "length" });
});

test("an abort of the page reaches the upstream server within 300 ms", async () => {
  const server = await world({}, async (response) => {
    open(response);
    for (;;) {
      response.write(piece({ content: "w " }));
      await later(20);
      if (response.destroyed) return;
    }
  });
  const page = new AbortController();
  const reader = (await post(POST, ask(), { signal: page.signal })).body?.getReader();
  for (const _ of ["asked", "word"]) await reader?.read();
  const stoppedAt = Date.now();
  page.abort();
  while (server.closed.length === 0 && Date.now() - stoppedAt < 2_000) await later(5);
  expect(server.closed[0]?.whole).toBe(false);
  expect((server.closed[0]?.at ?? Number.POSITIVE_INFINITY) - stoppedAt).toBeLessThan(300);
});

test("a page that stops reading stops the upstream server too", async () => {
  const server = await world({}, async (response) => {
    open(response);
    response.write(piece({ content: "w" }));
  });
  const reader = (await post(POST, ask())).body?.getReader();
  for (const _ of ["asked", "word"]) await reader?.read();
  await reader?.cancel();
  const stoppedAt = Date.now();
  while (server.closed.length === 0 && Date.now() - stoppedAt < 2_000) await later(5);
  expect((server.closed[0]?.at ?? Number.POSITIVE_INFINITY) - stoppedAt).toBeLessThan(300);
});

test("an abort while the server waits to try again ends the call", async () => {
  const server = await world({}, fails(429, { message: "slow down" }, { "retry-after": "10" }));
  const page = new AbortController();
  const stream = linesOf(await post(POST, ask(), { signal: page.signal }));
  expect((await stream.next()).value).toMatchObject({ type: "asked" });
  expect((await stream.next()).value).toMatchObject({ type: "waiting" });
  const stoppedAt = Date.now();
  page.abort();
  expect((await stream.next()).value).toMatchObject({ type: "failed", fault: "stopped" });
  expect(Date.now() - stoppedAt).toBeLessThan(300);
  expect(server.seen).toHaveLength(1);
});

test("says first, word for word, which system prompt goes before the page's messages", async () => {
  const server = await world({}, says("x"));
  const [first] = await chunksOf(await post(POST, ask()));
  const { messages } = z.object({ messages: z.array(z.object({ role: z.string(), content: z.string() })) }).parse(server.seen[0]?.body);
  expect(first).toEqual({ type: "asked", system: messages[0]?.content });
  expect(messages.map(({ role }) => role)).toEqual(["system", "user"]);
});

test("the built-in analyst answers without any server, and is not for sale as another's model", async () => {
  const app = setUp();
  cleanups.push(app.clear);
  const chunks = await chunksOf(await post(POST, ask({ model: "builtin" })));
  expect(chunks[0]).toEqual({ type: "asked", system: null });
  expect(textOf(chunks)).not.toBe("");
  expect(chunks.at(-1)).toMatchObject({ type: "end", finish: "stop", model: "builtin" });
});

test("events that are not ours to read are passed over: comments, other choices, empty choices", async () => {
  await world(
    {},
    events(
      ": keep-alive\n\n",
      event({ choices: [] }),
      event({ choices: [{ index: 1, delta: { content: "other" } }] }),
      piece({ content: "mine" }),
      piece({}, "stop"),
    ),
  );
  expect(textOf(await chunksOf(await post(POST, ask())))).toBe("mine");
});
