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

/** A sample as if it had been dropped. */
export async function fetchSample({ file }: Sample): Promise<File | null> {
  const response = await fetch(`/samples/${file}`).catch(() => null);
  return response?.ok ? new File([await response.blob()], file) : null;
}
