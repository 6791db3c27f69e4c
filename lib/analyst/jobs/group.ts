import { text } from "../literal.ts";
import { nextQuestions } from "../next.ts";
import { type Script, told } from "../script.ts";
import { calledBy, groupName, isYesNo, type Settled } from "../settle.ts";
import { maskOf, source } from "../source.ts";

const hows: Readonly<Record<Settled["agg"], string>> = {
  sum: "sum",
  mean: "mean",
  median: "median",
  min: "min",
  max: "max",
  count: "count",
  distinct: "distinct",
  share: "rate",
};
const aggWords: Readonly<Record<Settled["agg"], string>> = {
  sum: "Total",
  mean: "Average",
  median: "Median",
  min: "Lowest",
  max: "Highest",
  count: "Number of",
  distinct: "Different",
  share: "Share of",
};

/** "Total revenue", "Average age", "Rows of tickets". */
export function measureTitle(ask: Settled): string {
  return ask.measure.type === "rows"
    ? `Number of rows in ${ask.base.part ?? ask.base.variable}`
    : `${aggWords[ask.agg]} ${calledBy(ask.measure)}`;
}

export const chartKind = (ask: Settled): string => (ask.chart === null ? "" : text(ask.chart));

/** Top and bottom by group, counts, averages and shares per group. */
export function group(ask: Settled): Script {
  if (ask.agg === "count" && isShareOfFilter(ask)) return shareByGroup(ask);
  const from = source(ask);
  const by = from.groups.length === 1 ? (from.groups[0] ?? "None") : `[${from.groups.slice(0, 2).join(", ")}]`;
  const how = ask.agg === "count" && ask.measure.type !== "rows" ? "count" : hows[ask.agg];
  const options = [
    ...(ask.top?.n ? [`top=${ask.top.n}`] : []),
    ...(ask.top?.ascending ? ["ascending=True"] : []),
    ...(ask.top?.nth ? [`nth=${ask.top.nth}`] : []),
  ];
  const title = `${measureTitle(ask)} by ${ask.groups.slice(0, 2).map(groupName).join(" and ")}`;
  const lines = [...from.lines, `r = by_group(${["df", by, from.measure, `how=${text(how)}`, ...options].join(", ")})`];
  return {
    plan: `${title}: one number per group, ${ask.top?.ascending ? "smallest" : "largest"} first.`,
    uses: ["by_group", ...from.uses],
    lines: [...lines, ...told({ title, chart: chartKind(ask), save: ask.save, from, notes: ask.notes, next: nextQuestions(ask) })],
  };
}

/** "Share of open tickets by agent": the filter is what the share is of. */
const isShareOfFilter = (ask: Settled): boolean =>
  /share|percent|proportion|rate|anteil|prozent|fraction|how (often|likely)/.test(ask.question.toLowerCase()) && ask.filters.length > 0;

function shareByGroup(ask: Settled): Script {
  const from = source(ask, true);
  const mask = maskOf(ask, from.named);
  const label = ask.filters
    .flatMap((filter) => (filter.type === "only" ? filter.values : [filter.ref.column.name]))
    .join(", ")
    .slice(0, 60);
  const title = `Share of ${label} by ${ask.groups.slice(0, 2).map(groupName).join(" and ")}`;
  const order = ask.top?.ascending ? ", ascending=True" : "";
  const by = from.groups.length === 1 ? (from.groups[0] ?? "None") : `[${from.groups.slice(0, 2).join(", ")}]`;
  return {
    plan: `${title}: the share of rows in each group.`,
    uses: ["by_group", ...mask.uses, ...from.uses],
    lines: [
      ...from.lines,
      `df = df.assign(**{${text(label)}: ${mask.code}})`,
      `r = by_group(df, ${by}, ${text(label)}, how="rate"${order})`,
      ...told({ title, chart: chartKind(ask), save: ask.save, from, notes: ask.notes, next: nextQuestions(ask) }),
    ],
  };
}

/** One number over all rows. */
export function total(ask: Settled): Script {
  const subject = ask.groups[0];
  const distinct = subject?.type === "column" ? subject : null;
  const from = source(ask);
  const rate = isYesNo(ask.measure) && !distinct;
  const [value, how] = distinct ? [from.groups[0] ?? "None", "distinct"] : [from.measure, rate ? "mean" : hows[ask.agg]];
  const title = distinct ? `Different values of ${groupName(distinct)}` : measureTitle(ask);
  return {
    plan: `${title}${ask.filters.length > 0 ? ", over the rows that fit" : ""}.`,
    uses: ["total", ...from.uses],
    lines: [
      ...from.lines,
      `r = total(df, ${value}, how=${text(how)})`,
      ...told({ title, chart: null, save: ask.save, from, notes: ask.notes, next: nextQuestions(ask) }),
    ],
  };
}

/** The part of all rows, or of a sum, that passes a condition. */
export function share(ask: Settled): Script {
  const yes = isYesNo(ask.measure) && ask.measure.type === "column";
  const from = source(ask, !yes);
  const truth = isYesNo(ask.measure) && ask.measure.type === "column" ? ask.measure.ref : null;
  const mask = truth ? { code: `matches(df, ${from.measure}, [True])`, uses: ["matches"] } : maskOf(ask, from.named);
  const weight = ask.measure.type === "rows" || truth ? "" : `, value=${from.measure}`;
  const title = "Share of the whole";
  return {
    plan: "The share that fits the condition, against all rows.",
    uses: ["share", ...mask.uses, ...from.uses],
    lines: [
      ...from.lines,
      `r = share(df, ${mask.code}, of="rows"${weight})`,
      ...told({ title, chart: ask.chart ? chartKind(ask) : null, save: ask.save, from, notes: ask.notes, next: nextQuestions(ask) }),
    ],
  };
}
