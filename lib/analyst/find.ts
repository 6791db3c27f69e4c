import { sameThing, sameValue } from "./synonyms.ts";
import type { Ref, Table } from "./tables.ts";
import { isTruth, sameRef } from "./tables.ts";
import { alike, parts, stem, type Token, tokens } from "./words.ts";

/** Words `start` to `end` (exclusive) of the question name one of these columns, or one of these tables; the likeliest first. */
export interface Mention {
  readonly start: number;
  readonly end: number;
  readonly score: number;
  readonly refs: readonly Ref[];
  readonly table: Table | null;
}

export interface ValueMention {
  readonly start: number;
  readonly end: number;
  readonly refs: readonly Ref[];
  readonly values: readonly string[];
}

const units = new Set("eur usd gbp chf kg km mm cm bar pct percent hour hrs id nr no key code ms kwh".split(" "));

/** Words that ask rather than name; they name a column only where it is called exactly so. */
export const askers = new Set(
  (
    "a an the of in on at by per for to from and or is are was were be been do does did how many much what which who whom whose when where why with without show me list give tell find get " +
    "all each every any total sum average mean median avg number count share percentage percent rate ratio top bottom most least more less than highest lowest best worst largest smallest biggest maximum minimum max min " +
    "over time trend month quarter year week day hour date monthly weekly daily yearly quarterly compare between versus vs against difference different last next first this that these those there it its our we i you my " +
    "chart plot graph line bar pie table export file excel csv data column row value only also now same not no yes has have had having can could will would should about into as out up down new old per high low " +
    "der die das den dem des ein eine und oder ist sind war waren wie viele viel welche welcher welches was wer wo wann warum mit ohne fur je pro nach im in am von zu bei zeige mir alle gesamt durchschnitt mittel summe anzahl anteil " +
    "le la les des du par quel quelle combien et est por el los las cual cuantos cuanto que y de en change drive correlate relate depend affect influence if so any much long take"
  )
    .split(" ")
    .map(stem),
);

/** "units sold" asks for a quantity, whatever the column is called. */
const sold = /^(unit|item|piece|product|good|article|artikel|stuck) ((were|are|was|did we|do we|have we) )?(sold|sell|verkauft)$/;

/** In "unit price" the unit only says of what: "units" alone does not mean it. */
const perUnit = /^unit (price|cost|value|rate|weight|name|id|of)\b/;

function nameScore(span: readonly Token[], name: string): number {
  const wanted = parts(name);
  const stems = span.map((token) => token.stem);
  if (wanted.length === 0) return 0;
  if (stems.join("") === wanted.join("")) return 1 + 0.2 * stems.length + (span.length === 1 && span[0]?.raw === name ? 0.02 : 0);
  if (stems.join("") === "unit" && perUnit.test(wanted.join(" "))) return 0;
  const asked = sold.test(span.map((token) => (token.text === "sold" ? "sold" : token.stem)).join(" ")) ? ["quantity"] : stems;
  if (span.every((token) => askers.has(token.stem))) return 0;
  const core = wanted.filter((part) => !units.has(part));
  if (core.length > 0 && asked.join("") === core.join("")) return 0.98 + 0.2 * asked.length;
  const matched = asked.map((word) => bestPart(word, core));
  if (matched.some((score) => score === 0)) return 0;
  const sum = matched.reduce((a, b) => a + b, 0);
  return (sum / asked.length) * (0.55 + 0.35 * Math.min(1, asked.length / Math.max(1, core.length))) + 0.1 * (span.length - 1);
}

const contracted =
  /^(what|it|that|who|how|where|when|there|here|let|he|she|don|isn|doesn|aren|wasn|didn|can|won|haven|hasn|couldn|i|we|you|they)$/;
const pointing =
  /^(of|by|per|column|average|mean|avg|median|sum|total|max|maximum|min|minimum|highest|lowest|and|between|is|von|nach|pro|spalte)$/;

/** A name of one or two letters that is also a word of every sentence ("a", "in", "s" of "what's") counts only where a name has to stand. */
function readsAsName(question: readonly Token[], start: number, name: string): boolean {
  const [word, before, after] = [question[start], question[start - 1]?.text ?? "", question[start + 1]?.text ?? ""];
  if (!word || word.text.length > 2) return true;
  if (contracted.test(before) && /^(s|t|d|m|re|ve|ll)$/.test(word.text)) return false;
  if (!askers.has(word.stem)) return true;
  return word.raw === name && pointing.test(before) && (after === "" || askers.has(stem(after)));
}

function bestPart(word: string, wanted: readonly string[]): number {
  let best = 0;
  for (const part of wanted) {
    const score =
      part === word
        ? 1
        : sameThing(part, word) && !askers.has(word)
          ? 0.8
          : inflected(part, word) && !askers.has(word)
            ? 0.85
            : alike(part, word)
              ? 0.78
              : startsAlike(part, word)
                ? 0.75
                : compound(part, word)
                  ? 0.75
                  : 0;
    best = Math.max(best, score);
  }
  return best;
}

/** "hired" for hire, "closed" for close: one begins the other and at most two letters follow. */
const inflected = (a: string, b: string): boolean =>
  Math.min(a.length, b.length) >= 4 && Math.abs(a.length - b.length) <= 2 && (a.startsWith(b) || b.startsWith(a));

