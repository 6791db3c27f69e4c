import type { Ask, Freq } from "../ask.ts";
import type { Phrases } from "../phrases.ts";
import type { Reading } from "../reading.ts";
import type { Bound } from "../roles.ts";
import type { Special } from "../special.ts";
import { isMeasured, isTime, isTruth } from "../tables.ts";
import { eachIn } from "./each.ts";
import { fitIn } from "./fit.ts";
import { statisticsIn } from "./statistic.ts";

const untouched: ReadonlySet<Ask["job"]> = new Set([
  "sql",
  "help",
  "why",
  "join",
  "export",
  "clean",
  "quality",
  "duplicates",
  "words",
  "briefing",
]);

/** What of a question needs a computation of its own; null where a plain job answers it. */
export function specialOf(ask: Ask, read: Reading, bound: readonly Bound[], phrases: Phrases): Special | null {
  if (untouched.has(ask.job)) return null;
  return (
    rolling(read, ask) ??
    fitIn(read, ask.base, ask.time) ??
    tested(read, bound, ask) ??
    (phrases.beyond ? null : eachIn(read, ask.ways, ask.tables, ask.agg, ask.time)) ??
    statistics(read, ask) ??
    apart(read, ask)
  );
}

const span = "(hour|day|week|month|quarter|year)s?";
const numerals: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  ten: 10,
  twelve: 12,
  thirty: 30,
};
const n = `(\\d{1,3}|${Object.keys(numerals).join("|")})`;
const smoothed = new RegExp(
  `\\b${n}[- ]${span}[- ](?:\\w+ )?(?:moving|rolling|running|trailing) (?:average|mean)|\\b(?:moving|rolling|running|trailing) (?:average|mean) (?:of|over) (?:the )?(?:last |past )?${n} ${span}`,
);
const freqs: readonly Freq[] = ["hour", "day", "week", "month", "quarter", "year"];

function rolling(read: Reading, ask: Ask): Special | null {
  const match = smoothed.exec(read.text);
  if (!match || !ask.time) return null;
  const count = match[1] ?? match[3] ?? "";
  const freq = freqs.find((each) => each === (match[2] ?? match[4]));
  return freq ? { type: "rolling", n: numerals[count] ?? Number(count), freq, at: ask.windows.at(-1)?.to ?? null } : null;
}

const tests = [
  ["t", /\bt[- ](stat|value)|\bwelch(?:'?s)?\b/],
  ["d", /\bcohen|\beffect size/],
  ["chi2", /\bchi.?squared?\b|\bchi2\b|χ/],
  ["v", /\bcramer/],
  ["f", /\bf[- ](stat|value)/],
] as const;

function tested(read: Reading, bound: readonly Bound[], ask: Ask): Special | null {
  const name = tests.find(([, pattern]) => pattern.test(read.text))?.[0];
  if (!name) return null;
  const refs = bound.flatMap((each) =>
    each.ref && each.ref.table.variable === ask.base.variable && !isTime(each.ref.column) ? [each.ref] : [],
  );
  const all = [...refs, ...ask.filters.flatMap((filter) => (filter.type === "only" ? [filter.ref] : []))].filter(
    (ref, index, every) => every.findIndex((other) => other.column.name === ref.column.name) === index,
  );
  const number = all.find(({ column }) => isMeasured(column));
  const classes = all.filter((ref) => ref !== number);
  if (name === "chi2" || name === "v") {
    const [first, second] = classes;
    return first && second
      ? { type: "tested", name, value: isTruth(first.column) ? first : second, by: isTruth(first.column) ? second : first }
      : null;
  }
  return number && classes[0] ? { type: "tested", name, value: number, by: classes[0] } : null;
}

function statistics(read: Reading, ask: Ask): Special | null {
  const which = statisticsIn(read.text);
  return which.length > 0 && ask.measures.some((measure) => measure.type !== "rows") && ask.job !== "forecast"
    ? { type: "statistics", which }
    : null;
}

const aside =
  /\b(by )?(how (many|much)|what) (percent|per cent|percentage|%)|\bby how much\b|\bhow much (higher|lower|more|less|larger|smaller|longer|shorter)\b|\bpercent(age)? (higher|lower|more|less)\b|% (higher|lower|more|less)\b/;

function apart(read: Reading, ask: Ask): Special | null {
  const two =
    ask.groups[0]?.type === "part of week" ||
    ask.filters.some((filter) => filter.type === "only" && filter.values.length === 2 && !filter.not);
  if (!aside.test(read.text) || !two || ask.groups.length !== 1 || ask.windows.length > 1) return null;
  return { type: "apart", higher: !/\b(lower|less|smaller|shorter|fewer|below|under|weniger|niedriger)\b/.test(read.text) };
}
