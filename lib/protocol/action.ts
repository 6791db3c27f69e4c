import { z } from "zod";

/** What the model decided. `plan` is the prose around the code, shown to the person. */
export const Action = z.discriminatedUnion("type", [
  z.object({ type: z.literal("run"), plan: z.string(), code: z.string() }),
  z.object({ type: z.literal("answer"), text: z.string() }),
]);
export type Action = z.infer<typeof Action>;

/** A line of code that the policy refuses, with the nearest allowed way. */
export const Finding = z.object({
  line: z.number().int().positive(),
  name: z.string(),
  reason: z.string(),
  instead: z.string(),
});
export type Finding = z.infer<typeof Finding>;