/** "Preis" for Einzelpreis, "Gesamtumsatz" for Umsatz: one ends in the other. */
const compound = (a: string, b: string): boolean =>
  Math.min(a.length, b.length) >= 5 && Math.abs(a.length - b.length) >= 3 && !askers.has(b) && (a.endsWith(b) || b.endsWith(a));

/** "satisfied" for satisfaction, "resolve" for resolution: the same first six letters. */
const startsAlike = (a: string, b: string): boolean => a.length >= 6 && b.length >= 6 && a.slice(0, 6) === b.slice(0, 6);

/** Column and table names in the question, longest and surest first, none overlapping. */
export function mentions(question: readonly Token[], tables: readonly Table[]): Mention[] {
  const found: Mention[] = [];
  for (let start = 0; start < question.length; start++) {
    for (let end = start + 1; end <= Math.min(question.length, start + 6); end++) found.push(...mentionsAt(question, start, end, tables));
  }
  return apart(found.sort((a, b) => b.score - a.score || b.end - b.start - (a.end - a.start) || a.start - b.start));
}

function mentionsAt(question: readonly Token[], start: number, end: number, tables: readonly Table[]): Mention[] {
  const span = question.slice(start, end);
  if (span.every((token) => /^\d/.test(token.text))) return [];
  const scored = tables.flatMap((table) =>
    table.columns.map((column) => ({
      ref: { table, column },
      score: span.length > 1 || readsAsName(question, start, column.name) ? nameScore(span, column.name) : 0,
    })),
  );
  const best = Math.max(0, ...scored.map((each) => each.score));
  const table = tables.find((each) => tableNames(each).some((name) => name === span.map((token) => token.stem).join("")));
  if (best < 0.5 && !table) return [];
  const refs = scored
    .filter((each) => each.score >= 0.5 && each.score >= best - 0.35)
    .sort((a, b) => b.score - a.score)
    .map((each) => each.ref);
  return [{ start, end, score: Math.max(best, table ? 1.05 + 0.2 * (end - start) - 0.15 : 0), refs, table: table ?? null }];
}

function tableNames(table: Table): string[] {
  const names = [table.variable, table.part ?? table.file.replace(/\.[^.]+$/, "")].map((name) => parts(name.replace(/\d+/g, " ")));
  return names.flatMap((words) => [words.join(""), words.at(-1) ?? ""]).filter((name) => name.length > 2);
}

function apart<T extends { start: number; end: number }>(ranked: readonly T[]): T[] {
  const kept: T[] = [];
  for (const each of ranked) {
    if (kept.every((other) => each.end <= other.start || each.start >= other.end)) kept.push(each);
  }
  return kept.sort((a, b) => a.start - b.start);
}

/** Values of the data in the question: "North", "open", "women". */
export function valueMentions(question: readonly Token[], tables: readonly Table[]): ValueMention[] {
  const found: ValueMention[] = [];
  for (const table of tables) {
    for (const column of table.columns) {
      if (isTruth(column) || ["datetime", "date", "number"].includes(column.kind)) continue;
      for (const value of knownValues(column)) found.push(...valueAt(question, { table, column }, value));
    }
  }
  const merged = apart(unite(found).sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start));
  return merged;
}

export function knownValues(column: Ref["column"]): string[] {
  return [...new Set([...column.top.map(([value]) => value), ...(column.kind === "integer" ? [] : column.examples)])].filter(
    (value) => value.length <= 60,
  );
}

function valueAt(question: readonly Token[], ref: Ref, value: string): ValueMention[] {
  const words = tokens(value);
  if (words.length === 0 || /^[\d.,\s-]+$/.test(value)) return [];
  const found: ValueMention[] = [];
  for (let start = 0; start + words.length <= question.length; start++) {
    const span = question.slice(start, start + words.length);
    if (words.every((word, index) => fits(word, span[index], words.length)))
      found.push({ start, end: start + words.length, refs: [ref], values: [value] });
  }
  return found;
}

function fits(word: Token, asked: Token | undefined, length: number): boolean {
  if (!asked) return false;
  if (length === 1 && (askers.has(asked.stem) || word.text.length < 2))
    return sameValue(asked.text, word.text) && ((asked.raw === word.raw && word.raw !== word.text) || asked.text !== word.text);
  return word.stem === asked.stem || sameValue(asked.text, word.text) || (word.text.length >= 6 && alike(word.text, asked.text));
}

/** The same words may be values of several columns, or several values of one. */
function unite(found: readonly ValueMention[]): ValueMention[] {
  const spans = new Map<string, ValueMention>();
  for (const each of found) {
    const key = `${each.start}-${each.end}`;
    const other = spans.get(key);
    if (!other) spans.set(key, each);
    else if (other.refs.some((ref) => each.refs.some((own) => sameRef(ref, own))))
      spans.set(key, { ...other, values: [...new Set([...other.values, ...each.values])] });
    else spans.set(key, { ...other, refs: [...other.refs, ...each.refs], values: [...new Set([...other.values, ...each.values])] });
  }
  return [...spans.values()];
}
