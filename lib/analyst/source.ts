import type { Filter, Group, Measure, Window } from "./ask.ts";
import { refsOf } from "./ask.ts";
import { amount, comment, list, name, text } from "./literal.ts";
import type { Settled } from "./settle.ts";
import { refsOf as refsOfSpecial } from "./special.ts";
import { type Ref, type Table, type Way, wayTo } from "./tables.ts";
import { spoken } from "./words.ts";

/** Lines that make `df`, the rows the question is about, and the names its columns have there. */
export interface Source {
  readonly lines: readonly string[];
  readonly uses: readonly string[];
  /** Expressions of lists of caveats that joining gave. */
  readonly caveats: readonly string[];
  /** Expressions of sentences that tell what joining found. */
  readonly joins: readonly string[];
  readonly named: (ref: Ref) => string;
  /** Python literal of the measure's column; "None" for rows. */
  readonly measure: string;
  readonly groups: readonly string[];
  readonly time: string | null;
  /** Which rows the answer is about, for the person; null for all. */
  readonly scope: string | null;
}

interface Draft {
  lines: string[];
  uses: Set<string>;
  caveats: string[];
  joins: string[];
  renamed: Map<string, string>;
}

const key = (ref: Ref): string => JSON.stringify([ref.table.variable, ref.column.name]);

/** `mask` keeps the filters out, for jobs that compare the rows that pass with the rest. */
export function source(ask: Settled, mask = false): Source {
  const draft: Draft = { lines: [], uses: new Set(), caveats: [], joins: [], renamed: new Map() };
  draft.lines.push(`df = ${name(ask.base.variable)}`);
  for (const way of waysNeeded(ask)) join(draft, ask.base, way);
  const named = (ref: Ref): string => draft.renamed.get(key(ref)) ?? ref.column.name;
  for (const filter of ask.filters) if (!mask || filter.type === "once") keep(draft, filter, named);
  const window = ask.windows[0];
  if (window && ask.time && ask.job !== "compare" && ask.job !== "why") within(draft, named(ask.time), window);
  const measure = derive(draft, ask.measure, named);
  const groups = ask.groups.map((group) => grouped(draft, group, ask.time, named));
  return {
    lines: draft.lines,
    uses: [...draft.uses],
    caveats: draft.caveats,
    joins: draft.joins,
    named,
    measure,
    groups,
    time: ask.time ? text(named(ask.time)) : null,
    scope: mask ? null : scopeOf(ask),
  };
}

