import type { ModelChunk, Usage } from "../../protocol/complete.ts";
import { type Failure, final, passing } from "./failure.ts";
import { argumentsOf, type Part, type Piece, textOf } from "./piece.ts";
import type { Redact } from "./redact.ts";

type Content = Extract<ModelChunk, { type: "text" | "reasoning" | "tool" }>;
type End = Extract<ModelChunk, { type: "end" }>;
type Finish = End["finish"];

const finishes: Record<string, Finish> = {
  stop: "stop",
  end_turn: "stop",
  eos: "stop",
  length: "length",
  max_tokens: "length",
  tool_calls: "tool",
  function_call: "tool",
  content_filter: "filter",
};

/** Reads the pieces of one reply in order; `close` says what they came to. */
export class Reading {
  #finish: Finish | null = null;
  #usage: Usage | null = null;
  #responseId: string | null = null;
  #model: string;
  #refusal = "";
  #said = { text: false, tool: false, reasoning: false };
  readonly #redact: Redact;

  constructor(model: string, redact: Redact) {
    this.#model = model;
    this.#redact = redact;
  }

  /** Whether the page has been given anything, so that a second try would repeat it. */
  get spoke() {
    return this.#said.text || this.#said.tool || this.#said.reasoning;
  }

  get finished() {
    return this.#finish !== null;
  }

  take(piece: Piece): Content[] {
    if (piece.model) this.#model = piece.model;
    if (piece.id) this.#responseId = piece.id;
    if (piece.usage) this.#usage = { inputTokens: piece.usage.prompt_tokens ?? 0, outputTokens: piece.usage.completion_tokens ?? 0 };
    const choice = piece.choices?.find(({ index }) => (index ?? 0) === 0);
    if (choice === undefined) return [];
    if (choice.finish_reason) this.#finish = finishes[choice.finish_reason] ?? "other";
    const part = choice.delta ?? choice.message;
    return part ? this.#part(part) : [];
  }

  #part(part: Part): Content[] {
    this.#refusal += part.refusal ?? "";
    const chunks: Content[] = [
      { type: "reasoning", text: part.reasoning_content ?? part.reasoning ?? "" },
      { type: "text", text: textOf(part.content) },
      ...(part.tool_calls ?? []).map((call) => ({ type: "tool", text: argumentsOf(call) }) as const),
    ];
    const said = chunks.filter(({ text }) => text !== "");
    for (const { type } of said) this.#said[type] = true;
    return said;
  }

  /** `sealed` tells whether the server said that it was done (`[DONE]`). */
  close(sealed: boolean): End | Failure {
    if (this.#finish === null && !sealed)
      return this.spoke ? passing("cut", "The reply broke off before its end.") : passing("empty", "The model's server sent nothing.");
    const substance = this.#said.text || this.#said.tool;
    if (this.#refusal !== "" && !substance) return final("refused", `The model refused: ${this.#redact(this.#refusal)}`);
    if (this.#finish === "filter" && !substance) return final("refused", "The model's server filtered the reply.");
    if (this.#finish === "length" && !substance)
      return final("cut", "The reply reached its token limit (replyTokens) before it said anything.");
    if (!substance) return passing("empty", "The model sent an empty reply.");
    return this.#end();
  }

  #end(): End {
    const finish = this.#said.tool && this.#finish === "stop" ? "tool" : (this.#finish ?? "stop");
    const responseId = this.#responseId === null ? null : this.#redact(this.#responseId);
    return { type: "end", finish, usage: this.#usage, model: this.#redact(this.#model), responseId };
  }
}
