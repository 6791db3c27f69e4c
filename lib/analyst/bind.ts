import type { Ask, Group, Measure } from "./ask.ts";
import { isRow, perWord } from "./asked/each.ts";
import { specialOf } from "./asked/special.ts";
import { baseOf, timeOf } from "./base.ts";
import { aggCue, chartCue, durationCue, freqCue, horizonCue, hourOfDayCue, jobCue, partsCue, saveCue, topCue, weekdayCue } from "./cues.ts";
import { hoursOf, productOf } from "./derived.ts";
import { filtersOf } from "./filters.ts";
import { linked, phrased, specially } from "./limits.ts";
import { type Linked, linkIn } from "./link.ts";
import { phrasesIn } from "./phrases.ts";
import { type Reading, reading } from "./reading.ts";
import { type Bound, countsRows, roles } from "./roles.ts";
import { sameThing } from "./synonyms.ts";
import { isTime, looksLikeKey, type Ref, sameRef, type Table, type Way } from "./tables.ts";
import { windowsIn } from "./time.ts";
import { lost, strayed, unread } from "./unread.ts";
import { unusedNumber } from "./unused.ts";
import { spoken } from "./words.ts";

/** The question bound to the table it is most likely about. */
export function bind(question: string, tables: readonly [Table, ...Table[]], ways: readonly Way[]): Ask {
  const phrases = phrasesIn(question);
  const whole = reading(phrases.rest, tables);
  const link = jobCue(whole.text) === "sql" ? null : linkIn(whole, ways);
  const read = link ? { ...whole, columns: whole.columns.filter((each) => !link.words.has(each.start)) } : whole;
  const base = link?.way.from.table ?? baseOf(read, tables, ways);
  const bound = roles(read, base, ways);
  const asked = groupsOf(read, bound, base);
  const who = asked.length === 0 ? whoOf(read, base, ways) : [];
  const groups: Group[] = who.length > 0 ? who.map((ref) => ({ type: "column", ref })) : asked;
  const time = bound.find((each) => each.role === "time")?.ref ?? timeOf(base);
  const rest = beside(read);
  const left = unread(read, link?.words);
  const ask: Ask = {
    question,
    base,
    tables,
    ways,
    groups,
    time,
    job: jobOf(rest, read.text, link),
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
    lost: link ? null : lost(read),
    stray: null,
    special: null,
    notes: [
      ...(who[0] ? [`No column was named; ${spoken(who[0].column.name)} was taken for "who".`] : []),
      ...(read.quotes.length === 0 && left.length > 0 ? [`Nothing in the data was found for: ${left.join(", ")}.`] : []),
    ],
  };
  const limited = linked(phrased(filtersOf(perRow(ask, read), read, bound), read, phrases), link);
  const special = link ? null : specialOf(limited, read, bound, phrases);
  const full = aged(special === null ? limited : specially(limited, special, read, bound), read);
  return { ...full, stray: (link ? null : strayed(read, full)) ?? unusedNumber(read, full) };
}

/** "Duplicates", "join" and "missing" said of a link are about the link. */
function jobOf(rest: string, text: string, link: Linked | null): Ask["job"] {
  const cue = jobCue(rest) ?? (jobCue(text) === "sql" ? "sql" : null);
  return link && (cue === "quality" || cue === "join" || cue === "gaps" || cue === "rows") ? (cue === "rows" ? "rows" : null) : cue;
}

/** In "average revenue per order" an order is a row, no group. */
function perRow(ask: Ask, read: Reading): Ask {
  if (ask.agg !== "mean") return ask;
  const row = read.columns.find((each) => perWord.test(read.text.slice(0, read.words[each.start]?.start)) && isRow(each, ask.base));
  if (!row || ask.measures.every((measure) => measure.type === "rows")) return ask;
  return {
    ...ask,
    groups: ask.groups.filter((group) => group.type !== "column" || !row.refs.some((ref) => sameRef(ref, group.ref))),
    job: ask.job === "trend" ? null : ask.job,
  };
}

/** The fastest is the one with the least time. */
function topOf(text: string): Ask["top"] {
  const top = topCue(text);
  return durationCue(text) && /fastest|quickest/.test(text) ? { n: top?.n ?? null, ascending: true } : top;
}

/** The question without the names of more than one word in it: "monthly spend" asks for no months. */
function beside(read: Reading): string {
  return read.columns
    .filter((each) => each.end - each.start > 1 && each.score >= 0.9 && each.refs.length > 0)
    .reduce((text, each) => {
      const [start, end] = [read.words[each.start]?.start ?? 0, read.words[each.end - 1]?.end ?? 0];
      return text.slice(0, start) + "#".repeat(end - start) + text.slice(end);
    }, read.text);
}

