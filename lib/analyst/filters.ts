import type { Ask, Filter, Group, Measure } from "./ask.ts";
import type { ValueMention } from "./find.ts";
import type { Comparison, Reading } from "./reading.ts";
import type { Bound } from "./roles.ts";
import { isMeasured, isTruth, type Ref, sameRef, type Table, type Way, wayTo } from "./tables.ts";

/** Adds to an ask the rows it is limited to, and the groups that named values ask to compare. */
export function filtersOf(ask: Ask, read: Reading, bound: readonly Bound[]): Ask {
  const only = valueFilters(read, ask.base, ask.ways, bound);
  const truths = truthFilters(ask, read, bound);
  const numbers = read.numbers.flatMap((each) => numberFilter(each, read, ask, bound));
  const compared = numbers.map((each) => each.ref);
  const filters = [
    ...only,
    ...truths.filters,
    ...numbers,
    ...daysNamed(ask, read),
    ...quoted(read, bound, only),
    ...returned(ask, read, bound),
  ];
  const loose = read.numbers.find(
    (each) => !each.soft && !isYear(each.value) && !numbers.some((filter) => filter.type === "compare" && filter.value === each.value),
  );
  const versus = only.find((filter) => filter.type === "only" && filter.values.length > 1 && !filter.not && comparesValues(read));
  const groups = ask.groups.filter(
    (group) => group.type !== "column" || !only.some((filter) => sameRef(filter.ref, group.ref) && onlyNames(read, group, bound)),
  );
  const added: Group[] =
    versus && !groups.some((group) => group.type === "column" && sameRef(group.ref, versus.ref))
      ? [{ type: "column", ref: versus.ref }]
      : [];
  const measures = ask.measures.filter(
    (measure) =>
      measure.type !== "column" || !compared.some((ref) => sameRef(ref, measure.ref)) || (ask.measures.length === 1 && wantsMeasure(ask)),
  );
  return {
    ...ask,
    stray: loose ? String(loose.value) : ask.stray,
    filters,
    groups: [...groups, ...added],
    measures: truths.measures.length > 0 ? [...truths.measures, ...measures.filter((measure) => measure.type !== "rows")] : measures,
  };
}

const wantsMeasure = (ask: Ask): boolean => ask.agg === "mean" || ask.agg === "sum" || ask.agg === "median";

const comparesValues = (read: Reading): boolean =>
  /\bvs\b|versus|compar|against|differ|than|between|vergleich|unterschied|gegenuber|\bor\b|oder/.test(read.text);

/** In "in the North region" the word region only names the value; in "by region" it is a group. */
function onlyNames(read: Reading, group: Group, bound: readonly Bound[]): boolean {
  if (group.type !== "column") return false;
  const each = bound.find((one) => one.ref !== null && sameRef(one.ref, group.ref));
  return (
    each !== undefined &&
    read.values.some(
      (value) =>
        value.end === each.mention.start ||
        value.start === each.mention.end ||
        (value.start === each.mention.end + 1 && /^(is|=|equal|equals|are|was|ist|of)$/.test(read.words[each.mention.end]?.text ?? "")),
    )
  );
}

function valueFilters(read: Reading, base: Table, ways: readonly Way[], bound: readonly Bound[]): Filter[] {
  const filters: { ref: Ref; values: string[]; not: boolean }[] = [];
  for (const mention of read.values) {
    const ref = refFor(mention, base, ways, bound);
    if (!ref) continue;
    const not = excluded(read, read.words[mention.start]?.start ?? 0);
    const same = filters.find((filter) => sameRef(filter.ref, ref) && filter.not === not);
    if (same) same.values.push(...mention.values);
    else filters.push({ ref, values: [...mention.values], not });
  }
  return filters.map((filter) => ({ type: "only" as const, ...filter, values: [...new Set(filter.values)] }));
}

/** Whether what stands at `place` is to be left out: "not closed", "excluding returns and the South". */
function excluded(read: Reading, place: number): boolean {
  return /\b(not|except( for)?|without|excluding|exclude|other than|ohne|nicht|ausser|isn'?t|aren'?t|no)\s+(in\s+)?((the|any|der|die|das)\s+)?(\w+\s*(,|and|or|und|oder)\s*((the|any|der|die|das)\s+)?)?$/.test(
    read.text.slice(0, place),
  );
}

/** Of several columns that hold the value: one the question names, then one of the base table, then one within reach. */
function refFor(mention: ValueMention, base: Table, ways: readonly Way[], bound: readonly Bound[]): Ref | null {
  const named = mention.refs.find((ref) => bound.some((each) => each.ref !== null && sameRef(each.ref, ref)));
  const own = mention.refs.find((ref) => ref.table.variable === base.variable);
  const near = mention.refs.find((ref) => wayTo(ways, base, ref.table) !== null);
  return named && (named.table.variable === base.variable || wayTo(ways, base, named.table)) ? named : (own ?? near ?? null);
}

/** A yes/no column is what a share, a rate or drivers are asked of; otherwise it picks the rows where it holds. */
function truthFilters(ask: Ask, read: Reading, bound: readonly Bound[]): { filters: Filter[]; measures: Measure[] } {
  const truths = bound.flatMap((each) => (each.role === "truth" && each.ref ? [{ ref: each.ref, start: each.mention.start }] : []));
  const wanted =
    ask.agg === "share" ||
    ["drivers", "why", "difference", "correlation", "clusters", "distribution"].includes(ask.job ?? "") ||
    (ask.top !== null && ask.measures.length === 0 && ask.agg !== "count");
  if (wanted) return { filters: [], measures: truths.map(({ ref }) => ({ type: "column" as const, ref })) };
  const negated = (start: number): boolean =>
    /^(not|non|never|nicht|kein|keine|without|no|un|isn|weren|wasn|aren|hasn|haven|t)$/.test(read.words[start - 1]?.text ?? "");
  return { filters: truths.map(({ ref, start }) => ({ type: "truth" as const, ref, not: negated(start) })), measures: [] };
}

