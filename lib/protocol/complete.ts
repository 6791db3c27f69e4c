import { z } from "zod";
import { FileProfile, Link } from "./profile.ts";

export const Message = z.object({ role: z.enum(["user", "assistant"]), content: z.string() });
export type Message = z.infer<typeof Message>;

/** A run as a model may be told of it; `text` is what the prompt shows, already cut. */
export const Told = z.object({
  code: z.string(),
  status: z.enum(["ok", "error", "killed", "refused"]),
  text: z.string(),
});
export type Told = z.infer<typeof Told>;

/** The same facts as the messages, in structured form; the built-in analyst reads these. */
export const Brief = z.object({
  question: z.string(),
  files: z.array(FileProfile.pick({ file: true, format: true, tables: true })),
  links: z.array(Link),
  /** Steps of this turn, oldest first. */
  steps: z.array(Told),
  /** Questions of earlier turns with the code that answered them, oldest first. */
  history: z.array(z.object({ question: z.string(), codes: z.array(z.string()), finding: z.string().nullable() })),
});
export type Brief = z.infer<typeof Brief>;

/** A PNG as base64. */
export const Picture = z.string().max(1_000_000).regex(/^iVBORw0KGgo[A-Za-z0-9+/]*={0,2}$/);
export type Picture = z.infer<typeof Picture>;

/** What the page sends to /api/complete. The system prompt is the server's. */
export const CompleteRequest = z.strictObject({
  session: z.string().min(1).max(100),
  turn: z.number().int().nonnegative(),
  step: z.number().int().nonnegative(),
  attempt: z.number().int().nonnegative(),
  model: z.string().max(200),
  messages: z.array(Message).min(1),
  brief: Brief,
  /** Charts that the model's code has just drawn, shown with the last message: where policy and model allow it. */
  pictures: z.array(Picture).min(1).max(2).optional(),
});
export type CompleteRequest = z.infer<typeof CompleteRequest>;

export const Usage = z.object({ inputTokens: z.number().int().nonnegative(), outputTokens: z.number().int().nonnegative() });
export type Usage = z.infer<typeof Usage>;

export const ModelFault = z.enum([
  "unauthorized", "rate-limited", "unavailable", "timeout", "cut", "malformed", "empty", "refused", "too-large", "budget", "not-allowed", "offline", "stopped",
  /** The request held something that must not leave, and was not sent. */
  "withheld",
  "unknown",
]);
export type ModelFault = z.infer<typeof ModelFault>;

/** One line of the newline-delimited JSON that comes back. Exactly one `end` or `failed` closes it. */
export const ModelChunk = z.discriminatedUnion("type", [
  /** First of all: the system prompt that the server puts before the page's messages, word for word; null where there is none. */
  z.object({ type: z.literal("asked"), system: z.string().nullable() }),
  z.object({ type: z.literal("text"), text: z.string() }),
  z.object({ type: z.literal("reasoning"), text: z.string() }),
  /** Arguments of a tool call named `python`, as they stream: pieces of JSON text. */
  z.object({ type: z.literal("tool"), text: z.string() }),
  /** The server is waiting before it tries again. */
  z.object({ type: z.literal("waiting"), ms: z.number(), reason: z.string() }),
  z.object({
    type: z.literal("end"),
    finish: z.enum(["stop", "length", "tool", "filter", "other"]),
    usage: Usage.nullable(),
    model: z.string(),
    responseId: z.string().nullable(),
  }),
  z.object({ type: z.literal("failed"), fault: ModelFault, message: z.string(), retryable: z.boolean() }),
]);
export type ModelChunk = z.infer<typeof ModelChunk>;

/** What the page may know of the models: never a key, never an address. */
export const ModelInfo = z.object({ id: z.string(), label: z.string(), builtin: z.boolean(), /** Whether it takes pictures. */ images: z.boolean().optional() });
export type ModelInfo = z.infer<typeof ModelInfo>;

/** What GET /api/models answers; no model where the policy allows none of the server's. `notes` tell the person what is set only in half, in words that name no secret. */
export const ModelList = z.object({ models: z.array(ModelInfo), default: z.string(), notes: z.array(z.string()) });
export type ModelList = z.infer<typeof ModelList>;
