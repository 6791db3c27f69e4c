import type { Agg, Ask, Group, Job, Measure } from "./ask.ts";
import { durationCue, moveCue, wantsChart } from "./cues.ts";
import { addsUp, isTally, mainMeasure, neverAdds } from "./derived.ts";
import { isProse, isTruth, looksLikeKey, type Ref } from "./tables.ts";
import { fold, parts, spoken } from "./words.ts";

/** An ask with nothing left open: every job knows what it works on, and says what it had to choose. */
export interface Settled extends Ask {
  readonly job: Job;
  readonly agg: Agg;
  readonly measure: Measure;
}

export function settle(ask: Ask): Settled {
  const job = jobOf(ask);
  const timed = timesOut(ask, job);
  const { measure, notes } = measureOf(timed, job);
  const agg = aggOf(timed, measure, job);
  return { ...timed, job, measure, agg, notes: [...timed.notes, ...windowNotes(timed), ...notes, ...sumNotes(timed, measure, agg)] };
}

const known = (ask: Ask): boolean => ask.measures.length + ask.groups.length + ask.filters.length > 0;
const named = (ask: Ask): Measure[] => ask.measures.filter((measure) => measure.type !== "rows");

/** "Which age group spends most per month" ranks groups; the month only tells the unit. */
const ranksGroups = (ask: Ask): boolean =>
  ask.top !== null &&
  ask.groups.length > 0 &&
  named(ask).length > 0 &&
  /^(which|what|welche\w*)\b/.test(fold(ask.question)) &&
  !/\b(each|every|trend|over time)\b/.test(fold(ask.question));

/** Jobs that would answer another question without the name that was not found. */
const losing: ReadonlySet<Job> = new Set(["trend", "forecast", "compare", "distribution", "rows", "why"]);
const onlyRows = (ask: Ask): boolean => ask.agg === null && named(ask).length === 0;

/** The job, from the words that ask for one and from what was found beside them. */
export function jobOf(ask: Ask): Job {
  const cue = ask.job;
  if (ask.special !== null) return "special";
  if (ask.stray !== null) return "unknown";
  if (ask.lost !== null && (cue === null || losing.has(cue)) && !(ask.top === null && onlyRows(ask))) return "unknown";
  if (cue === "trend" && ranksGroups(ask)) return plainJob(ask, null);
  if (cue === null && durationCue(fold(ask.question)) && named(ask).length === 0 && ask.agg === "mean") return "unknown";
  if ((cue === "drivers" || cue === null) && /^(why|warum)\b/.test(fold(ask.question)) && ask.windows.length === 1 && ask.time)
    return "why";
  if (moverOf(ask) && (cue === null || cue === "compare" || cue === "trend")) return "compare";
  if (cue === null || cue === "export" || cue === "rows") return plainJob(ask, cue);
  if (cue === "join" && joinsFirst(ask)) return plainJob(ask, null);
  const pair = named(ask).length + ask.groups.length === 2;
  if (cue === "why" && !ask.time) return "drivers";
  if ((cue === "trend" || cue === "forecast" || cue === "compare" || cue === "gaps") && !ask.time)
    return cue === "trend" || cue === "compare" ? plainJob(ask, null) : cue;
  if (
    cue === "compare" &&
    ask.windows.length < 2 &&
    ask.freq === null &&
    ask.filters.some((filter) => filter.type === "only" && filter.values.length > 1)
  )
    return plainJob(ask, null);
  if (cue === "correlation" || (cue === "drivers" && pair)) return pairJob(ask, cue);
  if (cue === "difference") return differenceJob(ask);
  if (cue === "words") return proseOf(ask) ? "words" : plainJob(ask, null);
  if (cue === "overview" && (known(ask) || ask.agg !== null) && named(ask).length + ask.groups.length > 0) return plainJob(ask, null);
  if (cue === "distribution" && ask.groups.length > 0 && named(ask).length === 0) return "group";
  if (cue === "distribution" && ask.groups.length > 0) return "group";
  return cue;
}

/** "Join orders with customers and give the total by country": the join is only the way to the total. */
const joinsFirst = (ask: Ask): boolean =>
  (named(ask).length > 0 || ask.groups.some((group) => group.type === "column" && !looksLikeKey(group.ref.column))) &&
  (ask.agg !== null || ask.groups.length > 0) &&
  !/match|partner|orphan|without|missing|fehl/.test(fold(ask.question));

/** "Which region grew most": the end of the changes that is asked for; null where no group is asked to have moved. */
export function moverOf(ask: Ask): "highest" | "lowest" | null {
  const text = fold(ask.question);
  if (
    ask.groups.length === 0 ||
    ask.time === null ||
    /birth|hire|eintritt|geburt|join/i.test(ask.time.column.name) ||
    !/\b(which|what|who|most|least|fastest|strongest|welche\w*|wer|am)\b/.test(text)
  )
    return null;
  const way = moveCue(text);
  return way !== null && /\b(least|am wenigsten)\b/.test(text) ? (way === "highest" ? "lowest" : "highest") : way;
}