function scopeOf(ask: Settled): string | null {
  const window = ask.job === "compare" || ask.job === "why" ? [] : ask.windows.slice(0, 1).map((each) => each.label);
  const parts = [...ask.filters.map((filter) => condition(filter, "").says), ...window].map((part) =>
    part.replace(/[`*[\]<>|]/g, (sign) => (/[<>]/.test(sign) ? sign : "")),
  );
  return parts.length > 0 ? `Limited to: ${parts.join("; ").replace(/\s+/g, " ").slice(0, 300)}.` : null;
}

function waysNeeded(ask: Settled): Way[] {
  const refs = [
    ...refsOf(ask.measure),
    ...ask.measures.flatMap(refsOf),
    ...ask.groups.flatMap((group) => (group.type === "column" ? [group.ref] : [])),
    ...ask.filters.map((filter) => filter.ref),
    ...(ask.special ? refsOfSpecial(ask.special) : []),
    ...(ask.time ? [ask.time] : []),
  ];
  const far = [
    ...new Map(refs.filter((ref) => ref.table.variable !== ask.base.variable).map((ref) => [ref.table.variable, ref.table])).values(),
  ];
  return far.flatMap((table) => wayTo(ask.ways, ask.base, table) ?? []);
}

/** Mirrors what `join_tables` does with names that are on both sides. */
function join(draft: Draft, base: Table, way: Way): void {
  const right = way.to.table;
  const taken = new Set([...base.columns.map((column) => column.name), ...draft.renamed.values()]);
  for (const column of right.columns) {
    const same = column.name === way.to.column.name && column.name === way.from.column.name;
    draft.renamed.set(key({ table: right, column }), !same && taken.has(column.name) ? `${column.name}_${right.variable}` : column.name);
  }
  const joined = `with_${right.variable}`.replace(/\W/g, "_");
  draft.uses.add("join_tables");
  draft.lines.push(comment(`each row of ${base.variable} gets the columns of ${right.variable}`));
  draft.lines.push(
    `${joined} = join_tables(df, ${name(right.variable)}, left_on=${text(way.from.column.name)}, right_on=${text(way.to.column.name)}, names=(${text(base.variable)}, ${text(right.variable)}))`,
  );
  draft.lines.push(`df = ${joined}.table`);
  draft.joins.push(`${joined}.finding`);
  draft.caveats.push(`${joined}.caveats`);
}

function keep(draft: Draft, filter: Filter, named: (ref: Ref) => string): void {
  const call = condition(filter, text(named(filter.ref)));
  draft.uses.add(call.helper);
  draft.lines.push(`df = ${call.code}  ${comment(call.says)}`);
}

function condition(filter: Filter, column: string): { helper: string; code: string; says: string } {
  const label = spoken(filter.ref.column.name);
  switch (filter.type) {
    case "only": {
      const helper = filter.not ? "without" : "only";
      return {
        helper,
        code: `${helper}(df, ${column}, ${list(filter.values)})`,
        says: `${label} ${filter.not ? "is none of" : "is"} ${filter.values.join(", ")}`,
      };
    }
    case "truth":
      return {
        helper: "only",
        code: `only(df, ${column}, [${filter.not ? "False" : "True"}])`,
        says: `${filter.not ? "not " : ""}${label}`,
      };
    case "compare":
      return {
        helper: "where",
        code: `where(df, ${column}, ${text(filter.op)}, ${amount(filter.value)})`,
        says: `${label} ${filter.op} ${filter.value}`,
      };
    case "beyond":
      return {
        helper: "beyond",
        code: `beyond(df, ${column}, ${text(filter.op)}, ${text(filter.statistic)})`,
        says: `${label} ${filter.op === ">" ? "above" : "below"} its ${filter.statistic === "mean" ? "average" : "median"}`,
      };
    case "matched":
    case "weekend":
      return { ...maskFor(filter, column), code: `df[${maskFor(filter, column).code}]` };
    case "once":
      return {
        helper: "once",
        code: filter.whole ? "once(df)" : `once(df, ${column})`,
        says: filter.whole ? "repeated rows once" : `each ${label} once`,
      };
    default:
      return filter satisfies never;
  }
}

/** A boolean Series for conditions that are no plain comparison of a column. */
function maskFor(filter: Extract<Filter, { type: "matched" | "weekend" }>, column: string): { helper: string; code: string; says: string } {
  if (filter.type === "weekend" && filter.days)
    return { helper: "weekday", code: `weekday(df, ${column}).isin(${list(filter.days)})`, says: `on ${filter.days.join(", ")}` };
  if (filter.type === "weekend")
    return {
      helper: "part_of_week",
      code: `part_of_week(df, ${column}) == ${text(filter.not ? "weekday" : "weekend")}`,
      says: filter.not ? "Monday to Friday" : "Saturday and Sunday",
    };
  const { to } = filter.way;
  return {
    helper: "has_match",
    code: `${filter.not ? "~" : ""}has_match(df, ${name(to.table.variable)}, ${column}, ${text(to.column.name)})`,
    says: `${filter.not ? "no row" : "a row"} in ${spoken(to.table.part ?? to.table.variable)}`,
  };
}

/** A boolean Series of the rows that pass all filters. */
export function maskOf(ask: Settled, named: (ref: Ref) => string): { code: string; uses: string[] } {
  const parts = ask.filters.map((filter) => {
    const column = text(named(filter.ref));
    if (filter.type === "compare") return `compares(df, ${column}, ${text(filter.op)}, ${amount(filter.value)})`;
    if (filter.type === "matched" || filter.type === "weekend") return `(${maskFor(filter, column).code})`;
    if (filter.type === "beyond" || filter.type === "once") return "True";
    const holds = filter.type === "only" ? `matches(df, ${column}, ${list(filter.values)})` : `matches(df, ${column}, [True])`;
    return filter.not ? `~${holds}` : holds;
  });
  return {
    code: parts.join(" & "),
    uses: [
      ...new Set(
        ask.filters.flatMap((filter) =>
          filter.type === "compare"
            ? ["compares"]
            : filter.type === "matched"
              ? ["has_match"]
              : filter.type === "weekend"
                ? [filter.days ? "weekday" : "part_of_week"]
                : filter.type === "beyond" || filter.type === "once"
                  ? []
                  : ["matches"],
        ),
      ),
    ],
  };
}

export function within(draft: { lines: string[]; uses: Set<string> }, time: string, window: Window): void {
  draft.uses.add("during");
  draft.lines.push(`df = during(df, ${text(time)}, ${edge(window.from)}, ${edge(window.to)})  ${comment(window.label)}`);
}

export const edge = (iso: string | null): string => (iso === null ? "None" : text(iso));

function derive(draft: Draft, measure: Measure, named: (ref: Ref) => string): string {
  switch (measure.type) {
    case "rows":
      return "None";
    case "column":
      return text(named(measure.ref));
    case "product": {
      draft.uses.add("product");
      draft.lines.push(`df = df.assign(**{${text(measure.name)}: product(df, ${list(measure.factors.map(named))})})`);
      return text(measure.name);
    }
    case "hours": {
      draft.uses.add("hours_between");
      draft.lines.push(
        `df = df.assign(**{${text(measure.name)}: hours_between(df, ${text(named(measure.from))}, ${text(named(measure.to))})})`,
      );
      return text(measure.name);
    }
    case "matched": {
      const { from, to } = measure.way;
      draft.uses.add("has_match");
      draft.lines.push(
        `df = df.assign(**{${text(measure.name)}: has_match(df, ${name(to.table.variable)}, ${text(named(from))}, ${text(to.column.name)})})`,
      );
      return text(measure.name);
    }
    default:
      return measure satisfies never;
  }
}

function grouped(draft: Draft, group: Group, time: Ref | null, named: (ref: Ref) => string): string {
  if (group.type === "column") return text(named(group.ref));
  const column = time ? text(named(time)) : "None";
  const helper = group.type === "weekday" ? "weekday" : group.type === "part of week" ? "part_of_week" : "hour_of_day";
  draft.uses.add(helper);
  draft.lines.push(`df = df.assign(**{${text(group.type)}: ${helper}(df, ${column})})`);
  return text(group.type);
}
