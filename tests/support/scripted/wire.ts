import type { ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { Seen, Words } from "./reply.ts";

const id = (seen: Seen) => `chatcmpl-scripted-${seen.index}`;
const head = { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache", connection: "keep-alive" };

function usageOf(words: Words, seen: Seen) {
  if (words.usage === null) return null;
  const written = (words.text?.length ?? 0) + (words.tool?.length ?? 0);
  const counted = words.usage ?? { prompt_tokens: Math.ceil(seen.raw.length / 4), completion_tokens: Math.ceil(written / 4) };
  return { ...counted, total_tokens: counted.prompt_tokens + counted.completion_tokens };
}

function finishOf(words: Words): string {
  return words.finish ?? (words.tool === undefined ? "stop" : "tool_calls");
}

function call(seen: Seen, args: string) {
  return { index: 0, id: `call_${seen.index}`, type: "function", function: { name: "python", arguments: args } };
}

/** Pieces of a few characters, as models send them; long texts in larger ones. */
export function pieces(text: string): string[] {
  const size = Math.max(7, Math.ceil(text.length / 400));
  return Array.from({ length: Math.ceil(text.length / size) }, (_, at) => text.slice(at * size, (at + 1) * size));
}

export function open(response: ServerResponse): void {
  response.writeHead(200, head);
  response.flushHeaders();
}

/** One chunk as an SSE event. False when the client has gone. */
export function chunk(response: ServerResponse, seen: Seen, delta: object, finish: string | null = null): boolean {
  return event(response, {
    id: id(seen),
    object: "chat.completion.chunk",
    created: 0,
    model: seen.model,
    choices: [{ index: 0, delta, finish_reason: finish }],
  });
}

export function event(response: ServerResponse, value: unknown): boolean {
  if (!response.writable || response.destroyed) return false;
  response.write(`data: ${typeof value === "string" ? value : JSON.stringify(value)}\n\n`);
  return true;
}

function* deltas(words: Words, seen: Seen): Generator<object> {
  yield { role: "assistant", content: "" };
  for (const piece of pieces(words.reasoning ?? "")) yield { reasoning_content: piece };
  for (const piece of pieces(words.text ?? "")) yield { content: piece };
  for (const piece of pieces(words.refusal ?? "")) yield { refusal: piece };
  if (words.tool === undefined) return;
  yield { tool_calls: [call(seen, "")] };
  for (const piece of pieces(JSON.stringify({ code: words.tool }))) yield { tool_calls: [{ index: 0, function: { arguments: piece } }] };
}

export async function streamWords(response: ServerResponse, seen: Seen, words: Words): Promise<void> {
  open(response);
  for (const delta of deltas(words, seen)) {
    if (!chunk(response, seen, delta)) return;
    if (words.pace) await pause(words.pace);
  }
  chunk(response, seen, {}, finishOf(words));
  const usage = usageOf(words, seen);
  if (usage) event(response, { id: id(seen), object: "chat.completion.chunk", created: 0, model: seen.model, choices: [], usage });
  event(response, "[DONE]");
  response.end();
}

export function wholeWords(response: ServerResponse, seen: Seen, words: Words): void {
  const message = {
    role: "assistant",
    content: words.text ?? null,
    refusal: words.refusal ?? null,
    ...(words.reasoning ? { reasoning_content: words.reasoning } : {}),
    ...(words.tool === undefined ? {} : { tool_calls: [call(seen, JSON.stringify({ code: words.tool }))] }),
  };
  json(response, 200, {
    id: id(seen),
    object: "chat.completion",
    created: 0,
    model: seen.model,
    choices: [{ index: 0, message, finish_reason: finishOf(words) }],
    usage: usageOf(words, seen),
  });
}

export function json(response: ServerResponse, status: number, value: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(value));
}
