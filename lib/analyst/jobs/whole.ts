import { text } from "../literal.ts";
import { nextQuestions } from "../next.ts";
import { fileName, type Script, told } from "../script.ts";
import type { Settled } from "../settle.ts";
import { source } from "../source.ts";
import { spoken } from "../words.ts";

const tableName = (ask: Settled): string => spoken(ask.base.part ?? ask.base.variable);

/** What is in the table, or how good it is. */
export function overview(ask: Settled): Script {
  return whole(ask, "overview", `Overview of ${tableName(ask)}`, "What each column holds, how much of it is filled, and what stands out.");
}

export function quality(ask: Settled): Script {
  return whole(
    ask,
    "quality",
    `Data quality of ${tableName(ask)}`,
    "Missing values, repeated rows, constant columns and odd spellings, column by column.",
  );
}

function whole(ask: Settled, helper: string, title: string, plan: string): Script {
  const from = source(ask);
  const column =
    helper === "quality" ? (from.groups[0] ?? (ask.measures.length > 0 && from.measure !== "None" ? from.measure : null)) : null;
  const chart = helper === "quality" || ask.chart ? "" : null;
  return {
    plan: `${title}: ${plan}`,
    uses: [helper, ...from.uses],
    lines: [
      ...from.lines,
      `r = ${helper}(df, ${text(tableName(ask))}${column ? `, ${column}` : ""})`,
      ...told({ title, chart, save: ask.save, from, notes: [...ask.notes, ...oddities(ask), ...others(ask)], next: nextQuestions(ask) }),
    ],
  };
}

/** What reading the file already told. */
function oddities(ask: Settled): string[] {
  const odd = ask.base.oddLineCount;
  return odd > 0 ? [`${odd} line${odd === 1 ? "" : "s"} of ${ask.base.file} did not fit the table; the file's card lists them.`] : [];
}

const others = (ask: Settled): string[] =>
  ask.tables.length > 1
    ? [
        `This is about ${tableName(ask)} only; there are also ${ask.tables
          .filter((table) => table.variable !== ask.base.variable)
          .map((table) => spoken(table.variable))
          .slice(0, 8)
          .join(", ")}.`,
      ]
    : [];

export function duplicates(ask: Settled): Script {
  const from = source(ask);
  const columns = from.groups.length > 0 ? `, [${from.groups.join(", ")}]` : "";
  const title = `Repeated rows in ${tableName(ask)}`;
  return {
    plan: `${title}: rows that occur more than once${columns ? " in the columns named" : " with the same value in every column"}.`,
    uses: ["duplicates", ...from.uses],
    lines: [
      ...from.lines,
      `r = duplicates(df${columns})`,
      ...told({ title, chart: null, save: ask.save, from, notes: ask.notes, next: nextQuestions(ask) }),
    ],
  };
}

/** Cleans a copy and hands it out. */
export function clean(ask: Settled): Script {
  const from = source(ask);
  const file = `${fileName(tableName(ask))}_clean.${ask.save ?? "xlsx"}`;
  return {
    plan: `Clean a copy of ${tableName(ask)}: blanks trimmed, spellings that differ in case only made one, whole-row repeats and empty rows taken out. Every change is listed and nothing is filled in; the original stays as it is.`,
    uses: ["clean", ...from.uses],
    lines: [
      ...from.lines,
      "r = clean(df)",
      `table(r.table, ${text("What was changed")})`,
      `save(r.data, ${text(file)})`,
      "final_answer(",
      "    r.finding,",
      "    evidence=r.evidence,",
      `    caveats=r.caveats + [${text(`The cleaned table is in ${file}.`)}],`,
      `    next_questions=[${nextQuestions(ask).map(text).join(", ")}],`,
      ")",
    ],
  };
}

/** The rows themselves: filtered, sorted, saved. */
export function rows(ask: Settled): Script {
  const from = source(ask);
  const sort =
    ask.measures.length > 0 && from.measure !== "None" && ask.top !== null
      ? `, sort=${from.measure}${ask.top.ascending ? ", ascending=True" : ""}`
      : "";
  const n = ask.top?.n ?? firstRows(ask.question) ?? (sort ? 10 : null);
  const title = `Rows of ${tableName(ask)}`;
  return {
    plan: `${title}${ask.filters.length > 0 ? " that fit" : ""}${sort ? ", sorted" : ""}.`,
    uses: ["rows", ...from.uses],
    lines: [
      ...from.lines,
      `r = rows(df${n ? `, n=${n}` : ""}${sort})`,
      ...told({ title, chart: null, save: ask.save, from, notes: ask.notes, next: nextQuestions(ask) }),
    ],
  };
}

function firstRows(question: string): number | null {
  const match = /\b(?:first|top|head|any)\s+(\d{1,5})\b|\b(\d{1,5})\s+(?:rows|records|lines|entries)\b/i.exec(question);
  return match ? Number(match[1] ?? match[2]) : null;
}

export function exported(ask: Settled): Script {
  return rows({ ...ask, save: ask.save ?? "xlsx" });
}

export function words(ask: Settled, column: string): Script {
  const from = source({ ...ask, groups: ask.groups.filter((group) => group.type === "column" && group.ref.column.name !== column) });
  return {
    plan: "Count in how many answers each word or pair of words occurs. This counts words; it does not understand them.",
    uses: ["terms", ...from.uses],
    lines: [
      ...from.lines,
      `r = terms(df, ${text(column)}${from.measure !== "None" && ask.measures.length > 0 ? `, value=${from.measure}` : ""})`,
      ...told({ title: `Words in ${spoken(column)}`, chart: "", save: ask.save, from, notes: ask.notes, next: nextQuestions(ask) }),
    ],
  };
}
