import { amount, list, name, text } from "../literal.ts";
import { nextQuestions } from "../next.ts";
import { type Script, told } from "../script.ts";
import { calledBy, groupName, type Settled } from "../settle.ts";
import { type Source, source } from "../source.ts";
import type { Each, Special } from "../special.ts";
import { spoken } from "../words.ts";
import { chartKind, measureTitle } from "./group.ts";

interface Call {
  readonly helper: string;
  readonly args: (from: Source) => readonly (string | null)[];
  readonly title: string;
  readonly plan: string;
  /** The rows it is computed from, where these are not the base table's. */
  readonly ask?: Settled;
  /** Lines that have to stand before it. */
  readonly first?: readonly string[];
  /** Lines that have to stand behind what the rows are made of. */
  readonly last?: (from: Source) => readonly string[];
  readonly uses?: readonly string[];
}

/** Questions that name a computation of their own. */
export function special(ask: Settled, wanted: Special): Script {
  const call = callOf(ask, wanted);
  const own = call.ask ?? ask;
  const from = source(own);
  const args = ["df", ...call.args(from)].filter((each) => each !== null);
  return {
    plan: call.plan,
    uses: [call.helper, ...from.uses, ...(call.uses ?? [])],
    lines: [
      ...(call.first ?? []),
      ...from.lines,
      ...(call.last?.(from) ?? []),
      `r = ${call.helper}(${args.join(", ")})`,
      ...told({ title: call.title, chart: chartKind(ask), save: ask.save, from, notes: ask.notes, next: nextQuestions(ask) }),
    ],
  };
}

function callOf(ask: Settled, wanted: Special): Call {
  switch (wanted.type) {
    case "statistics":
      return {
        helper: "statistics",
        title: `${calledBy(ask.measure)}: ${wanted.which.join(", ")}`,
        plan: `Compute ${wanted.which.length > 1 ? "these statistics" : "this statistic"} of ${calledBy(ask.measure)}${ask.groups[0] ? ` by ${groupName(ask.groups[0])}` : ""}.`,
        args: (from) => [from.measure, list(wanted.which), from.groups[0] ? `by=${from.groups[0]}` : null],
      };
    case "each":
      return eachCall(ask, wanted);
    case "rolling":
      return {
        helper: "moving_average",
        title: `${wanted.n}-${wanted.freq} moving average of ${calledBy(ask.measure)}`,
        plan: `Average ${measureTitle(ask).toLowerCase()} per ${wanted.freq} over ${wanted.n} ${wanted.freq}s up to each one.`,
        args: (from) => [
          from.time,
          from.measure,
          `how=${text(howOf(ask))}`,
          `window=${amount(wanted.n)}`,
          `freq=${text(wanted.freq)}`,
          wanted.at ? `at=${text(wanted.at)}` : null,
        ],
      };
    case "regression":
      return {
        helper: "regression",
        title: `Regression of ${spoken(wanted.target.column.name)}`,
        plan: `Fit a straight line by least squares: ${spoken(wanted.target.column.name)} on ${wanted.features.map((ref) => spoken(ref.column.name)).join(", ")}.`,
        args: (from) => [
          text(from.named(wanted.target)),
          list(wanted.features.map(from.named)),
          wanted.at.length > 0 ? `at={${wanted.at.map(([ref, value]) => `${text(from.named(ref))}: ${amount(value)}`).join(", ")}}` : null,
          `tell=${text(wanted.tell)}`,
        ],
      };
    case "slope":
      return {
        helper: "linear_trend",
        title: `Linear trend of ${spoken(wanted.ref.column.name)}`,
        plan: `Fit a straight line through ${spoken(wanted.ref.column.name)} over time and read off its slope per ${wanted.unit}.`,
        args: (from) => [from.time, text(from.named(wanted.ref)), `unit=${text(wanted.unit)}`],
      };
    case "tested":
      return {
        helper: "tested",
        title: `${spoken(wanted.value.column.name)} by ${spoken(wanted.by.column.name)}`,
        plan: "Compute the statistic that was named, and what the test says.",
        args: (from) => [text(from.named(wanted.value)), text(from.named(wanted.by)), text(wanted.name)],
      };
    case "apart":
      return {
        helper: "apart",
        title: `${measureTitle(ask)} by ${ask.groups[0] ? groupName(ask.groups[0]) : "group"}`,
        plan: "Compare the two groups and say how far apart they are, in percent.",
        args: (from) => [from.groups[0] ?? "None", from.measure, `how=${text(howOf(ask))}`, wanted.higher ? "higher=True" : null],
      };
    default:
      return wanted satisfies never;
  }
}

const howOf = (ask: Settled): string =>
  ask.measure.type === "rows" ? "count" : ask.agg === "share" || ask.agg === "count" ? "mean" : ask.agg;

/** Computed from the rows that belong to the entities; the table that lists these says who has none. */
function eachCall(ask: Settled, { key, rows, whole, value, than, distinct, middle, period }: Each): Call {
  const noun = period
    ? `${period}s with rows`
    : whole
      ? spoken(whole.from.table.part ?? whole.from.table.variable)
      : `different ${spoken(key.column.name)} values`;
  const what = value
    ? `${distinct ? "different values of " : ""}${spoken(value.column.name)}`
    : rows.part && /s$/.test(rows.part)
      ? spoken(rows.part)
      : "rows";
  const among = whole?.from.table;
  const about = ask.filters.filter((filter) => filter.ref.table.variable === among?.variable);
  const entities =
    among && about.length > 0
      ? source({
          ...ask,
          base: among,
          filters: about,
          measures: [],
          measure: { type: "rows" },
          groups: [],
          special: null,
          time: null,
          windows: [],
        })
      : null;
  const filters = ask.filters.filter((filter) => !about.includes(filter));
  const base: Settled = {
    ...ask,
    base: rows,
    filters,
    measures: [],
    measure: value ? { type: "column", ref: value } : { type: "rows" },
    groups: [],
  };
  return {
    helper: "each",
    title: `${what} per ${spoken(key.column.name)}`,
    plan: `Count ${value ? `up ${what}` : what} for each ${spoken(key.column.name)}, then ${than ? "count those that fit" : "take the average"}.`,
    ask: base,
    ...(entities ? { first: [...entities.lines, "who = df"], uses: entities.uses } : {}),
    ...(period
      ? {
          last: (from: Source) => [
            `df = df.assign(**{${text(period)}: period_of(df, ${from.time ?? text(key.column.name)}, ${text(period)})})`,
          ],
          uses: ["period_of"],
        }
      : {}),
    args: (from) => [
      period ? text(period) : text(from.named(key)),
      value ? from.measure : null,
      distinct ? 'how="distinct"' : null,
      middle ? `middle=${text(middle)}` : null,
      than ? `sign=${text(than.op)}` : null,
      than ? `than=${amount(than.value)}` : null,
      whole ? `among=${entities ? "who" : name(whole.from.table.variable)}[${text(whole.from.column.name)}]` : null,
      `noun=${text(noun)}`,
      `rows=${text(what)}`,
    ],
  };
}
