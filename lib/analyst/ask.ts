import type { Top } from "./cues.ts";
import type { Special } from "./special.ts";
import type { Ref, Table, Way } from "./tables.ts";

export type Job =
  | "help"
  | "sql"
  | "overview"
  | "quality"
  | "duplicates"
  | "distribution"
  | "group"
  | "total"
  | "share"
  | "trend"
  | "compare"
  | "why"
  | "correlation"
  | "drivers"
  | "difference"
  | "outliers"
  | "gaps"
  | "clusters"
  | "forecast"
  | "join"
  | "clean"
  | "export"
  | "words"
  | "cross"
  | "rows"
  | "briefing"
  | "special"
  | "unknown";
export type Agg = "sum" | "mean" | "median" | "min" | "max" | "count" | "distinct" | "share";
export type Freq = "hour" | "day" | "week" | "month" | "quarter" | "year";
export type Chart = "bar" | "column" | "line" | "pie" | "scatter";

/** What is measured: rows, a column, or something computed from columns that is not in the data as such. */
export type Measure =
  | { readonly type: "rows" }
  | { readonly type: "column"; readonly ref: Ref }
  | { readonly type: "product"; readonly name: string; readonly factors: readonly Ref[] }
  | { readonly type: "hours"; readonly name: string; readonly from: Ref; readonly to: Ref }
  /** Yes where the row's key occurs in another table. */
  | { readonly type: "matched"; readonly name: string; readonly way: Way };

export type Group = { readonly type: "column"; readonly ref: Ref } | { readonly type: "weekday" | "part of week" | "hour of day" };

export type Filter =
  | { readonly type: "only"; readonly ref: Ref; readonly values: readonly string[]; readonly not: boolean }
  | { readonly type: "truth"; readonly ref: Ref; readonly not: boolean }
  | { readonly type: "compare"; readonly ref: Ref; readonly op: ">" | ">=" | "<" | "<=" | "==" | "!="; readonly value: number }
  /** Above or below what is usual for the column. */
  | { readonly type: "beyond"; readonly ref: Ref; readonly op: ">" | "<"; readonly statistic: "mean" | "median" }
  /** Rows whose key `ref` occurs, or does not, in another table. */
  | { readonly type: "matched"; readonly ref: Ref; readonly way: Way; readonly not: boolean }
  | { readonly type: "weekend"; readonly ref: Ref; readonly not: boolean; readonly days?: readonly string[] }
  /** Each value of the key once; without a key each whole row once. */
  | { readonly type: "once"; readonly ref: Ref; readonly whole: boolean };

/** Days, both included, as ISO text; null is open. */
export interface Window {
  readonly from: string | null;
  readonly to: string | null;
  readonly label: string;
  /** Of "from A to B", A and B; a question about change compares them. */
  readonly ends?: readonly [Window, Window];
}

/** A question bound to tables and columns. What the question leaves open is null or empty until `settle` fills it. */
export interface Ask {
  readonly question: string;
  readonly job: Job | null;
  readonly base: Table;
  readonly tables: readonly Table[];
  readonly ways: readonly Way[];
  readonly agg: Agg | null;
  readonly measures: readonly Measure[];
  readonly groups: readonly Group[];
  readonly filters: readonly Filter[];
  readonly time: Ref | null;
  readonly freq: Freq | null;
  readonly windows: readonly Window[];
  readonly top: Top | null;
  readonly chart: Chart | null;
  readonly save: "xlsx" | "csv" | null;
  readonly horizon: number | null;
  readonly parts: number | null;
  /** A name in the question that nothing in the data has, and without which it cannot be answered. */
  readonly lost: string | null;
  /** A word that the question turns on and that nothing was made of. */
  readonly stray: string | null;
  /** What needs a computation of its own: statistics by name, figures for each entity, a regression. */
  readonly special: Special | null;
  /** How the question was read where it could be read in another way. */
  readonly notes: readonly string[];
}

export const refsOf = (measure: Measure): readonly Ref[] =>
  measure.type === "rows"
    ? []
    : measure.type === "matched"
      ? [measure.way.from]
      : measure.type === "column"
        ? [measure.ref]
        : measure.type === "product"
          ? measure.factors
          : [measure.from, measure.to];
