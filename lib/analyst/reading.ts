import { type Comparison, comparisons } from "./comparisons.ts";
import { askers, type Mention, mentions, type ValueMention, valueMentions } from "./find.ts";
import { isTime, type Table } from "./tables.ts";
import { fold, type Token, tokens } from "./words.ts";

/** A question taken apart, before it is bound to one table. */
export interface Reading {
  readonly question: string;
  /** Lower case, without accents; positions are those of `words`. */
  readonly text: string;
  readonly words: readonly Token[];
  readonly columns: readonly Mention[];
  readonly values: readonly ValueMention[];
  readonly numbers: readonly Comparison[];
  readonly quotes: readonly { readonly start: number; readonly value: string }[];
}

export function reading(question: string, tables: readonly Table[]): Reading {
  const plain = question.normalize("NFC").replaceAll("ß", "ss").slice(0, 2_000);
  const text = fold(plain);
  const words = tokens(plain);
  const found = mentions(words, tables);
  const values = valueMentions(words, tables);
  const columns = found.filter((each) => !values.some((value) => beats(value, each, words)));
  return {
    question,
    text,
    words,
    columns,
    values: values.filter((value) => !columns.some((each) => overlap(each, value))),
    numbers: comparisons(text),
    quotes: [...plain.matchAll(/["'“„‘«]([^"'“”„‘’«»]{1,80})["'”“’»]/g)].map((match) => ({ start: match.index, value: match[1] ?? "" })),
  };
}

const overlap = (a: { start: number; end: number }, b: { start: number; end: number }): boolean => a.start < b.end && b.start < a.end;

/** Where the same words name a column and a value: the longer wins; of equals a sure column name, but for "in Sales" and the like. */
function beats(value: ValueMention, column: Mention, words: readonly Token[]): boolean {
  if (!overlap(value, column)) return false;
  const lengths = value.end - value.start - (column.end - column.start);
  if (lengths !== 0) return lengths > 0;
  const before = words[value.start - 1]?.text ?? "";
  const written = words[value.start]?.raw ?? "";
  if (/^(are|was|were|not|still|been|already|sind|nicht)$/.test(before) && column.refs.every((ref) => isTime(ref.column))) return true;
  const proper = value.start > 0 && /^\p{Lu}/u.test(written);
  return (
    column.score < 0.9 ||
    ((proper || column.refs.length === 0) && ["in", "for", "from", "at", "the", "im", "fur", "of", "is", "and"].includes(before) && proper)
  );
}

const fillers = new Set([
  "the",
  "each",
  "our",
  "all",
  "of",
  "different",
  "various",
  "a",
  "an",
  "any",
  "its",
  "their",
  "my",
  "der",
  "die",
  "das",
  "den",
  "dem",
  "single",
  "individual",
  "other",
]);

/** The word before position `start`, articles skipped. */
export function wordBefore(words: readonly Token[], start: number): string {
  let index = start - 1;
  while (index > 0 && fillers.has(words[index]?.text ?? "") && !["each", "every"].includes(words[index]?.text ?? "")) index--;
  return words[index]?.text ?? "";
}

export type { Comparison };
export { askers };
