import { createHash } from "node:crypto";
import type { ServerRecord } from "../protocol/audit.ts";
import type { CompleteRequest, ModelChunk } from "../protocol/complete.ts";
import { canonical, sha256 } from "./audit/entry.ts";
import type { World } from "./world.ts";
import { write } from "./write.ts";

type Close = Extract<ModelChunk, { type: "end" | "failed" }>;
type Completion = Extract<ServerRecord, { type: "completion" }>;

/** The page went away before the reply had ended. */
const left: Close = { type: "failed", fault: "stopped", message: "", retryable: false };

/**
 * Passes a reply on and puts it on record before its close is passed on, also when the reader leaves in its middle.
 * A reply that cannot be recorded is closed as failed.
 */
export async function* recorded(source: AsyncIterable<ModelChunk>, { request, actor, world }: Call): AsyncGenerator<ModelChunk> {
  const heard = new Heard(request, world.clock());
  let close: Close | null = null;
  try {
    for await (const chunk of source) {
      if (chunk.type === "end" || chunk.type === "failed") {
        close = chunk;
        break;
      }
      heard.take(chunk);
      yield chunk;
    }
  } finally {
    const written = await write(world, { actor, record: heard.record(close ?? left, world.clock()) });
    if (close !== null && !written.ok) close = { type: "failed", fault: "unavailable", message: written.reason, retryable: true };
  }
  if (close !== null) yield close;
}

export type Call = { request: CompleteRequest; actor: string; world: World };

/** What a reply comes to, without keeping it. */
class Heard {
  readonly #request: CompleteRequest;
  readonly #began: number;
  readonly #text = createHash("sha256");
  #chars = 0;
  #tool = "";

  constructor(request: CompleteRequest, began: number) {
    this.#request = request;
    this.#began = began;
  }

  take(chunk: ModelChunk) {
    if (chunk.type !== "text" && chunk.type !== "tool") return;
    this.#chars += chunk.text.length;
    if (chunk.type === "text") this.#text.update(chunk.text, "utf8");
    else this.#tool += chunk.text;
  }

  record(close: Close, now: number): Completion {
    const { session, turn, step, attempt, model, messages } = this.#request;
    const ended = close.type === "end" ? close : null;
    return {
      type: "completion",
      session,
      turn,
      step,
      attempt,
      model,
      answeredBy: ended?.model ?? null,
      responseId: ended?.responseId ?? null,
      finish: ended?.finish ?? null,
      fault: close.type === "failed" ? close.fault : null,
      usage: ended?.usage ?? null,
      costMicros: null,
      promptSha256: sha256(canonical(messages)),
      promptChars: messages.reduce((sum, { content }) => sum + content.length, 0),
      replySha256: this.#text.update(this.#tool, "utf8").digest("hex"),
      replyChars: this.#chars,
      durationMs: now - this.#began,
    };
  }
}
