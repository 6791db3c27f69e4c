import { list, text } from "../literal.ts";
import { groupsOf, nextQuestions } from "../next.ts";
import { type Script, told } from "../script.ts";
import { calledBy, groupName, isYesNo, moverOf, type Settled } from "../settle.ts";
import { edge, source } from "../source.ts";
import { chartKind, measureTitle } from "./group.ts";

const how = (ask: Settled): string =>
  ask.measure.type === "rows" ? "count" : isYesNo(ask.measure) || ask.agg === "share" ? "mean" : ask.agg === "count" ? "count" : ask.agg;

/** A measure over time. */
export function trend(ask: Settled): Script {
  const from = source(ask);
  const seek =
    ask.top === null || ask.groups.length > 0
      ? []
      : [`seek=${text(ask.top.ascending ? "lowest" : "highest")}`, ...(ask.top.nth ? [`nth=${ask.top.nth}`] : [])];
  const options = [
    `how=${text(how(ask))}`,
    ...(ask.freq ? [`freq=${text(ask.freq)}`] : []),
    ...(from.groups[0] ? [`by=${from.groups[0]}`] : []),
    ...seek,
  ];
  const split = ask.groups[0] ? ` by ${groupName(ask.groups[0])}` : "";
  const title = `${measureTitle(ask)} per ${ask.freq ?? "period"}${split}`;
  return {
    plan: `${title}, from first to last; a period that is not over yet is set apart.`,
    uses: ["trend", ...from.uses],
    lines: [
      ...from.lines,
      `r = trend(df, ${from.time}, ${from.measure}, ${options.join(", ")})`,
      ...told({ title, chart: chartKind(ask), save: ask.save, from, notes: ask.notes, next: nextQuestions(ask) }),
    ],
  };
}

/** This period against the one before, or two named periods. */
export function compare(ask: Settled): Script {
  const from = source(ask);
  const [a, b] = [...ask.windows].sort((x, y) => (x.from ?? "").localeCompare(y.from ?? ""));
  const periods =
    a && b
      ? [`old=(${edge(a.from)}, ${edge(a.to)})`, `new=(${edge(b.from)}, ${edge(b.to)})`]
      : a
        ? [`new=(${edge(a.from)}, ${edge(a.to)})`]
        : [];
  const seek = moverOf(ask);
  const year = /year over year|year-over-year|year on year|yoy|vorjahr|last year|year before|previous year|prior year/.test(
    ask.question.toLowerCase(),
  );
  const options = [
    `how=${text(how(ask))}`,
    ...(ask.freq && periods.length === 0 ? [`freq=${text(ask.freq)}`] : []),
    ...(year && periods.length < 2 ? ['against="year"'] : []),
    ...periods,
    ...(from.groups[0] ? [`by=${from.groups[0]}`] : []),
    ...(seek ? [`seek=${text(seek)}`] : []),
  ];
  const title = `${measureTitle(ask)}: ${a && b ? `${b.label} against ${a.label}` : "latest period against the one before"}`;
  return {
    plan: `${title}. Like is compared with like: a period that is not over is cut on both sides.`,
    uses: ["compare_periods", ...from.uses],
    lines: [
      ...from.lines,
      `r = compare_periods(df, ${from.time}, ${from.measure}, ${options.join(", ")})`,
      ...told({ title, chart: chartKind(ask), save: ask.save, from, notes: ask.notes, next: nextQuestions(ask) }),
    ],
  };
}

/** What lies behind a rise or a fall: which groups moved. */
export function why(ask: Settled): Script {
  const from = source(ask);
  const window = ask.windows.at(-1);
  const columns =
    from.groups.length > 0
      ? `[${from.groups.join(", ")}]`
      : list(
          groupsOf(ask.base)
            .filter((column) => !ask.filters.some((filter) => filter.ref.column.name === column.name))
            .slice(0, 6)
            .map((column) => column.name),
        );
  const period = ask.windows.length > 1 ? [`old=(${edge(ask.windows[0]?.from ?? null)}, ${edge(ask.windows[0]?.to ?? null)})`] : [];
  const options = [
    `how=${text(how(ask))}`,
    ...(ask.freq && !window ? [`freq=${text(ask.freq)}`] : []),
    ...period,
    ...(window ? [`new=(${edge(window.from)}, ${edge(window.to)})`] : []),
    `columns=${columns}`,
  ];
  const title = `What moved ${calledBy(ask.measure)}`;
  return {
    plan: `${title}: the period against the one before, and each group's part in the change. This shows where it happened; it does not prove a cause.`,
    uses: ["explain_change", ...from.uses],
    lines: [
      ...from.lines,
      `r = explain_change(df, ${from.time}, ${from.measure}, ${options.join(", ")})`,
      ...told({ title, chart: chartKind(ask), save: ask.save, from, notes: ask.notes, next: nextQuestions(ask) }),
    ],
  };
}

export function forecast(ask: Settled): Script {
  const from = source(ask);
  const options = [
    `how=${text(how(ask))}`,
    ...(ask.horizon ? [`horizon=${ask.horizon}`] : []),
    ...(ask.freq ? [`freq=${text(ask.freq)}`] : []),
  ];
  const title = `Forecast of ${measureTitle(ask).toLowerCase()}`;
  return {
    plan: `${title}: several simple methods are tried on the past, the one with the smallest error there is used.`,
    uses: ["forecast", ...from.uses],
    lines: [
      ...from.lines,
      `r = forecast(df, ${from.time}, ${from.measure}, ${options.join(", ")})`,
      ...told({ title, chart: "", save: ask.save, from, notes: ask.notes, next: nextQuestions(ask) }),
    ],
  };
}

export function gaps(ask: Settled): Script {
  const from = source(ask);
  const by = from.groups[0] ?? machineOf(ask);
  return {
    plan: "Look for stretches of time without rows that are much longer than the usual distance between rows.",
    uses: ["gaps", ...from.uses],
    lines: [
      ...from.lines,
      `r = gaps(df, ${from.time}${by ? `, by=${by}` : ""})`,
      ...told({ title: "Gaps in time", chart: null, save: ask.save, from, notes: ask.notes, next: nextQuestions(ask) }),
    ],
  };
}

/** The column that tells one machine, sensor or station from the other, as a Python literal. */
export function machineOf(ask: Settled): string | null {
  const column = ask.base.columns.find(
    (each) =>
      /machine|sensor|device|station|asset|maschine|equipment|meter|pump|anlage|unit_?id/i.test(each.name) &&
      each.distinct > 1 &&
      each.distinct <= 60 &&
      each.kind !== "number",
  );
  return column ? text(column.name) : null;
}
