import { readFileSync } from "node:fs";
import { join } from "node:path";
import { understood } from "../../../lib/analyst/analyse.ts";
import { type Ask, refsOf } from "../../../lib/analyst/ask.ts";
import type { Settled } from "../../../lib/analyst/settle.ts";
import { tablesOf, waysOf } from "../../../lib/analyst/tables.ts";
import { type ColumnProfile, Opened, type TableProfile } from "../../../lib/protocol/profile.ts";

/** What the kernel told of a shipped sample, recorded. */
export function opened(sample: string): Opened {
  return Opened.parse(JSON.parse(readFileSync(join(import.meta.dirname, "../../support/analyst", `${sample}.json`), "utf8")));
}

/** The ask behind the last of these questions, earlier ones being the talk before it. */
export function ask(sample: string | Opened, ...questions: string[]): Settled {
  const files = typeof sample === "string" ? opened(sample) : sample;
  const [first, ...rest] = tablesOf(files.files);
  if (!first) throw new Error("a sample without tables");
  const history = questions.slice(0, -1).map((question) => ({ question, codes: [], finding: null }));
  return understood({ question: questions.at(-1) ?? "", history }, [first, ...rest], waysOf(files.links, [first, ...rest]));
}

/** One line that says how a question was read: "group | revenue sum | region | channel=Online | 2024". */
export function said(settled: Settled): string {
  const measure =
    settled.measure.type === "rows"
      ? "rows"
      : settled.measure.type === "column"
        ? `${settled.measure.ref.column.name} ${settled.agg}`
        : `${settled.measure.name} ${settled.agg}`;
  const parts = [
    settled.special ? special(settled.special) : settled.job,
    measure,
    settled.groups.map((group) => (group.type === "column" ? group.ref.column.name : group.type)).join("+"),
    settled.filters.map(filter).join("&"),
    settled.windows.map(({ from, to }) => `${from ?? ""}..${to ?? ""}`).join(" "),
  ];
  return parts.filter((part) => part !== "").join(" | ");
}

function special(each: NonNullable<Ask["special"]>): string {
  switch (each.type) {
    case "statistics":
      return each.which.join(" ");
    case "each":
      return `each ${each.period ?? each.key.column.name}${each.than ? ` ${each.than.op}${each.than.value}` : ""}`;
    case "rolling":
      return `rolling ${each.n} ${each.freq}`;
    case "regression":
      return `${each.target.column.name} on ${each.features.map((ref) => ref.column.name).join("+")}${each.at.length > 0 ? ` at ${each.at.map(([, value]) => value).join(",")}` : ""}`;
    case "slope":
      return `slope per ${each.unit}`;
    case "tested":
      return `${each.name} of ${each.value.column.name} by ${each.by.column.name}`;
    case "apart":
      return each.higher ? "higher" : "lower";
    default:
      return each satisfies never;
  }
}

function filter(each: Ask["filters"][number]): string {
  const name = each.ref.column.name;
  switch (each.type) {
    case "compare":
      return `${name}${each.op}${each.value}`;
    case "beyond":
      return `${name}${each.op}${each.statistic}`;
    case "matched":
      return `${each.not ? "none" : "some"} in ${each.way.to.table.part ?? each.way.to.table.variable}`;
    case "weekend":
      return each.days?.join("/") ?? (each.not ? "weekdays" : "weekends");
    case "once":
      return each.whole ? "rows once" : `${name} once`;
    case "truth":
      return `${each.not ? "not " : ""}${name}`;
    default:
      return `${name}${each.not ? "!=" : "="}${each.values[0]}`;
  }
}

export { refsOf };

/** A table of one's own making: columns by name, each with what matters of its profile. */
export function made(columns: readonly (Partial<ColumnProfile> & { name: string })[], table: Partial<TableProfile> = {}): Opened {
  const whole = columns.map((column) => ({
    dtype: "object",
    kind: "category" as const,
    semantic: null,
    nulls: 0,
    distinct: 5,
    min: null,
    max: null,
    mean: null,
    examples: [],
    top: [],
    note: null,
    ...column,
  }));
  const one: TableProfile = {
    variable: "t",
    part: null,
    rows: 100,
    columns: whole,
    duplicateRows: 0,
    oddLines: [],
    oddLineCount: 0,
    notes: [],
    ...table,
  };
  return { files: [{ file: "t.csv", bytes: 1, format: "csv", tables: [one], notes: [] }], problems: [], links: [] };
}
