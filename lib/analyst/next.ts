import { timeOf } from "./base.ts";
import { addsUp, mainMeasure } from "./derived.ts";
import { calledBy, isYesNo, type Settled } from "./settle.ts";
import { isGroup, isMeasured, isTruth, type Table } from "./tables.ts";
import { spoken } from "./words.ts";

/** Questions that can be answered next from here, none of them the present one. */
export function nextQuestions(ask: Settled): string[] {
  return questionsOf(ask)
    .filter(([job]) => job !== ask.job)
    .map(([, question]) => question)
    .slice(0, 3);
}

function questionsOf(ask: Settled): [string, string][] {
  const measure = ask.measure.type === "rows" ? mainMeasure(ask.base) : ask.measure;
  const label = measure ? calledBy(measure) : null;
  const used = new Set(ask.groups.flatMap((group) => (group.type === "column" ? [group.ref.column.name] : [])));
  const other = groupsOf(ask.base).find((column) => !used.has(column.name));
  const found: [string, string][] = [];
  if (label && measure && other)
    found.push(["group", `${addsUp(measure) ? "Total" : isYesNo(measure) ? "Share of" : "Average"} ${label} by ${spoken(other.name)}`]);
  if (label && measure && timeOf(ask.base))
    found.push(["trend", `How does ${addsUp(measure) ? "total" : "average"} ${label} develop per month?`]);
  if (label && measure?.type === "column")
    found.push(["drivers", `What drives ${label}?`], ["outliers", `Are there outliers in ${label}?`]);
  found.push(
    ["quality", `How good is the data quality of ${spoken(ask.base.variable)}?`],
    ["overview", `Give me an overview of ${spoken(ask.base.variable)}`],
  );
  return found;
}

/** Columns to group by, those with a handful of values first. */
export function groupsOf(table: Table): Table["columns"] {
  const fit = table.columns.filter((column) => isGroup(column, table) && !isTruth(column) && !isMeasured(column));
  const lopsided = (column: Table["columns"][number]): number => ((column.top[0]?.[1] ?? 0) > 0.8 * table.rows ? 4 : 0);
  const rank = (column: Table["columns"][number]): number => (column.distinct < 3 ? 2 : column.distinct <= 12 ? 0 : 3) + lopsided(column);
  return fit.toSorted((a, b) => rank(a) - rank(b));
}
