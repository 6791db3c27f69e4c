import type { Freq } from "./ask.ts";
import type { Comparison } from "./reading.ts";
import type { Ref, Table, Way } from "./tables.ts";

/** What a question can ask for that the plain jobs do not compute. */
export type Special =
  /** Names of statistics as the helper knows them: "median", "std", "p90". */
  | { readonly type: "statistics"; readonly which: readonly string[] }
  | Each
  | { readonly type: "rolling"; readonly n: number; readonly freq: Freq; readonly at: string | null }
  | {
      readonly type: "regression";
      readonly target: Ref;
      readonly features: readonly Ref[];
      readonly at: readonly (readonly [Ref, number])[];
      readonly tell: "predict" | "r2" | "slope";
    }
  | { readonly type: "slope"; readonly ref: Ref; readonly unit: Freq }
  | { readonly type: "tested"; readonly name: "t" | "d" | "f" | "chi2" | "v"; readonly value: Ref; readonly by: Ref }
  | { readonly type: "apart"; readonly higher: boolean };

/** One figure for each entity: its rows, or the sum of a measure; `whole` is the table that lists the entities, where there is one. */
export interface Each {
  readonly type: "each";
  readonly key: Ref;
  readonly rows: Table;
  readonly whole: Way | null;
  readonly value: Ref | null;
  /** Different values of `value` are counted rather than added up. */
  readonly distinct?: boolean;
  /** Which middle is asked for where no number of them is. */
  readonly middle?: "median";
  /** Entities are days, weeks, ...: periods of the time column `key`. */
  readonly period?: Freq;
  readonly than: Pick<Comparison, "op" | "value"> | null;
}

export function refsOf(special: Special): readonly Ref[] {
  switch (special.type) {
    case "regression":
      return [special.target, ...special.features];
    case "slope":
      return [special.ref];
    case "tested":
      return [special.value, special.by];
    default:
      return [];
  }
}
