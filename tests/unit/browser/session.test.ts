import { expect, test } from "vitest";
import { remoteModel } from "../../../lib/browser/model.ts";
import type { CompleteRequest, ModelChunk } from "../../../lib/protocol/complete.ts";

const request: CompleteRequest = {
  session: "s",
  turn: 0,
  step: 0,
  attempt: 0,
  model: "one",
  messages: [{ role: "user", content: "x" }],
  brief: { question: "x", files: [], links: [], steps: [], history: [] },
};
const refusal = '{"type":"failed","fault":"unauthorized","message":"no session","retryable":false}\n';
const end = '{"type":"end","finish":"stop","usage":null,"model":"one","responseId":null}\n';

async function replied(...answers: [number, string][]) {
  let calls = 0;
  const fetcher: typeof fetch = async () => {
    const [status, text] = answers[Math.min(calls, answers.length - 1)] ?? [500, ""];
    calls += 1;
    return new Response(text, { status });
  };
  const chunks: ModelChunk[] = [];
  for await (const chunk of remoteModel(fetcher).reply(request, new AbortController().signal)) chunks.push(chunk);
  return { calls, chunks };
}

test("a page whose session has run out asks once more, with the one that the refusal brought", async () => {
  expect(await replied([401, refusal], [200, end])).toMatchObject({ calls: 2, chunks: [{ type: "end" }] });
});

test("a page that cannot keep a session is told, after one more try and no further", async () => {
  expect(await replied([401, refusal])).toMatchObject({ calls: 2, chunks: [{ type: "failed", fault: "unauthorized" }] });
});

test("no other answer is asked for twice", async () => {
  for (const status of [200, 400, 403, 429, 503]) expect((await replied([status, end])).calls).toBe(1);
});
