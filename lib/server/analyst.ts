import type { CompleteRequest, ModelChunk } from "../protocol/complete.ts";
import { builtin } from "./models.ts";

const pieceChars = 80;

/** What the built-in analyst says, in pieces like a model's, at no made-up pace. */
export async function* spoken(text: string): AsyncGenerator<ModelChunk> {
  for (let start = 0; start < text.length; start += pieceChars) yield { type: "text", text: text.slice(start, start + pieceChars) };
  yield { type: "end", finish: "stop", usage: { inputTokens: 0, outputTokens: 0 }, model: builtin.id, responseId: null };
}

/** Until lib/analyst lands. */
export const analyse = (request: CompleteRequest): string => `I am the built-in analyst. You asked: ${request.brief.question}`;
