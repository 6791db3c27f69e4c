import type { OpenAI } from "openai";
import type { Message, Picture } from "../../protocol/complete.ts";
import type { UpstreamModel } from "../env.ts";
import type { Optional } from "./quirks.ts";

type Body = OpenAI.ChatCompletionCreateParamsStreaming;

/** What the model is asked; made on the server but for `messages`. */
export type Ask = { model: UpstreamModel; system: string; messages: Message[]; pictures?: readonly Picture[]; replyTokens: number };

const python: OpenAI.ChatCompletionTool = {
  type: "function",
  function: {
    name: "python",
    description: "Runs Python in the person's browser and returns what it printed, showed and raised. Variables live on between calls.",
    parameters: {
      type: "object",
      properties: { code: { type: "string", description: "The whole program." } },
      required: ["code"],
      additionalProperties: false,
    },
  },
};

/** The last message, with the pictures that go with it. */
function last({ messages, pictures = [] }: Ask): OpenAI.ChatCompletionMessageParam[] {
  const message = messages.at(-1);
  if (!message) return [];
  if (pictures.length === 0 || message.role !== "user") return [message];
  const shown = pictures.map((png): OpenAI.ChatCompletionContentPart => ({ type: "image_url", image_url: { url: `data:image/png;base64,${png}` } }));
  return [{ role: "user", content: [{ type: "text", text: message.content }, ...shown] }];
}

/** The request's body without the parameters in `refused`. OpenAI's own newer models take one name for the token limit only, most others the other. */
export function bodyOf(ask: Ask, refused: ReadonlySet<Optional>, own: boolean): Body {
  const names = own ? (["max_completion_tokens", "max_tokens"] as const) : (["max_tokens", "max_completion_tokens"] as const);
  const tokens = names.find((name) => !refused.has(name));
  return {
    model: ask.model.id,
    stream: true,
    messages: [{ role: "system", content: ask.system }, ...ask.messages.slice(0, -1), ...last(ask)],
    ...(tokens === undefined ? {} : { [tokens]: ask.replyTokens }),
    ...(refused.has("stream_options") ? {} : { stream_options: { include_usage: true } }),
    ...(ask.model.tools && !refused.has("tools") ? { tools: [python] } : {}),
  };
}
