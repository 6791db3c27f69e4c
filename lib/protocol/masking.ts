import { z } from "zod";
import { FileProfile, Link, Opened } from "./profile.ts";
import type { Masking } from "./policy.ts";

/** To the kernel that reads in clear, once. `key` is 32 secret bytes of the session; it goes nowhere else. */
export type ReadOrder = { key: readonly number[] } & Pick<Masking, "mode" | "columns" | "keepClass" | "strict" | "smallGroupRows">;

/** What the classifier says of a column; everything but `safe` is masked. */
export const Verdict = z.object({
  class: z.enum(["safe", "sensitive", "unknown"]),
  type: z.string(),
  reason: z.string(),
  confidence: z.number(),
  kind: z.string().nullable(),
});
export type Verdict = z.infer<typeof Verdict>;

/** A table whose masked columns hold tokens, pickled, or `pieced`: as sandpiper/pieces.py puts a large one together; `file` is the name that the model knows, `from` the person's. */
export const TokenTable = z.object({
  file: z.string(),
  from: z.string(),
  variable: z.string(),
  part: z.string().nullable(),
  format: z.string(),
  pieced: z.boolean(),
  blob: z.instanceof(Blob),
});
export type TokenTable = z.infer<typeof TokenTable>;

/** Hundreds of thousands of them may come; a schema for each would take longer than to read the file. */
const Texts = z.custom<string[]>((value) => Array.isArray(value) && value.every((one) => typeof one === "string"));

/** What left the kernel that reads in clear. */
export const Read = z.object({
  /** For the person, in clear: the files that were asked for. */
  opened: Opened,
  /** For the model: every open file, by the name that the person knows. */
  told: z.array(z.object({ file: z.string(), profile: FileProfile })),
  links: z.array(Link),
  /** Those that are new, or masked otherwise than before. */
  tables: z.array(TokenTable),
  /** By variable and column. */
  verdicts: z.record(z.string(), z.record(z.string(), Verdict)),
  /** `tokens[i]` stands for `originals[i]`; each pair comes once. */
  tokens: Texts,
  originals: Texts,
  /** Words that the model may see anyway: names of columns and tables, values of columns that are shown. */
  open: Texts,
});
export type Read = z.infer<typeof Read>;

/** A table on its way to the kernel that runs generated code. */
export type Adopted = Omit<TokenTable, "from">;