function pairJob(ask: Ask, cue: Job): Job {
  const numbers = named(ask).filter((measure) => !isYesNo(measure)).length;
  if (numbers >= 2 || (numbers === 1 && ask.groups.length === 0 && named(ask).length === 1))
    return cue === "drivers" && numbers < 2 ? "drivers" : "correlation";
  if (named(ask).length + ask.groups.length === 2) return "difference";
  return cue;
}

function differenceJob(ask: Ask): Job {
  if (ask.windows.length === 2 && ask.groups.length === 0) return "compare";
  if (ask.groups.length > 0) return "difference";
  if (named(ask).length === 2) return named(ask).some(isYesNo) ? "difference" : "correlation";
  return plainJob(ask, null);
}

/** What is asked when no word names the job: totals, groups, trends, rows. */
function plainJob(ask: Ask, cue: Job | null): Job {
  const text = fold(ask.question);
  if (ask.windows.length === 2 && ask.time) return "compare";
  if (
    ask.freq !== null &&
    ask.time &&
    !(ask.top !== null && ask.groups.length > 0 && named(ask).length > 0 && /^(which|what|welche\w*)\b/.test(text)) &&
    (ask.windows.length === 0 || /\b(per|by|each|every|pro|je|nach|trend|over time)\b|ly\b/.test(text))
  )
    return "trend";
  if (ask.agg === "share" && ask.groups.length === 0 && (ask.filters.length > 0 || named(ask).some(isYesNo))) return "share";
  if (ask.groups.length > 0 && !(cue === "rows" && ask.groups.length > 1))
    return ask.agg === "distinct" || countsDistinct(ask, text) ? "total" : "group";
  if (cue === "rows" || (/^(which|show|list|find|give|welche|zeige?)\b/.test(text) && ask.filters.length > 0 && ask.agg === null))
    return "rows";
  if (cue === "export") return known(ask) && (ask.agg !== null || named(ask).length > 0) ? "total" : "export";
  if (ask.top !== null && named(ask).length > 0) return "rows";
  if (named(ask).length === 1 && ask.agg === null && ask.time && (ask.chart !== null || wantsChart(text))) return "trend";
  if (named(ask).length >= 2 && ask.agg === null) return "correlation";
  if (ask.agg !== null && (known(ask) || ask.agg === "count"))
    return ask.agg === "share" && named(ask).length > 0 ? "distribution" : "total";
  if (named(ask).length === 1) return ask.measures[0] && addsUp(ask.measures[0]) ? "total" : "distribution";
  if (ask.filters.length > 0) return "rows";
  if (ask.windows.length > 0 && ask.time) return "trend";
  if (ask.chart !== null || wantsChart(text)) return ask.time ? "trend" : "overview";
  return ask.measures.some((measure) => measure.type === "rows") ? "overview" : "unknown";
}

const countsDistinct = (ask: Ask, text: string): boolean =>
  (/how many (different |distinct |unique )?(\w+ )?\w+ (are there|do we|exist|have we)|wie viele verschiedene/.test(text) ||
    (/^(how many|wie viele)\b/.test(text) && ask.groups[0]?.type === "column" && looksLikeKey(ask.groups[0].ref.column))) &&
  ask.groups.length === 1 &&
  named(ask).length === 0 &&
  !/\b(per|by|each|pro|je)\b/.test(text);

export const isYesNo = (measure: Measure): boolean =>
  measure.type === "matched" || (measure.type === "column" && isTruth(measure.ref.column));

/** The free text a question is about: the one it names, else the only one there is. */
export function proseOf(ask: Ask): Ref | null {
  const column = ask.groups.find((group) => group.type === "column" && isProse(group.ref.column));
  if (column?.type === "column") return column.ref;
  const prose = ask.base.columns.find(isProse);
  const table = prose ? ask.base : ask.tables.find((each) => each.columns.some(isProse));
  const found = table?.columns.find(isProse);
  return table && found ? { table, column: found } : null;
}

/** Without a time column of its own an ask has no windows. */
function timesOut(ask: Ask, job: Job): Ask {
  if (ask.time === null && ask.windows.length > 0)
    return { ...ask, windows: [], notes: [...ask.notes, "The table has no date column, so the period you named could not be applied."] };
  const [window] = ask.windows;
  if ((job === "compare" || job === "why") && ask.windows.length === 1 && window?.ends) return { ...ask, windows: [...window.ends] };
  if (job === "compare" && moverOf(ask) && window?.from && ask.windows.length === 1 && window.from <= (ask.time?.column.min ?? ""))
    return {
      ...ask,
      windows: [],
      notes: [
        ...ask.notes,
        `The data begin on ${ask.time?.column.min?.slice(0, 10)}, so there is nothing before ${window.label}; its last periods are compared.`,
      ],
    };
  if (job === "compare" && moverOf(ask) && ask.windows.length === 0 && ask.freq === null && spansYears(ask))
    return { ...ask, freq: "year" };
  return ask;
}

/** More than a year and a half of data can tell one year from the other. */
const spansYears = ({ time }: Ask): boolean =>
  Date.parse(time?.column.max?.slice(0, 10) ?? "") - Date.parse(time?.column.min?.slice(0, 10) ?? "") > 540 * 86_400_000;

