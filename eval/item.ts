import { z } from "zod";

const name = z.string().min(1);

/** One thing that an answer has to hold. `relative` and `absolute` are how far a number may be off; the wider of the two counts. */
export const Part = z.discriminatedUnion("match", [
  /** A word or name, or one of its other spellings. With `among`, all names that were possible: the answer must name this one first. */
  z.object({ name, match: z.literal("exact"), value: z.string(), also: z.array(z.string()).default([]), among: z.array(z.string()).default([]) }),
  z.object({ name, match: z.literal("number"), value: z.number(), relative: z.number().default(0.005), absolute: z.number().default(0) }),
  /** All of these, and of `among` none besides. */
  z.object({ name, match: z.literal("set"), values: z.array(z.string()).min(1), among: z.array(z.string()).default([]) }),
  /** Rows of a key and its number, in any order; other columns do not matter. */
  z.object({ name, match: z.literal("table"), rows: z.array(z.tuple([z.union([z.string(), z.number()]), z.number()])).min(1), relative: z.number().default(0.005) }),
  /** None of these may stand in the answer. */
  z.object({ name, match: z.literal("absent"), values: z.array(z.string()).min(1) }),
  /** The data cannot answer it, and the answer says so. */
  z.object({ name, match: z.literal("declines") }),
  /** Python that is run on the code of the answer, named `solution`; it raises where the code is wrong. */
  z.object({ name, match: z.literal("code"), test: z.string() }),
]);
export type Part = z.infer<typeof Part>;

export const Item = z.object({
  id: z.string().regex(/^[\w.-]{1,80}$/),
  category: z.string().default("all"),
  level: z.string().default("-"),
  domain: z.string().default("-"),
  /** Seen from the folder of the suite. */
  files: z.array(z.string()).default([]),
  question: z.string().min(1),
  constraints: z.string().optional(),
  /** How the answer is to be written; made from `expected` where it is missing. */
  format: z.string().optional(),
  expected: z.array(Part).min(1),
});
export type Item = z.infer<typeof Item>;

/** What a language model is asked: question, constraints and the form of the answer. */
export function wholeQuestion(item: Item): string {
  return [item.question, item.constraints ? `Constraints: ${item.constraints}` : "", item.format ?? formOf(item.expected)].filter(Boolean).join("\n\n");
}

/** Names in brackets, so that no number has to be looked for in prose. */
function formOf(expected: readonly Part[]): string {
  const tags = expected.flatMap(({ name, match }) => {
    if (match === "exact" || match === "number") return [`@${name}[value]`];
    return match === "set" ? [`@${name}[value, value, ...]`] : [];
  });
  const tables = expected.some(({ match }) => match === "table") ? "Show the result as a table with table(df, title)." : "";
  return [tags.length > 0 ? `End the finding with ${tags.join(" ")}, unrounded, percentages as numbers from 0 to 100.` : "", tables].filter(Boolean).join(" ");
}
