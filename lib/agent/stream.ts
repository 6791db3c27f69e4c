import type { CompleteRequest, ModelChunk, ModelFault } from "../protocol/complete.ts";
import { type LiveDelta, makeLive } from "./live.ts";
import type { Model } from "./ports.ts";

type End = Extract<ModelChunk, { type: "end" }>;

/** How a model call ended. `overlong` was cut by us: the reply was longer than any action may be. */
export type Streamed =
  | { readonly type: "whole"; readonly text: string; readonly tool: string; readonly end: End }
  | { readonly type: "overlong"; readonly text: string; readonly tool: string }
  | { readonly type: "failed"; readonly fault: ModelFault; readonly message: string };

export type Heard = LiveDelta | { readonly type: "waiting"; readonly ms: number; readonly reason: string };

export interface Call {
  readonly request: CompleteRequest;
  readonly chars: number;
  readonly heard: (piece: Heard) => void;
}

/** One model call, from request to last chunk. Settles as soon as `signal` aborts, whatever the adapter does then. */
export async function stream(model: Model, call: Call, signal: AbortSignal): Promise<Streamed> {
  const inner = new AbortController();
  const leave = () => inner.abort(signal.reason);
  signal.addEventListener("abort", leave, { once: true });
  if (signal.aborted) leave();
  try {
    return await read(model.reply(call.request, inner.signal)[Symbol.asyncIterator](), call, signal);
  } finally {
    signal.removeEventListener("abort", leave);
    inner.abort();
  }
}

const stopped: Streamed = { type: "failed", fault: "stopped", message: "Stopped." };

async function read(chunks: AsyncIterator<ModelChunk>, call: Call, signal: AbortSignal): Promise<Streamed> {
  let [text, tool] = ["", ""];
  const live = makeLive(call.heard);
  while (!signal.aborted) {
    const next = await orAborted(chunks.next(), signal);
    if (next === null) break;
    if (next.done) return { type: "failed", fault: "cut", message: "The model's reply ended without its last part." };
    const chunk = next.value;
    if (chunk.type === "failed") return signal.aborted ? stopped : chunk;
    if (chunk.type === "waiting") call.heard(chunk);
    live.take(chunk);
    if (chunk.type === "end") return { type: "whole", text, tool, end: chunk };
    if (chunk.type === "text") text += chunk.text;
    if (chunk.type === "tool") tool += chunk.text;
    if (text.length + tool.length > call.chars) return { type: "overlong", text, tool };
  }
  return stopped;
}

/** The value, or null once the signal has aborted. */
export function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const leave = () => resolve(null);
    if (signal.aborted) leave();
    signal.addEventListener("abort", leave, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
  });
}
