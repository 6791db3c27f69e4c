import { createHash } from "node:crypto";
import { canonical } from "../policy/chain/canonical.ts";
import type { ServerRecord } from "../protocol/audit-log.ts";
import type { CompleteRequest, ModelChunk } from "../protocol/complete.ts";
import { sha256 } from "./audit/entry.ts";
import { measure } from "./process.ts";
import type { Counted, Outcome } from "./usage/call.ts";
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
export async function* recorded(source: AsyncIterable<ModelChunk>, { request, actor, world, settle }: Call): AsyncGenerator<ModelChunk> {
  const began = performance.now();
  const heard = new Heard(request, world.clock());
  let firstMs: number | null = null;
  let close: Close | null = null;
  try {
    for await (const chunk of source) {
      if (chunk.type === "end" || chunk.type === "failed") {
        close = chunk;
        break;
      }
      heard.take(chunk);
      if (firstMs === null && chunk.type !== "asked" && chunk.type !== "waiting") firstMs = performance.now() - began;
      yield chunk;
    }
  } finally {
    const ended = close ?? left;
    const { cost, usage } = await settle(heard.outcome(ended));
    const fault = ended.type === "failed" ? ended.fault : null;
    measure({ what: "completion", ms: performance.now() - began, firstMs, model: request.model, fault, ...usage });
    const written = await write(world, { actor, record: { ...heard.record(ended, world.clock()), costMicros: cost } });
    if (close !== null && !written.ok) close = { type: "failed", fault: "unavailable", message: written.reason, retryable: true };
  }
  if (close !== null) yield close;
}

/** `settle` counts what the reply came to. */
export type Call = { request: CompleteRequest; actor: string; world: World; settle: (outcome: Outcome) => Promise<Counted> };

/** What a reply comes to, without keeping it. */
class Heard {
  readonly #request: CompleteRequest;
  readonly #began: number;
  readonly #text = createHash("sha256");
  #chars = 0;
  /** Half of a character, when a piece ended in its middle. */
  #half = "";
  #thought = 0;
  #tool = "";

  constructor(request: CompleteRequest, began: number) {
    this.#request = request;
    this.#began = began;
  }

  take(chunk: ModelChunk) {
    if (chunk.type === "reasoning") this.#thought += chunk.text.length;
    if (chunk.type !== "text" && chunk.type !== "tool") return;
    this.#chars += chunk.text.length;
    if (chunk.type === "tool") return void (this.#tool += chunk.text);
    const text = this.#half + chunk.text;
    this.#half = /[\ud800-\udbff]$/.exec(text)?.[0] ?? "";
    this.#text.update(text.slice(0, text.length - this.#half.length), "utf8");
  }

  outcome(close: Close): Outcome {
    const [usage, fault] = close.type === "end" ? [close.usage, null] : [null, close.fault];
    return { usage, fault, replyChars: this.#chars + this.#thought };
  }

  record(close: Close, now: number): Omit<Completion, "costMicros"> {
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
      promptSha256: sha256(canonical(messages)),
      promptChars: messages.reduce((sum, { content }) => sum + content.length, 0),
      replySha256: this.#text.update(this.#half + this.#tool, "utf8").digest("hex"),
      replyChars: this.#chars,
      durationMs: now - this.#began,
    };
  }
}
