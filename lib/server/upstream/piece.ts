import { z } from "zod";

const Call = z.object({
  function: z.object({ arguments: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish() }).nullish(),
});

const Content = z.union([z.string(), z.array(z.looseObject({ type: z.string().nullish(), text: z.string().nullish() }))]);

const Part = z.object({
  content: Content.nullish(),
  refusal: z.string().nullish(),
  reasoning_content: z.string().nullish(),
  reasoning: z.string().nullish(),
  tool_calls: z.array(Call).nullish(),
});
export type Part = z.infer<typeof Part>;

const whole = z.number().nonnegative().transform(Math.round);

/** One event of a Chat Completions stream, as widely as compatible servers write it; a whole reply has `message` for `delta`. */
export const Piece = z.object({
  id: z.string().nullish(),
  model: z.string().nullish(),
  choices: z
    .array(z.object({ index: z.number().nullish(), delta: Part.nullish(), message: Part.nullish(), finish_reason: z.string().nullish() }))
    .nullish(),
  usage: z.object({ prompt_tokens: whole.nullish(), completion_tokens: whole.nullish() }).nullish(),
});
export type Piece = z.infer<typeof Piece>;

export const textOf = (content: Part["content"]) =>
  typeof content === "string" ? content : (content ?? []).map((item) => (item.type === "text" ? (item.text ?? "") : "")).join("");

/** Pieces of JSON text; several calls follow one another, and a few servers send the arguments as an object. */
export function argumentsOf(call: z.infer<typeof Call>): string {
  const given = call.function?.arguments ?? "";
  return typeof given === "string" ? given : JSON.stringify(given);
}
