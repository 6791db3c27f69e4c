import { analyse } from "../analyst/analyse.ts";
import type { CompleteRequest, ModelChunk } from "../protocol/complete.ts";
import { builtin } from "./models.ts";

/** What the built-in analyst says, as a model's reply, at no made-up pace. It counts no tokens, for it uses none. */
export async function* spoken(request: CompleteRequest): AsyncGenerator<ModelChunk> {
  for (const text of analyse(request)) yield { type: "text", text };
  yield { type: "end", finish: "stop", usage: { inputTokens: 0, outputTokens: 0 }, model: builtin.id, responseId: null };
}
