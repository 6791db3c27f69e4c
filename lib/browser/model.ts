import type { Model } from "../agent/ports.ts";
import { ModelChunk, type ModelFault } from "../protocol/complete.ts";
import type { Sent, SentLeak } from "../protocol/sent.ts";
import { lines } from "./lines.ts";

type Failed = Extract<ModelChunk, { type: "failed" }>;

const failed = (fault: ModelFault, message: string): Failed => ({
  type: "failed",
  fault,
  message,
  retryable: fault !== "stopped" && fault !== "malformed" && fault !== "withheld",
});

/** The last look at the exact text that is about to leave; null lets it go. */
export type Gate = (body: string) => Promise<{ reason: string; findings: SentLeak[] } | null>;

/** What a model is asked with, beside the network: the gate, and who keeps what left (or did not); of one message the latest word holds. */
export type Watch = { gate: Gate; keep: (sent: Sent) => void };

const unwatched: Watch = { gate: async () => null, keep: () => undefined };
const path = "/api/complete";
const broken = { reason: "Nothing was sent to the model: the guard of masked values does not work. Load the page again.", findings: [] };

/**
 * The model behind the server's /api/complete. What breaks on the way is a `failed` chunk; what the gate refuses is not sent. `language` tells which one the page
 * speaks now: to the widget it may be another than the person's own, and no cookie says so.
 */
export const remoteModel = (fetcher: typeof fetch = fetch, watch: Watch = unwatched, language: () => string = () => ""): Model => ({
  async *reply(request, signal) {
    const body = JSON.stringify(request);
    // In a picture nothing can be looked for: whether one may go at all is decided in agent/pictures.ts, and again by the server.
    const { pictures: _unread, ...readable } = request;
    const { turn, step, attempt } = request;
    const sent: Sent = { turn, step, attempt, at: Date.now(), path, body, system: null, verdict: "sent" };
    const held = await watch.gate(JSON.stringify(readable)).catch(() => broken);
    if (held) {
      watch.keep({ ...sent, verdict: "blocked", findings: held.findings });
      return yield failed("withheld", held.reason);
    }
    // On record before it goes, and once more with what came back: who asks may stop listening at any moment.
    watch.keep(sent);
    let response = "";
    const told = (chunk: ModelChunk): ModelChunk => {
      if (chunk.type === "asked") sent.system = chunk.system;
      if (chunk.type === "text" || chunk.type === "tool") response += chunk.text;
      if (chunk.type === "end" || chunk.type === "failed" || chunk.type === "asked") watch.keep({ ...sent, response });
      return chunk;
    };
    try {
      for await (const chunk of spoken(body, signal, speaking(fetcher, language()))) yield told(chunk);
    } catch {
      yield told(
        signal.aborted ? failed("stopped", "Stopped.") : failed("offline", "The server could not be reached. Check that it is running, then ask again."),
      );
    }
  },
});

const speaking =
  (fetcher: typeof fetch, language: string): typeof fetch =>
  (input, init) =>
    fetcher(input, { ...init, headers: { "content-type": "application/json", ...(language === "" ? {} : { "x-sandpiper-locale": language }) } });

async function* spoken(body: string, signal: AbortSignal, fetcher: typeof fetch): AsyncGenerator<ModelChunk> {
  const ask = () => fetcher(path, { method: "POST", body, signal, cache: "no-store" });
  const first = await ask();
  // The session had run out; the refusal brought a new one.
  const response = first.status === 401 ? await ask() : first;
  if (!response.body) return yield failed("empty", `The server answered with status ${response.status} and nothing else.`);
  for await (const line of lines(response.body)) {
    const chunk = parse(line);
    yield chunk;
    if (chunk.type === "failed" || chunk.type === "end") return;
  }
  yield failed("cut", "The reply broke off before its end.");
}

function parse(line: string): ModelChunk {
  try {
    return ModelChunk.parse(JSON.parse(line));
  } catch {
    return failed("malformed", "The server sent something that is not part of its protocol.");
  }
}
