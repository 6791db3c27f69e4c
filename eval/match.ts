import type { Part } from "./item.ts";
import type { Said } from "./said.ts";

/** Whether a part holds, and why not. */
export type Verdict = { readonly ok: boolean; readonly why: string };

type Of<M extends Part["match"]> = Extract<Part, { match: M }>;

const yes: Verdict = { ok: true, why: "" };
const no = (why: string): Verdict => ({ ok: false, why });

/** Judges one part against what an answer says. Code is judged where there is a Python: see judge.ts. */
export function match(part: Exclude<Part, Of<"code">>, said: Said): Verdict {
  switch (part.match) {
    case "exact":
      return exact(part, said);
    case "number":
      return number(part, said);
    case "set":
      return set(part, said);
    case "table":
      return table(part, said);
    case "absent":
      return absent(part, said);
    case "declines":
      return declines(said);
    default:
      return part satisfies never;
  }
}

/** Letters and digits alone, without case and accents: "2023-Q1" and "2023q1" are one. */
export const bare = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");

const escapeRegex = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Where a name first stands as a word of its own, its underscores as blanks; -1 where it does not. A "not" right before it counts as its absence. */
export function placeOf(text: string, name: string): number {
  const spaced = (words: string) => words.replaceAll("_", " ");
  const found = new RegExp(`(?<![\\p{L}\\p{N}])${escapeRegex(spaced(name))}(?![\\p{L}\\p{N}])`, "iu").exec(spaced(text));
  return found && !/\b(?:not|no|nicht)\s+(?:\w+\s+)?$/i.test(text.slice(Math.max(0, found.index - 30), found.index)) ? found.index : -1;
}

function exact({ name, value, also, among }: Of<"exact">, { tags, finding }: Said): Verdict {
  const [tag, spellings] = [tags.get(name), [value, ...also]];
  if (tag !== undefined) return spellings.some((one) => bare(tag) === bare(one)) ? yes : no(`says ${tag}, expected ${value}`);
  const at = Math.min(...spellings.map((one) => placeOf(finding, one)).filter((place) => place >= 0));
  if (at === Number.POSITIVE_INFINITY) return no(`${value} is not in the finding`);
  const sooner = among.find((other) => other !== value && placeOf(finding, other) >= 0 && placeOf(finding, other) < at);
  return sooner === undefined ? yes : no(`names ${sooner} before ${value}`);
}

const scales: Readonly<Record<string, number>> = { k: 1e3, K: 1e3, M: 1e6, million: 1e6, bn: 1e9, billion: 1e9, tn: 1e12 };

/** Numbers as answers write them: "1.23 M", "12,345", "8.5 %", "-0.31". */
export function numbersIn(text: string): number[] {
  return [...text.matchAll(/([-−]?\d[\d,]*(?:\.\d+)?(?:e[-+]?\d+)?)(?:\s?(k|K|M|bn|tn|million|billion)\b)?/g)]
    .map(([, digits = "", scale = ""]) => Number(digits.replaceAll(",", "").replace("−", "-")) * (scales[scale] ?? 1))
    .filter(Number.isFinite);
}

export const near = (said: number, truth: number, { relative, absolute }: { relative: number; absolute: number }): boolean =>
  Math.abs(said - truth) <= Math.max(Math.abs(truth) * relative, absolute) + 1e-9;

function number(part: Of<"number">, { tags, finding }: Said): Verdict {
  const tag = tags.get(part.name);
  const found = numbersIn(tag ?? finding);
  const looked = tag === undefined ? found : found.slice(0, 1);
  return looked.some((said) => near(said, part.value, part)) ? yes : no(`${rounded(part.value)} is not among ${found.slice(0, 8).join(", ") || "no numbers"}`);
}

const rounded = (value: number) => String(Number(value.toPrecision(8)));

function set({ name, values, among }: Of<"set">, { tags, finding, whole, tables }: Said): Verdict {
  const tag = tags.get(name);
  const shown = tables.map((table) => table.rows.map((row) => row.map(String).join(" ")).join("\n")).join("\n");
  const text = tag ?? [finding, whole, shown].find((one) => values.every((value) => placeOf(one, value) >= 0)) ?? finding;
  const missing = values.filter((value) => placeOf(text, value) < 0);
  if (missing.length > 0) return no(`${missing.join(", ")} ${missing.length > 1 ? "are" : "is"} missing`);
  const more = among.filter((other) => !values.includes(other) && placeOf(text, other) >= 0);
  const strange = tag === undefined ? [] : tag.split(",").filter((one) => one.trim() && !values.some((value) => bare(value) === bare(one)));
  return more.length + strange.length === 0 ? yes : no(`names ${[...more, ...strange].join(", ")} as well`);
}

function table(part: Of<"table">, { tables, whole }: Said): Verdict {
  const wide = { relative: part.relative, absolute: 1e-6 };
  const holds = (rows: readonly (readonly unknown[])[], [key, value]: readonly [string | number, number]) =>
    rows.some((cells) => cells.some((cell) => bare(String(cell)) === bare(String(key))) && cells.some((cell) => typeof cell === "number" && near(cell, value, wide)));
  if (tables.some(({ rows }) => part.rows.every((row) => holds(rows, row)))) return yes;
  const missing = part.rows.filter(([key, value]) => {
    const at = placeOf(whole, String(key));
    return at < 0 || !numbersIn(whole.slice(at + String(key).length, at + String(key).length + 40)).slice(0, 2).some((said) => near(said, value, wide));
  });
  return missing.length === 0 ? yes : no(`no table with ${missing.slice(0, 3).map(([key, value]) => `${key}: ${rounded(value)}`).join(", ")}`);
}

function absent({ values }: Of<"absent">, { whole }: Said): Verdict {
  const found = values.filter((value) => whole.includes(value));
  return found.length === 0 ? yes : no(`${found.join(", ")} stands in the answer`);
}

const unable = /\b(?:cannot|can't|can not|could not|unable|not (?:able|in|part|contain|available|found|there|answer)|no (?:data|column|table|file|information|rows?)|nothing|none of|does not|do not|doesn't|don't|nicht|keine?)\b/i;

function declines({ finding }: Said): Verdict {
  if (finding === "") return no("there is no answer");
  return unable.test(finding) ? yes : no("does not say that the data cannot answer it");
}