/** "cheaper than 5" speaks of a price, whatever was named before it. */
const adjectives: readonly (readonly [RegExp, RegExp])[] = [
  [/price|preis|prix|precio|cost|fee/i, /\b(cheaper|dearer|pricier|costlier)\b/],
  [/temp/i, /\b(colder|cooler|warmer|hotter)\b/],
  [/weight|gewicht|kg/i, /\b(heavier|lighter)\b/],
  [/height|gr(ö|oe|o)sse|size/i, /\btaller\b/],
];

function numberFilter(comparison: Comparison, read: Reading, ask: Ask, bound: readonly Bound[]): Filter[] {
  const near = bound.filter(
    (each) => each.ref !== null && (isMeasured(each.ref.column) || each.ref.column.kind === "integer") && !isTruth(each.ref.column),
  );
  const place = (each: Bound): number => read.words[each.mention.start]?.start ?? 0;
  const inside = near.find((each) => place(each) >= comparison.start && place(each) < comparison.end);
  const after = near.find((each) => place(each) >= comparison.end && place(each) - comparison.end <= 3);
  const before = near.filter((each) => place(each) < comparison.start).at(-1);
  if (comparison.soft)
    return after?.ref && !ask.parts && /^(with|has|have|having|mit)/.test(read.text.slice(comparison.start))
      ? [{ type: "compare", ref: after.ref, op: "==", value: comparison.value }]
      : [];
  const meant = adjectives.find(([, said]) => said.test(read.text.slice(comparison.start, comparison.end)));
  if (meant && !inside && !after) {
    const column = ask.base.columns.find((each) => isMeasured(each) && meant[0].test(each.name));
    return column ? [{ type: "compare", ref: { table: ask.base, column }, op: comparison.op, value: comparison.value }] : [];
  }
  const ref =
    inside?.ref ??
    after?.ref ??
    before?.ref ??
    (isYear(comparison.value)
      ? null
      : (loneMeasure(ask) ?? priced(ask.base, read.text.slice(0, comparison.start)) ?? onlyNumber(ask.base)));
  return ref && !(isYear(comparison.value) && !/year|jahr/i.test(ref.column.name) && ask.windows.length > 0)
    ? [{ type: "compare", ref, op: comparison.op, value: comparison.value }]
    : [];
}

const dayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const germanDays = "montag dienstag mittwoch donnerstag freitag samstag sonntag".split(" ");

/** "on Mondays", "every Friday", where no column holds the day. */
function daysNamed(ask: Ask, read: Reading): Filter[] {
  const days = dayNames.filter((day, index) =>
    new RegExp(`\\b(on|every|each|am|an|and|or) (${day.toLowerCase()}s?|${germanDays[index]}(s|en)?)\\b`).test(read.text),
  );
  const held = read.values.some((value) => dayNames.some((day) => day.toLowerCase().startsWith(read.words[value.start]?.text ?? "-")));
  return days.length > 0 && ask.time && !held ? [{ type: "weekend", ref: ask.time, not: false, days }] : [];
}

/** "returns" where no column is called so: rows with a negative quantity. */
function returned(ask: Ask, read: Reading, bound: readonly Bound[]): Filter[] {
  if (
    !/\b(returns?|returned|refund(s|ed)?|retouren?)\b/.test(read.text) ||
    bound.some((each) => /return|refund|retour/i.test(each.ref?.column.name ?? ""))
  )
    return [];
  const column = ask.base.columns.find((each) => each.semantic === "quantity" && isMeasured(each) && Number(each.min) < 0);
  const place = read.text.search(/\b(returns?|returned|refund(s|ed)?|retouren?)\b/);
  return column ? [{ type: "compare", ref: { table: ask.base, column }, op: excluded(read, place) ? ">=" : "<", value: 0 }] : [];
}

const isYear = (value: number): boolean => Number.isInteger(value) && value >= 1900 && value <= 2100;

/** "cost between 5 and 9" where no column is called so: the price. */
function priced(table: Table, before: string): Ref | null {
  if (!/\b(costs?|costing|priced|worth|sells?|sold for|kosten|kostet)\s+(?:\w+\s+)?$/.test(before)) return null;
  const column = table.columns.find((each) => isMeasured(each) && /price|preis|prix|cost|amount|value/i.test(each.name));
  return column ? { table, column } : null;
}

/** "over 5000" where the table has one column of numbers. */
function onlyNumber(table: Table): Ref | null {
  const [column, ...more] = table.columns.filter(isMeasured);
  return column && more.length === 0 ? { table, column } : null;
}

function loneMeasure(ask: Ask): Ref | null {
  const measure = ask.measures[0];
  return measure?.type === "column" ? measure.ref : null;
}

/** `status is "closed-wontfix"`: a quoted value goes to the column named before it, known or not. */
function quoted(read: Reading, bound: readonly Bound[], only: readonly Filter[]): Filter[] {
  const taken = new Set(only.flatMap((filter) => (filter.type === "only" ? filter.values.map((value) => value.toLowerCase()) : [])));
  return read.quotes.flatMap(({ start, value }) => {
    const before = bound
      .filter((each) => each.ref !== null && !isMeasured(each.ref.column) && (read.words[each.mention.start]?.start ?? 0) < start)
      .at(-1);
    return before?.ref && !taken.has(value.toLowerCase()) ? [{ type: "only" as const, ref: before.ref, values: [value], not: false }] : [];
  });
}
