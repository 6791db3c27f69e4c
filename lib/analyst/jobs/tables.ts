import { comment, list, name, text } from "../literal.ts";
import { nextQuestions } from "../next.ts";
import { fileName, type Script } from "../script.ts";
import type { Settled } from "../settle.ts";
import type { Way } from "../tables.ts";
import { parts, spoken } from "../words.ts";

/** SQL that the person typed, as it is. */
export function query(ask: Settled): Script {
  const sql = ask.question.trim().replace(/;\s*$/, "");
  const save = ask.save ? [`save(found, ${text(`query.${ask.save}`)})`] : [];
  return {
    plan: "Run the query as it was typed.",
    uses: ["result_of"],
    lines: [
      `found = sql(${text(sql)})`,
      "r = result_of(found)",
      `table(found, ${text("Result of the query")})`,
      ...save,
      `final_answer(r.finding, evidence=r.evidence, caveats=r.caveats, next_questions=${list(nextQuestions(ask))})`,
    ],
  };
}

/** Two tables put together, with what was lost and what was doubled on the way. */
export function join(ask: Settled): Script {
  const way = wayOf(ask);
  if (!way) return unjoinable(ask);
  const [left, right] = [way.from.table, way.to.table];
  const title = `${spoken(left.variable)} with ${spoken(right.variable)}`;
  const file = `${fileName(title)}.${ask.save ?? "xlsx"}`;
  return {
    plan: `Join ${title} on ${spoken(way.from.column.name)} = ${spoken(way.to.column.name)}, and count what finds no partner on either side.`,
    uses: ["join_tables"],
    lines: [
      comment("every row on the left is kept; what finds no partner is counted"),
      `r = join_tables(${name(left.variable)}, ${name(right.variable)}, left_on=${text(way.from.column.name)}, right_on=${text(way.to.column.name)}, names=(${text(left.variable)}, ${text(right.variable)}))`,
      `table(r.report, ${text("What the join kept and lost")})`,
      `table(r.table, ${text(title)})`,
      `save(r.table, ${text(file)})`,
      `final_answer(r.finding, evidence=r.evidence, caveats=r.caveats, next_questions=${list(nextQuestions(ask))})`,
    ],
  };
}

function wayOf(ask: Settled): Way | null {
  const kinds = ["many-to-one", "one-to-one", "one-to-many", "many-to-many"];
  const said = new Set(parts(ask.question));
  const names = (way: Way): number =>
    [way.from.table, way.to.table].filter((table) => parts(table.part ?? table.variable).every((word) => said.has(word))).length;
  const from = (way: Way): number => (way.from.table.variable === ask.base.variable ? 1 : 0);
  return ask.ways.toSorted((a, b) => names(b) - names(a) || kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || from(b) - from(a))[0] ?? null;
}

function unjoinable(ask: Settled): Script {
  const tables = ask.tables.map((table) => spoken(table.variable));
  const finding =
    ask.tables.length < 2
      ? "There is only one table here, so there is nothing to join it with."
      : "No column of one table was recognised in another, so I do not know what to join on.";
  return {
    plan: finding,
    uses: [],
    lines: [
      "final_answer(",
      `    ${text(finding)},`,
      `    evidence=${list([`Tables here: ${tables.slice(0, 12).join(", ")}.`])},`,
      `    caveats=${list(["A join needs a column whose values occur in both tables. You can type SQL to join on columns of your choice."])},`,
      `    next_questions=${list(nextQuestions(ask))},`,
      ")",
    ],
  };
}
