import { afterEach, expect, test } from "vitest";
import { POST as record } from "../../app/api/audit/route.ts";
import { POST } from "../../app/api/complete/route.ts";
import { auditServer } from "../../lib/browser/audit.ts";
import { remoteModel } from "../../lib/browser/model.ts";
import type { ModelChunk, ModelFault } from "../../lib/protocol/complete.ts";
import { faults, type Words } from "../support/scripted/reply.ts";
import { scriptNamed } from "../support/scripted/scripts.ts";
import { startScripted } from "../support/scripted-server.ts";
import { ask, type Handler, home, setUp, textOf } from "./app.ts";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0)) await clean();
});

/** What a page's `fetch` adds by itself; it keeps the session that it is given. */
function through(handler: Handler): typeof fetch {
  let cookie = "";
  return async (_path, init) => {
    const headers = { ...Object.fromEntries(new Headers(init?.headers)), host: "localhost:3000", origin: home, ...(cookie && { cookie }) };
    const { method = "POST", body = null, signal = null } = init ?? {};
    const response = await handler(new Request(home, { method, body, signal, headers }));
    cookie = response.headers.get("set-cookie")?.split(";")[0] ?? cookie;
    return response;
  };
}

async function reply(script: Parameters<typeof startScripted>[0]["script"], limits: Record<string, number> = {}, tools = "") {
  const server = await startScripted({ script, key: "sk-scripted" });
  const env = { OPENAI_API_KEY: "sk-scripted", OPENAI_BASE_URL: server.url, OPENAI_MODEL: "one", SANDPIPER_MODEL_TOOLS: tools };
  const app = setUp({ env, limits });
  cleanups.push(server.close, app.clear);
  const chunks: ModelChunk[] = [];
  for await (const chunk of remoteModel(through(POST)).reply(ask(), new AbortController().signal)) chunks.push(chunk);
  return { chunks, last: chunks.at(-1), server };
}

const short = { modelIdleMs: 400, modelTotalMs: 4_000, modelTries: 2, replyBytes: 200_000 };

/** How each fault of the scripted server ends; null where the reply comes in the end. */
const ends: Record<(typeof faults)[number], ModelFault | "length" | null> = {
  "401": "unauthorized",
  "403": "unauthorized",
  "404": "unavailable",
  "429": "rate-limited",
  "429-once": null,
  "500": "unavailable",
  "503": "unavailable",
  "503-once": null,
  "529": "unavailable",
  "too-large": "too-large",
  redirect: "malformed",
  reset: "unavailable",
  "reset-midway": "cut",
  silence: "timeout",
  "silence-midway": "timeout",
  drip: "timeout",
  endless: "too-large",
  "cut-in-fence": "length",
  "cut-without-end": "cut",
  "malformed-sse": "malformed",
  "wrong-content-type": "malformed",
  "empty-choices": "empty",
  "no-content": "empty",
  "error-in-stream": "cut",
};

test.each(faults)("fault %s of the scripted server ends in its name, once, within the total deadline", async (fault) => {
  const startedAt = Date.now();
  const { chunks, last } = await reply(scriptNamed(`fault:${fault}`), short);
  const end = ends[fault];
  if (end === null) expect(last).toMatchObject({ type: "end", finish: "stop" });
  else if (end === "length") expect(last).toMatchObject({ type: "end", finish: "length" });
  else expect(last).toMatchObject({ type: "failed", fault: end, message: expect.stringMatching(/\w+ \w+/) });
  expect(chunks.filter(({ type }) => type === "end" || type === "failed")).toHaveLength(1);
  expect(Date.now() - startedAt).toBeLessThan(9_000);
});

test("the page's own adapter reads words, reasoning, a tool call and usage through the route", async () => {
  const words: Words = { text: "Plan. ", reasoning: "hm", tool: "x = 1", usage: { prompt_tokens: 5, completion_tokens: 6 } };
  const { chunks, last, server } = await reply([words], {}, "one");
  expect([textOf(chunks), textOf(chunks, "reasoning"), textOf(chunks, "tool")]).toEqual(["Plan. ", "hm", '{"code":"x = 1"}']);
  expect(last).toMatchObject({ type: "end", finish: "tool", usage: { inputTokens: 5, outputTokens: 6 } });
  expect(server.requests[0]?.system).toContain("You are Sandpiper");
});

test("the page's own adapter reads a refusal at the door as a fault in words", async () => {
  setUp({ env: { OPENAI_BASE_URL: "nowhere" } });
  const chunks: ModelChunk[] = [];
  for await (const chunk of remoteModel(through(POST)).reply(ask(), new AbortController().signal)) chunks.push(chunk);
  expect(chunks).toMatchObject([{ type: "failed", fault: "unavailable", message: expect.stringContaining("OPENAI_BASE_URL") }]);
});

test("the page's own audit adapter gets a receipt, or the reason why there is none", async () => {
  cleanups.push(setUp().clear);
  const where = { session: "page", turn: 0, step: 0, attempt: 0 };
  const server = auditServer(through(record));
  const permit = await server({ record: { type: "run", ...where, code: "x", by: "model", policyVersion: "test" } });
  expect(permit).toMatchObject({ type: "recorded", receipt: expect.stringMatching(/^[0-9a-f]{64}$/) });
  const lost = { type: "outcome", ...where, receipt: "unknown", status: "ok", detail: "", durationMs: 1 } as const;
  expect(await server({ record: lost })).toMatchObject({ type: "refused", reason: expect.stringContaining("no run") });
});
