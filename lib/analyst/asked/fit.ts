import type { Freq } from "../ask.ts";
import type { Mention } from "../find.ts";
import type { Reading } from "../reading.ts";
import type { Special } from "../special.ts";
import { sameThing } from "../synonyms.ts";
import { isMeasured, isNumeric, isTime, looksLikeKey, type Ref, type Table } from "../tables.ts";
import { fold, stem, tokens } from "../words.ts";

const line =
  /\bregress\w*|\br ?(?:squared|2|²)(?!\w)|\br-squared\b|least squares|\blinear (?:trend|model|fit|relation)|\bslope\b|trend ?line|straight line|best.fit line|steigung|bestimmtheitsmass/;
const units: readonly (readonly [Freq, RegExp])[] = [
  ["hour", /\b(per|an|each|every) hour|hourly/],
  ["day", /\b(per|a|each|every) day|daily|pro tag/],
  ["week", /\b(per|a|each|every) week|weekly/],
  ["month", /\b(per|a|each|every) month|monthly/],
  ["year", /\b(per|a|each|every) year|yearly|annual/],
];

/** A straight line that is asked for: over time, or of one number on others. */
export function fitIn(read: Reading, base: Table, time: Ref | null): Special | null {
  const text = fold(read.question);
  if (!line.test(text)) return null;
  const numbers = read.columns.flatMap((mention) => {
    const ref = mention.refs.find(
      (each) =>
        each.table.variable === base.variable &&
        (isMeasured(each.column) || (isNumeric(each.column) && !isTime(each.column) && !looksLikeKey(each.column))),
    );
    return ref ? [{ mention, ref }] : [];
  });
  const unique = numbers.filter((each, index) => numbers.findIndex((other) => other.ref.column.name === each.ref.column.name) === index);
  const [only] = unique;
  if (only && unique.length === 1 && time && /trend|slope|steigung|line\b/.test(text))
    return { type: "slope", ref: only.ref, unit: units.find(([, pattern]) => pattern.test(text))?.[0] ?? "day" };
  const target =
    numbers.find(({ mention }) => isTarget(mention, read)) ??
    unique.find(({ ref }) => /price|cost|revenue|sales|preis/i.test(ref.column.name));
  const chosen = target ?? unique[0];
  if (!chosen || unique.length < 2) return null;
  const features = unique.map(({ ref }) => ref).filter((ref) => ref.column.name !== chosen.ref.column.name);
  const at = valuesFor(features, read);
  const tell =
    /\bpredict\w*|estimat\w*|vorhers|\bwould\b|\bexpect\w*/.test(text) && at.length > 0
      ? "predict"
      : /slope|by how much|go(es)? up|rise|increase|per additional|per extra|coefficient|steigung/.test(text) &&
          !/r ?(squared|2|²)(?!\w)/.test(text)
        ? "slope"
        : "r2";
  return { type: "regression", target: chosen.ref, features, at: tell === "predict" ? at : [], tell };
}

function isTarget(mention: Mention, read: Reading): boolean {
  const before = read.text.slice(0, read.words[mention.start]?.start);
  const after = read.text.slice(read.words[mention.end - 1]?.end);
  return (
    /\b(regression of|regress|predict\w*|explain\w*|estimate|model(ling)?|does|do|of|variable|target)( the| a| an)?\s+$/.test(before) &&
    !/\bregression on( the)?\s+$/.test(before) &&
    (/^\s*(on|against|from|using|~|with|by|does|do|go|goes|rise\w*|increase\w*|depend\w*|fall\w*|change\w*|for|of a)\b/.test(after) ||
      /\b(predict\w*|explain\w*|regression of|estimate)( the| a| an)?\s+$/.test(before))
  );
}

/** "120 m2", "10 years old", "4 rooms": numbers that say where to predict. */
function valuesFor(features: readonly Ref[], read: Reading): (readonly [Ref, number])[] {
  const text = fold(read.question);
  const found = [...text.matchAll(/(?<![\p{L}_\d.²])(\d[\d,]*(?:\.\d+)?)(?![\d.]*[\p{L}_]\p{L}*_)/gu)];
  const taken: (readonly [Ref, number])[] = [];
  found.forEach((match, index) => {
    const value = Number((match[1] ?? "").replaceAll(",", ""));
    const from = match.index + match[0].length;
    const after = text.slice(from, found[index + 1]?.index ?? from + 40).slice(0, 40);
    const before = text.slice(Math.max(0, match.index - 24), match.index);
    const ref =
      features.find((each) => !taken.some(([own]) => own === each) && saysOf(each, after)) ??
      features.find((each) => !taken.some(([own]) => own === each) && saysOf(each, before));
    if (ref && Number.isFinite(value)) taken.push([ref, value]);
  });
  return taken;
}

function saysOf({ column }: Ref, words: string): boolean {
  const pieces = fold(column.name)
    .split(/[^\p{L}\p{N}²]+/u)
    .filter((piece) => piece.length > 1);
  const said = [...words.split(/[^\p{L}\p{N}²]+/u), ...tokens(words).map((token) => token.stem)].filter((word) => word.length > 1);
  return said.some((word) => pieces.some((piece) => piece === word || stem(piece) === stem(word) || sameThing(stem(piece), stem(word))));
}
