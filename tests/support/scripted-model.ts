import { setTimeout as pause } from "node:timers/promises";
import type { Model } from "../../lib/agent/ports.ts";
import type { CompleteRequest, ModelChunk } from "../../lib/protocol/complete.ts";
import { type Fault, type Reply, replyOf, type Script, type Seen, type Words } from "./scripted/reply.ts";

export interface ScriptedModel extends Model {
  readonly requests: CompleteRequest[];
}

/** The Model port spoken by a script, without a wire: for tests of the loop. Faults are told as the server's adapter tells them. */
export function scriptedModel(script: Script): ScriptedModel {
  const requests: CompleteRequest[] = [];
  return {
    requests,
    async *reply(request, signal) {
      const index = requests.push(request) - 1;
      yield* play(replyOf(script, seen(request, index)), request, signal);
    },
  };
}

function seen(request: CompleteRequest, index: number): Seen {
  const raw = new TextEncoder().encode(JSON.stringify(request));
  return {
    index,
    method: "POST",
    path: "/",
    headers: {},
    raw,
    model: request.model,
    streamed: true,
    system: "",
    messages: request.messages,
    aborted: false,
  };
}

async function* play(reply: Reply, request: CompleteRequest, signal: AbortSignal): AsyncIterable<ModelChunk> {
  if ("fault" in reply) return yield* fail(reply.fault, signal);
  const pieces = (text = "") => text.match(/[\s\S]{1,9}/g) ?? [];
  for (const text of pieces(reply.reasoning)) yield { type: "reasoning", text };
  for (const text of pieces(reply.text)) {
    if (reply.pace) await pause(reply.pace);
    if (signal.aborted) return yield { type: "failed", fault: "stopped", message: "Stopped.", retryable: false };
    yield { type: "text", text };
  }
  for (const text of pieces(reply.tool === undefined ? "" : JSON.stringify({ code: reply.tool }))) yield { type: "tool", text };
  yield {
    type: "end",
    finish: finishOf(reply),
    usage: usageOf(reply),
    model: `${request.model}-2026`,
    responseId: `r${request.step}-${request.attempt}`,
  };
}

function finishOf({ finish, tool }: Words): Extract<ModelChunk, { type: "end" }>["finish"] {
  if (finish === "content_filter") return "filter";
  if (finish === "length") return "length";
  return tool === undefined ? "stop" : "tool";
}

function usageOf({ usage }: Words) {
  return usage ? { inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens } : null;
}

async function* fail(fault: Fault, signal: AbortSignal): AsyncIterable<ModelChunk> {
  if (fault === "silence") return void (await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true })));
  if (fault === "cut-without-end") return yield { type: "text", text: "```python\nprint(1" };
  if (fault === "endless") while (!signal.aborted) yield { type: "text", text: "x = 1  # on and on\n".repeat(50) };
  const kinds: Partial<Record<Fault, Extract<ModelChunk, { type: "failed" }>["fault"]>> = {
    "401": "unauthorized",
    "429": "rate-limited",
    "500": "unavailable",
    "cut-in-fence": "cut",
    "malformed-sse": "malformed",
    "empty-choices": "empty",
  };
  yield { type: "text", text: "```python\nprint(1" };
  yield { type: "failed", fault: kinds[fault] ?? "unknown", message: `fault ${fault}`, retryable: false };
}
