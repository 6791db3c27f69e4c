import { z } from "zod";

/** public/samples/index.json: what ships with the product. */
export const Sample = z.object({
  file: z.string().regex(/^[\w.-]+$/),
  title: z.string(),
  description: z.string(),
  questions: z.array(z.string()).default([]),
});
export type Sample = z.infer<typeof Sample>;
export const Samples = z.array(Sample);
