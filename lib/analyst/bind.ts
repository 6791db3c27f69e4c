import type { Ask, Filter, Group, Measure } from "./ask.ts";
import { aggCue, chartCue, durationCue, freqCue, horizonCue, hourOfDayCue, jobCue, partsCue, saveCue, topCue, weekdayCue } from "./cues.ts";
import { hoursOf, productOf } from "./derived.ts";
import { filtersOf } from "./filters.ts";
import type { Mention } from "./find.ts";
import { type Reading, reading, wordBefore } from "./reading.ts";
import { sameThing } from "./synonyms.ts";
import { isGroup, isMeasured, isTime, isTruth, labelOf, looksLikeKey, type Ref, sameRef, type Table, type Way, wayTo } from "./tables.ts";
import { windowsIn } from "./time.ts";
import { unread } from "./unread.ts";

type Role = "group" | "time" | "measure" | "truth" | "subject" | "table";
export interface Bound {
  readonly mention: Mention;
  readonly role: Role;
  readonly ref: Ref | null;
}

/** The question bound to the table it is most likely about. */
export function bind(question: string, tables: readonly [Table, ...Table[]], ways: readonly Way[]): Ask {
  const read = reading(question, tables);
  const base = baseOf(read, tables, ways);
  const bound = roles(read, base, ways);
  const groups = groupsOf(read, bound);
  const time = bound.find((each) => each.role === "time")?.ref ?? timeOf(base);
  const rest = beside(read);
  const ask: Ask = {
    question, base, tables, ways, groups, time,
    job: jobCue(rest) ?? (jobCue(read.text) === "sql" ? "sql" : null),
    agg: aggCue(rest),
    measures: measuresOf(read, bound, base),
    filters: [],
    freq: freqCue(rest),
    windows: windowsIn(read.text, time?.column.max?.slice(0, 10) ?? null),
    top: topOf(read.text),
    chart: chartCue(read.text),
    save: saveCue(read.text),
    horizon: horizonCue(read.text),
    parts: partsCue(read.text),
    notes: read.quotes.length === 0 && unread(read).length > 0 ? [`Nothing in the data was found for: ${unread(read).join(", ")}.`] : [],
  };
  return aged(filtersOf(ask, read, bound), read);
}

/** The fastest is the one with the least time. */
function topOf(text: string): Ask["top"] {
  const top = topCue(text);
  return durationCue(text) && /fastest|quickest/.test(text) ? { n: top?.n ?? null, ascending: true } : top;
}

/** The question without the names of more than one word in it: "monthly spend" asks for no months. */
function beside(read: Reading): string {
  return read.columns.filter((each) => each.end - each.start > 1 && each.score >= 0.9 && each.refs.length > 0).reduce((text, each) => {
    const [start, end] = [read.words[each.start]?.start ?? 0, read.words[each.end - 1]?.end ?? 0];
    return text.slice(0, start) + "#".repeat(end - start) + text.slice(end);
  }, read.text);
}

/** "oldest", "latest" and the like sort rows by a date. */
function aged(ask: Ask, read: Reading): Ask {
  const match = /\b(oldest|youngest|newest|latest|earliest|most recent|alteste\w*|jungste\w*|neueste\w*|letzten?)\b(?! (\d+ )?(day|week|month|quarter|year|tag|woche|monat|quartal|jahr))/.exec(read.text)?.[1];
  if (!match || ask.time === null || ask.job !== null && ask.job !== "rows" || ask.groups.length > 0 || ask.measures.some((measure) => measure.type !== "rows")) return ask;
  const people = /oldest|youngest|alteste|jungste/.test(match) ? ask.base.columns.find((column) => isTime(column) && /birth|geburt|dob/i.test(column.name)) : undefined;
  const ref = people ? { table: ask.base, column: people } : ask.time;
  const first = people ? /oldest|alteste/.test(match) : /oldest|earliest|alteste/.test(match);
  return { ...ask, job: "rows", measures: [{ type: "column", ref }], top: { n: ask.top?.n ?? null, ascending: first } };
}

/** The time column of a table: one called date, order, created or opened first; dates of birth last. */
export function timeOf(table: Table): Ref | null {
  const rank = (name: string): number => (/birth|geburt|dob|updat|modif/i.test(name) ? 9 : /^(date|datum|time|timestamp|ts|day)$|order|sale|opened|created|submitted|reported/i.test(name) ? 0 : /clos|resolv|end|exit|left|deliver|ship/i.test(name) ? 5 : 2);
  const times = table.columns.filter(isTime).sort((a, b) => rank(a.name) - rank(b.name));
  return times[0] ? { table, column: times[0] } : null;
}

