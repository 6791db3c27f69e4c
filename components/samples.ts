import { z } from "zod";

const Said = z.object({ title: z.string(), description: z.string(), question: z.string() });

/** public/samples/index.json: what ships with the product. The first question is the one that the gallery offers. */
export const Sample = z.object({
  file: z.string().regex(/^[\w.-]+$/),
  kind: z.enum(["sales", "survey", "series", "database", "workbook", "sensors", "people"]),
  title: z.string(),
  description: z.string(),
  questions: z.array(z.string()).min(1),
  de: Said,
});
export type Sample = z.infer<typeof Sample>;
export const Samples = z.array(Sample);
