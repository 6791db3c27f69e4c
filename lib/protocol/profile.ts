import { z } from "zod";

const whole = z.number().int().nonnegative();

export const ColumnKind = z.enum([
  "integer", "number", "boolean", "datetime", "date", "time", "duration", "category", "text", "identifier", "nested", "empty",
]);
export type ColumnKind = z.infer<typeof ColumnKind>;

/** Why a column is hidden from the model: the type it was taken for, and what it was told by, in words that hold no value. */
export const MaskedColumn = z.object({ type: z.string(), reason: z.string() });
export type MaskedColumn = z.infer<typeof MaskedColumn>;

export const ColumnProfile = z.object({
  name: z.string(),
  /** pandas dtype, as text. */
  dtype: z.string(),
  kind: ColumnKind,
  /** What the values mean, where it is known: email, phone, currency, percent, country, postcode, year, latitude, url, ip, person, ... */
  semantic: z.string().nullable(),
  nulls: whole,
  distinct: whole,
  /** Smallest and largest value as text; for text columns the shortest and longest length are in `note`. */
  min: z.string().nullable(),
  max: z.string().nullable(),
  mean: z.number().nullable(),
  examples: z.array(z.string()),
  /** The most frequent values with their counts, for columns of few values. */
  top: z.array(z.tuple([z.string(), whole])),
  note: z.string().nullable(),
  /** Null: shown to the model as it is. Missing: nobody has decided. */
  masked: MaskedColumn.nullable().optional(),
});
export type ColumnProfile = z.infer<typeof ColumnProfile>;

/** A line of the file that did not fit; nothing is dropped without one. */
export const OddLine = z.object({ line: whole, reason: z.string(), text: z.string() });
export type OddLine = z.infer<typeof OddLine>;

export const TableProfile = z.object({
  /** Name of the DataFrame in the kernel, a valid Python identifier. */
  variable: z.string(),
  /** Sheet, table or member it comes from; null where the file holds one table. */
  part: z.string().nullable(),
  rows: whole,
  columns: z.array(ColumnProfile),
  duplicateRows: whole,
  oddLines: z.array(OddLine),
  oddLineCount: whole,
  /** In how many pieces its rows lie outside of Python's memory, where they do not fit; the variable is then a `Pieces` (workers/python/sandpiper/pieces.py) and no DataFrame. */
  pieces: whole.optional(),
  /** How it was read: "separator ;", "decimal comma", "3 preamble lines skipped", "total row kept out (line 48)". */
  notes: z.array(z.string()),
});
export type TableProfile = z.infer<typeof TableProfile>;

export const FileProfile = z.object({
  file: z.string(),
  bytes: whole,
  /** csv, xlsx, json, jsonl, sqlite, parquet, text, zip, ... */
  format: z.string(),
  tables: z.array(TableProfile),
  notes: z.array(z.string()),
});
export type FileProfile = z.infer<typeof FileProfile>;

/** A file, or a part of one, that could not be read. The others stay usable. */
export const FileProblem = z.object({
  file: z.string(),
  part: z.string().nullable(),
  line: whole.nullable(),
  reason: z.string(),
  fix: z.string(),
});
export type FileProblem = z.infer<typeof FileProblem>;

/** Two columns that look like a key between tables. `overlap` is the share of the left column's distinct values found on the right. */
export const Link = z.object({
  left: z.object({ variable: z.string(), column: z.string() }),
  right: z.object({ variable: z.string(), column: z.string() }),
  overlap: z.number().min(0).max(1),
  kind: z.enum(["one-to-one", "one-to-many", "many-to-one", "many-to-many"]),
});
export type Link = z.infer<typeof Link>;

/** What opening files came to. */
export const Opened = z.object({ files: z.array(FileProfile), problems: z.array(FileProblem), links: z.array(Link) });
export type Opened = z.infer<typeof Opened>;