function baseOf(read: Reading, tables: readonly [Table, ...Table[]], ways: readonly Way[]): Table {
  const counted = /(?:how many|number of|count of|wie viele|anzahl(?: der)?|most|fewest|combien de|show me the|list (?:all )?(?:the )?)\s+(?:\w+\s+)?$/;
  const scored = tables.map((table, index) => {
    const reach = (other: Table): boolean => wayTo(ways, table, other) !== null;
    let score = Math.log10(1 + table.rows) / 50 - index / 1_000;
    for (const each of read.columns) {
      const own = each.refs.find((ref) => ref.table.variable === table.variable);
      const far = each.refs.find((ref) => reach(ref.table));
      score += own ? each.score * (isMeasured(own.column) ? 1.2 : 1) : far ? each.score * 0.7 : 0;
      if (each.table?.variable === table.variable) score += counted.test(read.text.slice(0, read.words[each.start]?.start)) ? 2 : 0.8;
      else if (each.table && reach(each.table)) score += 0.4;
    }
    if (durationCue(read.text) && hoursOf(table, read.text)) score += 1.2;
    for (const each of read.values) score += each.refs.some((ref) => ref.table.variable === table.variable) ? 1 : each.refs.some((ref) => reach(ref.table)) ? 0.7 : 0;
    return { table, score };
  });
  return scored.reduce((best, each) => (each.score > best.score ? each : best)).table;
}

const groupWords = new Set("by per each every across among within je pro nach par por between zwischen which what welche welcher welches welchen welchem quel quelle quels que cual top bottom best worst jede jeder jedem jeden into compare vergleiche".split(" "));

function roles(read: Reading, base: Table, ways: readonly Way[]): Bound[] {
  const bound: Bound[] = [];
  const grouped = (): boolean => bound.some((each) => each.role === "group");
  let owner: Mention | null = null;
  read.columns.forEach((mention, index) => {
    if (owns(mention, read.columns[index + 1])) {
      owner = mention;
      return;
    }
    const asked = asksForGroup(read, owner ?? mention, bound.at(-1)) && !(grouped() && onlyMeasured(mention));
    bound.push(roleOf(mention, asked, base, ways, read));
    owner = null;
  });
  return bound;
}

/** A number of many values is no second group. */
const onlyMeasured = (mention: Mention): boolean => mention.refs.length > 0 && mention.refs.every((ref) => isMeasured(ref.column) && ref.column.distinct > 12);

/** In "customer plan" the table only says whose plan is meant. */
const owns = (mention: Mention, next: Mention | undefined): boolean => next !== undefined && next.start === mention.end && mention.table !== null && next.table === null && next.refs.some((ref) => ref.table.variable === mention.table?.variable);

function asksForGroup(read: Reading, mention: Mention, last: Bound | undefined): boolean {
  const before = wordBefore(read.words, mention.start);
  if (groupWords.has(before)) return true;
  if (/^\d+$/.test(before) && groupWords.has(wordBefore(read.words, mention.start - 1))) return true;
  if (["top", "best", "worst", "bottom", "selling", "slowest", "fastest", "quickest", "busiest"].includes(read.words[mention.start - 1]?.text ?? "")) return true;
  if (/^(highest|lowest|largest|biggest|smallest|most|fewest|busiest)$/.test(before)) return false;
  const between = last ? read.text.slice(read.words[last.mention.end - 1]?.end ?? 0, read.words[mention.start]?.start ?? 0) : "";
  return last?.role === "group" && /^\s*(,|and|und|et|y|&|\+|, and|and by|by|und nach)\s*$/.test(between);
}

function roleOf(mention: Mention, grouped: boolean, base: Table, ways: readonly Way[], read: Reading): Bound {
  const refs = reachable(mention, base, ways);
  const make = (role: Role, ref: Ref | null): Bound => ({ mention, role, ref });
  const measured = refs.find((ref) => isMeasured(ref.column));
  const groupable = refs.find((ref) => isGroup(ref.column, ref.table)) ?? refs.find((ref) => !isMeasured(ref.column) && !isTime(ref.column));
  if (grouped && measured && ranked(read, mention)) return make("measure", measured);
  if (grouped) {
    const named = mention.table && mention.table.variable !== base.variable && wayTo(ways, base, mention.table) ? labelOf(mention.table) : null;
    if (named && mention.table) return make("group", { table: mention.table, column: named });
    const nicer = groupable ? namedKey(groupable, base, ways) : null;
    if (nicer) return make("group", nicer);
    const timed = refs.find((ref) => isTime(ref.column));
    if (timed) return make("time", timed);
    if (measured) return make(ranked(read, mention) || pairs(read, mention) ? "measure" : "group", measured);
  }
  if (mention.table?.variable === base.variable && (!measured || countsRows(read, mention))) {
    const label = grouped ? labelOf(base) : null;
    return label ? make("group", { table: base, column: label }) : make("table", groupable ?? null);
  }
  const first = refs[0];
  const truly = refs.find((ref) => isTruth(ref.column));
  if (truly && first && sameRef(truly, first)) return make("truth", truly);
  if (first && first.table.variable === base.variable && countsRow(first) && mention.end - mention.start === 1) return make("table", first);
  if (measured) return make("measure", measured);
  if (first && isTime(first.column)) return make("time", first);
  return first ? make("subject", first) : make("table", null);
}