/** "oldest", "latest" and the like sort rows by a date. */
function aged(ask: Ask, read: Reading): Ask {
  const age = /oldest|youngest|alteste|jungste/.test(read.text)
    ? ask.base.columns.find((column) => /^(age|alter)$/i.test(column.name))
    : undefined;
  if (age) return { ...ask, job: "rows", measures: [{ type: "column", ref: { table: ask.base, column: age } }] };
  const match =
    /\b(oldest|youngest|newest|latest|earliest|most recent|alteste\w*|jungste\w*|neueste\w*|letzten?)\b(?! (\d+ )?(day|week|month|quarter|year|tag|woche|monat|quartal|jahr))/.exec(
      read.text,
    )?.[1];
  if (
    !match ||
    ask.time === null ||
    (ask.job !== null && ask.job !== "rows") ||
    ask.groups.length > 0 ||
    ask.measures.some((measure) => measure.type !== "rows")
  )
    return ask;
  const people = /oldest|youngest|alteste|jungste/.test(match)
    ? ask.base.columns.find((column) => isTime(column) && /birth|geburt|dob/i.test(column.name))
    : undefined;
  if (!people && /oldest|youngest|alteste|jungste/.test(match) && /\b(who|wer)\b|person|people|employee|mitarbeiter/.test(read.text))
    return ask;
  const ref = people ? { table: ask.base, column: people } : ask.time;
  const first = people ? /oldest|alteste/.test(match) : /oldest|earliest|alteste/.test(match);
  return { ...ask, job: "rows", measures: [{ type: "column", ref }], top: { n: ask.top?.n ?? null, ascending: first } };
}

const named = (table: Table) => table.columns.find((column) => /(^|[_\s])(name|full_?name)$/i.test(column.name)) ?? null;

/** "Who sells most" where no column is named: sellers, else the nearest to them that the table knows. */
function whoOf(read: Reading, base: Table, ways: readonly Way[]): Ref[] {
  if (!/\b(who|wer|qui|quien)\b/.test(read.text) || topCue(read.text) === null) return [];
  const linked = ways.find((way) => way.from.table.variable === base.variable && way.kind === "many-to-one" && named(way.to.table));
  const label = linked && !named(base) ? named(linked.to.table) : null;
  if (linked && label) return [{ table: linked.to.table, column: label }, ...(label.distinct < linked.to.table.rows ? [linked.from] : [])];
  const buys = /\b(buy\w*|bought|order\w*|spen[dt]\w*|pay\w*|paid|kauft?\w*|bestell\w*)\b/.test(read.text);
  if (!buys && !/\b(sell\w*|sold|sales|verkauf\w*|revenue|umsatz)\b/.test(read.text)) return [];
  const wanted = buys
    ? [/customer|client|buyer|kunde/i]
    : [
        /sales.?(rep|person|man|agent)|seller|\brep\b|agent|verk(ä|a)ufer|employee|staff|cashier/i,
        /store|shop|branch|filiale/i,
        /channel|kanal/i,
        /region/i,
      ];
  const column = wanted.flatMap((each) => base.columns.filter((own) => each.test(own.name) && !isTime(own)))[0];
  return column ? [{ table: base, column }] : [];
}

function groupsOf(read: Reading, bound: readonly Bound[], base: Table): Group[] {
  const groups: Group[] = bound.flatMap((each) => (each.role === "group" && each.ref ? [{ type: "column" as const, ref: each.ref }] : []));
  const derived: Group[] = [
    ...(weekdayCue(read.text) ? [{ type: "weekday" as const }] : []),
    ...(hourOfDayCue(read.text) ? [{ type: "hour of day" as const }] : []),
  ];
  const timed = freqCue(read.text) !== null || bound.some((each) => each.role === "measure");
  const counted = read.columns.some((each) => each.table?.variable === base.variable && countsRows(read, each));
  const subjects = bound.flatMap((each) =>
    each.role === "subject" && each.ref && !((timed || counted) && looksLikeKey(each.ref.column)) && !ownsValue(read, each)
      ? [{ type: "column" as const, ref: each.ref }]
      : [],
  );
  return groups.length + derived.length > 0 ? [...unique(groups), ...derived] : unique(subjects);
}

/** In "Enterprise customers" the name only says whose value it is. */
const ownsValue = (read: Reading, { mention }: Bound): boolean =>
  read.values.some(
    (value) =>
      value.end === mention.start && value.refs.some((ref) => mention.refs.some((own) => own.table.variable === ref.table.variable)),
  );

const unique = (groups: readonly Group[]): Group[] =>
  groups.filter(
    (group, index) =>
      group.type !== "column" || groups.findIndex((other) => other.type === "column" && sameRef(other.ref, group.ref)) === index,
  );

function measuresOf(read: Reading, bound: readonly Bound[], base: Table): Measure[] {
  const columns: Measure[] = bound.flatMap((each) =>
    each.role === "measure" && each.ref ? [{ type: "column" as const, ref: each.ref }] : [],
  );
  const said = (word: string): boolean =>
    read.words.some(
      (token, index) =>
        sameThing(token.stem, word) && !read.columns.some((each) => index >= each.start && index < each.end && each.end - each.start > 1),
    );
  const kept = columns.filter(
    (each, index) =>
      columns.findIndex((other) => other.type === "column" && each.type === "column" && sameRef(other.ref, each.ref)) === index,
  );
  const hours =
    durationCue(read.text) &&
    !kept.some((each) => each.type === "column" && /time|hour|dur|min|day|dauer|stunden|zeit/i.test(each.ref.column.name))
      ? hoursOf(base, read.text)
      : null;
  if (hours) return [hours, ...kept];
  const product = kept.length === 0 && said("revenue") ? productOf(base) : null;
  if (
    product &&
    !bound.some(
      (each) => each.role === "table" && sameThing(read.words[each.mention.start]?.stem ?? "", "revenue") && countsRows(read, each.mention),
    )
  )
    return [product];
  return kept.length === 0 && bound.some((each) => each.role === "table") ? [{ type: "rows" }] : kept;
}
