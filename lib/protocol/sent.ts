import { z } from "zod";

/** Where a value that must not leave stood in a message: `at` and `length` are characters of its body. Never the value itself. */
export const SentLeak = z.object({
  type: z.string(),
  at: z.number().int().nonnegative(),
  length: z.number().int().nonnegative(),
  where: z.enum(["plain", "escaped", "url", "base64", "hex", "separators"]),
  token: z.string().nullable(),
});
export type SentLeak = z.infer<typeof SentLeak>;

/** One message that went to the model, or that the gate kept back, byte for byte. It is kept in the browser and goes nowhere. */
export const Sent = z.object({
  turn: z.number().int().nonnegative(),
  step: z.number().int().nonnegative(),
  attempt: z.number().int().nonnegative(),
  /** Milliseconds since the epoch. */
  at: z.number(),
  path: z.string(),
  /** The request's body as it was handed to the browser to send. */
  body: z.string(),
  /** What the server put before it; null where nothing was, or where the server did not come to say. */
  system: z.string().nullable(),
  /** The reply as it came back, as far as it came. */
  response: z.string().optional(),
  verdict: z.enum(["sent", "blocked"]),
  findings: z.array(SentLeak).optional(),
});
export type Sent = z.infer<typeof Sent>;