/** A key that differs in nearly every row stands for the rows: "orders" for order_id. */
const countsRow = ({ table, column }: Ref): boolean => (column.kind === "identifier" || looksLikeKey(column)) && column.distinct > 0.97 * (table.rows - column.nulls) && table.rows > 3;

const countsRows = (read: Reading, mention: Mention): boolean => /(how many|number of|count|wie viele|anzahl|most|fewest|combien)\s*(of\s*)?(the\s*)?(\w+\s)?$/.test(read.text.slice(0, read.words[mention.start]?.start));

/** "by revenue" behind "top 10 products" is what to rank by, not a group. */
const ranked = (read: Reading, mention: Mention): boolean => topCue(read.text) !== null && /(\bby|ranked|sorted|nach|according to)\s+(\w+\s+)?$/.test(read.text.slice(0, read.words[mention.start]?.start)) && read.columns[0] !== mention;

/** "correlation between price and quantity" asks about both as numbers. */
const pairs = (read: Reading, mention: Mention): boolean => ["between", "zwischen", "of"].includes(wordBefore(read.words, mention.start)) && /correlat|relation|korrel|zusammenhang|scatter|associat/.test(read.text);

function reachable(mention: Mention, base: Table, ways: readonly Way[]): Ref[] {
  const own = mention.refs.filter((ref) => ref.table.variable === base.variable);
  const far = mention.refs.filter((ref) => ref.table.variable !== base.variable && wayTo(ways, base, ref.table) !== null);
  return [...own, ...far];
}

/** For a key such as agent_id the name behind it, where a linked table has one. */
function namedKey(ref: Ref, base: Table, ways: readonly Way[]): Ref {
  const way = ways.find((each) => sameRef(each.from, ref) && each.from.table.variable === base.variable && (each.kind === "many-to-one" || each.kind === "one-to-one"));
  const label = way ? way.to.table.columns.find((column) => /(^|[_\s])(name|full_?name|title)$/i.test(column.name)) : undefined;
  return way && label ? { table: way.to.table, column: label } : ref;
}

function groupsOf(read: Reading, bound: readonly Bound[]): Group[] {
  const groups: Group[] = bound.flatMap((each) => (each.role === "group" && each.ref ? [{ type: "column" as const, ref: each.ref }] : []));
  const derived: Group[] = [...(weekdayCue(read.text) ? [{ type: "weekday" as const }] : []), ...(hourOfDayCue(read.text) ? [{ type: "hour of day" as const }] : [])];
  const timed = freqCue(read.text) !== null || bound.some((each) => each.role === "measure");
  const subjects = bound.flatMap((each) => (each.role === "subject" && each.ref && !(timed && looksLikeKey(each.ref.column)) ? [{ type: "column" as const, ref: each.ref }] : []));
  return groups.length + derived.length > 0 ? [...unique(groups), ...derived] : unique(subjects);
}

const unique = (groups: readonly Group[]): Group[] =>
  groups.filter((group, index) => group.type !== "column" || groups.findIndex((other) => other.type === "column" && sameRef(other.ref, group.ref)) === index);

function measuresOf(read: Reading, bound: readonly Bound[], base: Table): Measure[] {
  const columns: Measure[] = bound.flatMap((each) => (each.role === "measure" && each.ref ? [{ type: "column" as const, ref: each.ref }] : []));
  const said = (word: string): boolean => read.words.some((token, index) => sameThing(token.stem, word) && !read.columns.some((each) => index >= each.start && index < each.end && each.end - each.start > 1));
  const kept = columns.filter((each, index) => columns.findIndex((other) => other.type === "column" && each.type === "column" && sameRef(other.ref, each.ref)) === index);
  const hours = durationCue(read.text) && !kept.some((each) => each.type === "column" && /time|hour|dur|min|day|dauer|stunden|zeit/i.test(each.ref.column.name)) ? hoursOf(base, read.text) : null;
  if (hours) return [hours, ...kept];
  const product = kept.length === 0 && said("revenue") ? productOf(base) : null;
  if (product && !bound.some((each) => each.role === "table" && sameThing(read.words[each.mention.start]?.stem ?? "", "revenue") && countsRows(read, each.mention))) return [product];
  return kept.length === 0 && bound.some((each) => each.role === "table") ? [{ type: "rows" }] : kept;
}

export type { Filter };
