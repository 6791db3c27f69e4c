import { list, text } from "./literal.ts";
import type { Source } from "./source.ts";

/** What a job writes: a plan for the person and the lines after the imports. */
export interface Script {
  readonly plan: string;
  readonly uses: readonly string[];
  readonly lines: readonly string[];
}

/** The Python of a script. */
export function written(script: Script): string {
  const helpers = [...new Set(script.uses)].sort();
  const imports = [...(helpers.length > 0 ? [`from sandpiper.analysis import ${helpers.join(", ")}`] : [])];
  return [...imports, ...(imports.length > 0 ? [""] : []), ...script.lines].join("\n");
}

/** The last lines of most scripts: table, chart, file, answer; all from the result `r`. */
export function told(parts: {
  title: string;
  chart: string | null;
  save: "xlsx" | "csv" | null;
  from: Source;
  notes: readonly string[];
  next: readonly string[];
}): string[] {
  const { title, chart, save, from, notes, next } = parts;
  const doubts = ["r.caveats", ...from.caveats, ...(notes.length > 0 ? [list(notes)] : [])].join(" + ");
  return [
    `table(r.shown, ${text(title)})`,
    ...(chart === null ? [] : [`if r.drawable:`, `    chart(r.chart(${chart}), ${text(title)})`]),
    ...(save === null ? [] : [`save(r.table, ${text(`${fileName(title)}.${save}`)})`]),
    "final_answer(",
    "    r.finding,",
    `    evidence=${from.scope === null ? "" : `${list([from.scope])} + `}r.evidence${from.joins.length > 0 ? ` + [${from.joins.join(", ")}]` : ""},`,
    `    caveats=${doubts},`,
    `    next_questions=${list(next)},`,
    ")",
  ];
}

/** A plain file name made of a title. */
export function fileName(title: string): string {
  return (
    title
      .normalize("NFD")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "_")
      .replace(/^_+|_+$/g, "")
      .slice(0, 50) || "result"
  );
}
