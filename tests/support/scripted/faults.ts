import type { ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { Fault, Seen } from "./reply.ts";
import { chunk, event, json, open, pieces } from "./wire.ts";

type Play = (response: ServerResponse, seen: Seen) => void | Promise<void>;

const refuse =
  (status: number, type: string, message: string, headers: Record<string, string> = {}): Play =>
  (response) =>
    json(response, status, { error: { message, type, code: type } }, headers);

const half = "I look at the data.\n\n```python\nimport pandas as pd\nprint(";

function begin(response: ServerResponse, seen: Seen, text = half): void {
  open(response);
  for (const piece of pieces(text)) chunk(response, seen, { content: piece });
}

async function forever(response: ServerResponse, beat: () => void, ms: number): Promise<void> {
  while (response.writable && !response.destroyed) {
    beat();
    await pause(ms);
  }
}

/** What each fault does on the wire. Those named "-once" are played by the server for a request's first try only. */
export const plays: Record<Fault, Play> = {
  "401": refuse(401, "invalid_api_key", "Incorrect API key provided."),
  "403": refuse(403, "permission_denied", "This key may not use this model."),
  "404": refuse(404, "model_not_found", "The model does not exist."),
  "429": refuse(429, "rate_limit_exceeded", "Rate limit reached.", { "retry-after": "1" }),
  "429-once": refuse(429, "rate_limit_exceeded", "Rate limit reached.", { "retry-after": "1" }),
  "500": refuse(500, "server_error", "Internal error."),
  "503": refuse(503, "overloaded", "The server is overloaded."),
  "503-once": refuse(503, "overloaded", "The server is overloaded."),
  "529": refuse(529, "overloaded", "The server is overloaded."),
  "too-large": refuse(400, "context_length_exceeded", "This model's maximum context length is 8192 tokens."),
  redirect: (response) => {
    response.writeHead(302, { location: "/elsewhere" }).end();
  },
  reset: (response) => {
    response.socket?.resetAndDestroy();
  },
  "reset-midway": async (response, seen) => {
    begin(response, seen);
    await pause(50);
    response.socket?.resetAndDestroy();
  },
  silence: () => undefined,
  "silence-midway": (response, seen) => begin(response, seen),
  drip: (response, seen) => {
    open(response);
    return forever(response, () => chunk(response, seen, { content: "." }), 300);
  },
  endless: (response, seen) => {
    begin(response, seen, "```python\n");
    return forever(response, () => chunk(response, seen, { content: "x = 1 # and on and on\n".repeat(200) }), 1);
  },
  "cut-in-fence": (response, seen) => {
    begin(response, seen);
    chunk(response, seen, {}, "length");
    event(response, "[DONE]");
    response.end();
  },
  "cut-without-end": (response, seen) => {
    begin(response, seen);
    response.end();
  },
  "malformed-sse": (response, seen) => {
    begin(response, seen);
    event(response, '{"id": "x", "choices": [{"delta": {"content": ');
    response.write("data data: nonsense\n\n");
    event(response, "[DONE]");
    response.end();
  },
  "wrong-content-type": (response) => {
    response.writeHead(200, { "content-type": "text/html" });
    response.end("<!doctype html><title>Login</title><p>Please log in.");
  },
  "empty-choices": (response, seen) => {
    open(response);
    event(response, { id: "x", object: "chat.completion.chunk", created: 0, model: seen.model, choices: [] });
    event(response, "[DONE]");
    response.end();
  },
  "no-content": (response, seen) => {
    open(response);
    chunk(response, seen, { role: "assistant", content: null });
    chunk(response, seen, {}, "stop");
    event(response, "[DONE]");
    response.end();
  },
  "error-in-stream": (response, seen) => {
    begin(response, seen);
    event(response, { error: { message: "The engine died.", type: "server_error" } });
    response.end();
  },
};
