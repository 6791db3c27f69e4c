import type { Opened } from "../protocol/profile.ts";
import type { Measure } from "./ask.ts";
import { timeOf } from "./base.ts";
import { addsUp, hoursOf, mainMeasure } from "./derived.ts";
import { groupsOf } from "./next.ts";
import { calledBy } from "./settle.ts";
import { isMeasured, isProse, isTruth, type Table, tablesOf, type Way, waysOf } from "./tables.ts";
import { spoken } from "./words.ts";

/** Four to six questions about the opened files, each of which the built-in analyst answers. Empty without tables. */
export function suggest(opened: Opened): string[] {
  const tables = tablesOf(opened.files);
  return suggestFor(tables, waysOf(opened.links, tables));
}

export function suggestFor(tables: readonly Table[], ways: readonly Way[]): string[] {
  const main = mainOf(tables);
  if (!main) return [];
  const label = spoken(main.part ?? main.variable);
  const way = ways
    .filter((each) => each.from.table.variable === main.variable && each.kind === "many-to-one")
    .toSorted((a, b) => b.to.table.rows - a.to.table.rows)[0];
  const found = [
    `Give me an overview of ${label}`,
    ...measured(main),
    ...(way ? [`Join ${spoken(way.from.table.variable)} and ${spoken(way.to.table.variable)} and tell me what has no match`] : []),
    ...rest(main),
  ];
  return [
    ...new Set([
      ...found,
      `How good is the data quality of ${label}?`,
      `Are there duplicate rows in ${label}?`,
      `Find outliers in ${label}`,
    ]),
  ].slice(0, 6);
}

/** The table that the others are about. */
export const mainOf = (tables: readonly Table[]): Table | undefined => tables.toSorted((a, b) => worth(b) - worth(a))[0];

/** A table with dates, measures and groups is asked about before a short list of names. */
function worth(table: Table): number {
  return (
    Math.log10(1 + table.rows) +
    (timeOf(table) ? 2 : 0) +
    Math.min(3, table.columns.filter(isMeasured).length) / 2 +
    Math.min(3, groupsOf(table).length) / 2
  );
}

function measured(table: Table): string[] {
  const measure = measureFor(table);
  const [first] = groupsOf(table);
  if (!measure)
    return first
      ? [
          `How many ${rowsOf(table)} are there per ${spoken(first.name)}?`,
          ...(timeOf(table) ? [`How many ${rowsOf(table)} are there per month?`] : []),
        ]
      : [];
  const label = measure.type === "hours" ? "How long does it take to close" : null;
  const agg = addsUp(measure) ? "total" : "average";
  if (label)
    return [...(first ? [`${label}, on average, by ${spoken(first.name)}?`] : []), `How many ${rowsOf(table)} are there per month?`];
  return [
    ...(first ? [`Which ${spoken(first.name)} has the highest ${agg} ${calledBy(measure)}?`] : []),
    ...(eventful(table) ? [`How does the ${agg} ${calledBy(measure)} develop ${pace(table)}?`] : []),
    ...(measure.type === "column" ? [`What drives ${calledBy(measure)}?`] : []),
  ];
}

/** What a table is about: its main measure, or the time things take where it has hardly another. */
export const measureFor = (table: Table): Measure | null =>
  hoursOf(table, "") && table.columns.every((column) => !isMeasured(column) || /score|rating|csat/i.test(column.name))
    ? hoursOf(table, "")
    : mainMeasure(table);

const rowsOf = (table: Table): string => (table.part && /^\w+s$/.test(table.part) ? spoken(table.part) : "rows");

/** Whether the table's dates are of things that happen: not of births or hirings. */
export const eventful = (table: Table): boolean => {
  const time = timeOf(table);
  return time !== null && !/birth|hire|eintritt|geburt|start(ed)?_?(date)?$|join/i.test(time.column.name);
};

/** "per month" where the data span several months. */
function pace(table: Table): string {
  const time = timeOf(table);
  const months = time ? monthOf(time.column.max) - monthOf(time.column.min) : 0;
  return months >= 4 ? "per month" : months >= 1 ? "per week" : "per day";
}

const monthOf = (iso: string | null): number => Number(iso?.slice(0, 4) ?? 0) * 12 + Number(iso?.slice(5, 7) ?? 0);

function rest(table: Table): string[] {
  const truth = table.columns.find(isTruth);
  const group = groupsOf(table)[0];
  const prose = table.columns.find(isProse);
  const measure = mainMeasure(table);
  return [
    ...(truth && group ? [`What share of rows has ${spoken(truth.name)}, by ${spoken(group.name)}?`] : []),
    ...(prose ? [`Which words are most common in ${spoken(prose.name)}?`] : []),
    ...(eventful(table) && pace(table) === "per month" && measure && addsUp(measure)
      ? [`Forecast ${calledBy(measure)} for the next 3 months`]
      : []),
    ...(measure?.type === "column" ? [`Are there outliers in ${calledBy(measure)}?`] : []),
  ];
}