function windowNotes(ask: Ask): string[] {
  return ask.windows.filter((window) => /the data|in the data/.test(window.label)).map((window) => `Read the period as ${window.label}.`);
}

const counts: ReadonlySet<Job> = new Set(["trend", "forecast", "compare", "why", "group"]);

function measureOf(ask: Ask, job: Job): { measure: Measure; notes: string[] } {
  const first = ask.measures[0];
  if (first?.type === "column" && ask.agg === "count" && job === "total") return { measure: first, notes: [] };
  const typical = first?.type === "rows" && job === "total" && (ask.agg === "mean" || ask.agg === "median") ? mainMeasure(ask.base) : null;
  if (typical)
    return {
      measure: typical,
      notes: [`An average of rows needs a measure; ${calledBy(typical)} was taken as the main one.`, ...derivedNotes(typical)],
    };
  if (first && job === "group" && /\bmost (common|frequent|often)|haufigste/.test(fold(ask.question)))
    return { measure: { type: "rows" }, notes: [] };
  if (first) return { measure: first, notes: derivedNotes(first) };
  const part =
    job === "total" && ask.agg !== null && ask.agg !== "count" && ask.agg !== "distinct" && ask.filters.length + ask.windows.length > 0;
  const whole = part && ask.groups.length === 0 ? mainMeasure(ask.base) : null;
  if (whole)
    return { measure: whole, notes: [`No measure was named; ${calledBy(whole)} was taken as the main one.`, ...derivedNotes(whole)] };
  if (ask.agg === "count" || job === "total" || job === "share") return { measure: { type: "rows" }, notes: [] };
  if (job === "group" && ((ask.top === null && ask.agg === null) || ask.agg === "share")) return { measure: { type: "rows" }, notes: [] };
  if (job === "group" && /\b(most|least|fewest) (common|frequent|often)|haufigste|busiest|quietest/.test(fold(ask.question)))
    return { measure: { type: "rows" }, notes: [] };
  const main =
    counts.has(job) || job === "drivers" || job === "difference" || job === "distribution" || job === "correlation" || job === "outliers"
      ? mainMeasure(ask.base)
      : null;
  if (!main || (job === "compare" && !addsUp(main) && moverOf(ask) !== null))
    return {
      measure: { type: "rows" },
      notes: counts.has(job) ? [`No measure was named, so rows of ${spoken(ask.base.variable)} are counted.`] : [],
    };
  const say =
    job === "outliers" || job === "correlation" || job === "drivers"
      ? []
      : [`No measure was named; ${calledBy(main)} was taken as the main one.`];
  return { measure: main, notes: [...say, ...derivedNotes(main)] };
}

export const calledBy = (measure: Measure): string =>
  measure.type === "rows" ? "the number of rows" : measure.type === "column" ? spoken(measure.ref.column.name) : measure.name;

function derivedNotes(measure: Measure): string[] {
  if (measure.type === "product")
    return [`Revenue is not a column; it was computed as ${measure.factors.map((factor) => spoken(factor.column.name)).join(" × ")}.`];
  if (measure.type === "hours")
    return [
      `The time was computed as the hours from ${spoken(measure.from.column.name)} to ${spoken(measure.to.column.name)}; rows that lack either are left out.`,
    ];
  return [];
}

function aggOf(ask: Ask, measure: Measure, job: Job): Agg {
  const text = fold(ask.question);
  if (measure.type === "rows") return "count";
  if (isYesNo(measure)) return "share";
  if (ask.agg === "share") return addsUp(measure) ? "sum" : "mean";
  if (ask.agg === "count") return job === "total" && !isTally(measure) ? "count" : addsUp(measure) ? "sum" : "mean";
  if (ask.agg === "distinct") return measure.type === "column" && job === "total" ? "distinct" : addsUp(measure) ? "sum" : "mean";
  if (ask.agg === "sum" && neverAdds(measure) && !calledExactly(ask, measure)) return "mean";
  if (ask.agg === "sum" && !addsUp(measure) && /how much|overall|\ball in all/.test(text) && !/\btotal|\bsum\b/.test(text)) return "mean";
  if (ask.agg !== null) return ask.agg;
  if (job === "group" || job === "trend" || job === "total" || job === "compare" || job === "why" || job === "forecast")
    return addsUp(measure) ? "sum" : "mean";
  return "mean";
}

/** Whether the question holds the column's whole name. */
function calledExactly(ask: Ask, measure: Measure): boolean {
  return measure.type === "column" && ` ${parts(ask.question).join(" ")} `.includes(` ${parts(measure.ref.column.name).join(" ")} `);
}

function sumNotes(ask: Ask, measure: Measure, agg: Agg): string[] {
  if (ask.agg !== "sum" || !neverAdds(measure)) return [];
  if (agg === "mean") return [`A sum of ${calledBy(measure)} would mean nothing, so the average is given.`];
  return agg === "sum" ? [`A sum of ${calledBy(measure)} means little; the average may be what you want.`] : [];
}

export const groupName = (group: Group): string => (group.type === "column" ? spoken(group.ref.column.name) : group.type);
