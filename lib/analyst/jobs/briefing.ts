import type { Group } from "../ask.ts";
import { timeOf } from "../base.ts";
import { addsUp } from "../derived.ts";
import { list, text } from "../literal.ts";
import { groupsOf, nextQuestions } from "../next.ts";
import { type Script, told } from "../script.ts";
import type { Settled } from "../settle.ts";
import { source } from "../source.ts";
import { eventful, mainOf, measureFor } from "../suggest.ts";
import { isTruth, labelOf, type Table } from "../tables.ts";
import { parts, spoken } from "../words.ts";
import { chartKind } from "./group.ts";

/** The few things worth telling somebody who has a minute: how much, where to, who is ahead and behind, what moved, what to mind. */
export function briefing(asked: Settled): Script {
  const base = namesTable(asked) ? asked.base : (mainOf(asked.tables) ?? asked.base);
  const measure = asked.measures.find((each) => each.type !== "rows") ?? measureFor(base) ?? { type: "rows" as const };
  const ask: Settled = {
    ...asked,
    base,
    measure,
    measures: [measure],
    groups: asked.groups.length > 0 ? asked.groups : columnsOf(base, asked),
    time: eventful(base) ? timeOf(base) : null,
  };
  const from = source(ask);
  const truths = base.columns.filter(isTruth).slice(0, 1);
  const options = [
    text(spoken(base.part ?? base.variable)),
    ...(from.time ? [`time=${from.time}`] : []),
    ...(measure.type === "rows" ? [] : [`value=${from.measure}`, `how=${text(addsUp(measure) ? "sum" : "mean")}`]),
    ...(from.groups.length > 0 ? [`groups=[${from.groups.join(", ")}]`] : []),
    ...(truths.length > 0 ? [`truths=${list(truths.map((column) => column.name))}`] : []),
  ];
  const title = `Summary of ${spoken(base.part ?? base.variable)}`;
  return {
    plan: `${title}: how much, where it goes, which groups are ahead and behind, what moved, and what to mind about the data.`,
    uses: ["briefing", ...from.uses],
    lines: [
      ...from.lines,
      `r = briefing(df, ${options.join(", ")})`,
      ...told({
        title,
        chart: chartKind(ask),
        save: ask.save,
        from: { ...from, joins: [], caveats: [] },
        notes: ask.notes.filter((note) => !note.startsWith("Nothing in")),
        next: nextQuestions(ask),
      }),
    ],
  };
}

/** Columns of few values, of the table itself and, by their names, of what it points to. */
function columnsOf(base: Table, ask: Settled): Group[] {
  const near = ask.ways
    .filter((way) => way.from.table.variable === base.variable && way.kind === "many-to-one" && way.to.table.rows <= 40)
    .flatMap((way) => {
      const label = labelOf(way.to.table);
      return label && label.distinct === way.to.table.rows && label.name !== way.to.column.name
        ? [{ table: way.to.table, column: label }]
        : [];
    });
  const keys = new Set(
    near.length > 0
      ? ask.ways.filter((way) => near.some((ref) => ref.table.variable === way.to.table.variable)).map((way) => way.from.column.name)
      : [],
  );
  const own = groupsOf(base)
    .filter((column) => column.distinct <= 40 && !keys.has(column.name))
    .slice(0, 5);
  return [...own.map((column) => ({ table: base, column })), ...near.slice(0, 2)].map((ref) => ({ type: "column", ref }));
}

function namesTable(ask: Settled): boolean {
  const said = new Set(parts(ask.question));
  return (
    ask.tables.length > 1 &&
    ask.tables.some((table) => parts(table.part ?? table.variable).every((word) => said.has(word)) && table.variable === ask.base.variable)
  );
}
