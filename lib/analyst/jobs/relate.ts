import type { Measure } from "../ask.ts";
import { amount, list, text } from "../literal.ts";
import { groupsOf, nextQuestions } from "../next.ts";
import { type Script, told } from "../script.ts";
import { calledBy, groupName, isYesNo, type Settled } from "../settle.ts";
import { source } from "../source.ts";
import { looksLikeKey } from "../tables.ts";
import { chartKind } from "./group.ts";
import { machineOf } from "./time.ts";

const columnOf = (
  measure: Measure | undefined,
  named: (ref: { table: Settled["base"]; column: Settled["base"]["columns"][number] }) => string,
): string | null => (measure?.type === "column" ? text(named(measure.ref)) : null);

interface Call {
  readonly helper: string;
  readonly args: (from: ReturnType<typeof source>) => string;
  readonly title: string;
  readonly plan: string;
  readonly chart?: boolean;
}

function script(ask: Settled, call: Call): Script {
  const from = source(ask);
  return {
    plan: call.plan,
    uses: [call.helper, ...from.uses],
    lines: [
      ...from.lines,
      `r = ${call.helper}(df${call.args(from)})`,
      ...told({
        title: call.title,
        chart: call.chart === false ? null : chartKind(ask),
        save: ask.save,
        from,
        notes: ask.notes,
        next: nextQuestions(ask),
      }),
    ],
  };
}

export function distribution(ask: Settled): Script {
  const group = ask.groups[0];
  const title = `Distribution of ${group ? groupName(group) : calledBy(ask.measure)}`;
  return script(ask, {
    helper: "distribution",
    title,
    plan: `${title}: what is usual, how wide it is, what lies at the ends.`,
    args: (from) => `, ${group ? from.groups[0] : from.measure}`,
  });
}

/** Pearson's or Spearman's, where the question names one. */
const methodOf = (ask: Settled): string | null => {
  const name = /pearson|spearman|rank correlation/i.exec(ask.question)?.[0].toLowerCase();
  return name === undefined ? null : `method=${text(name === "pearson" ? "pearson" : "spearman")}`;
};

/** Numbers that move together: two named ones, one with all others, or all with all. */
export function correlation(ask: Settled): Script {
  const [a, b] = ask.measures;
  const title = a && b ? `${calledBy(a)} and ${calledBy(b)}` : a ? `What moves with ${calledBy(a)}` : "Correlations";
  return script(ask, {
    helper: "correlation",
    title,
    plan: `${title}: how closely numbers move together. That is no proof that one causes the other.`,
    args: (from) =>
      [a ? from.measure : null, columnOf(b, from.named), methodOf(ask)].flatMap((each) => (each ? [`, ${each}`] : [])).join(""),
  });
}

export function drivers(ask: Settled): Script {
  const group = ask.groups[0];
  const target = ask.measures.length === 0 && group && !(group.type === "column" && looksLikeKey(group.ref.column)) ? group : null;
  const title = `What goes with ${target ? groupName(target) : calledBy(ask.measure)}`;
  return script(ask, {
    helper: "drivers",
    title,
    plan: `${title}: the strength of each column on its own, and its weight in a model tested on rows it had not seen.`,
    args: (from) => `, ${target ? from.groups[0] : from.measure}`,
  });
}

/** Groups against each other, with the test that fits. */
export function difference(ask: Settled): Script {
  const [first, second] = ask.groups;
  const truths = ask.measures.filter(isYesNo);
  const number = ask.measures.find((measure) => !isYesNo(measure));
  if (first && second && !number)
    return script(ask, {
      helper: "cross",
      title: `${groupName(first)} and ${groupName(second)}`,
      plan: "Count both against each other and test whether they are independent.",
      args: (from) => `, ${from.groups[0]}, ${from.groups[1]}`,
    });
  const truth = truths[0];
  if (first && truth && !number)
    return script(
      { ...ask, measure: truth },
      {
        helper: "cross",
        title: `${calledBy(truth)} by ${groupName(first)}`,
        plan: "Count both against each other and test whether they are independent.",
        args: (from) => `, ${from.groups[0]}, ${from.measure}`,
      },
    );
  if (!first && truth && number)
    return script(
      { ...ask, measure: number },
      {
        helper: "difference",
        title: `${calledBy(number)} by ${calledBy(truth)}`,
        plan: "Compare the groups with the test that fits the data, and say how large the difference is.",
        args: (from) => `, ${from.measure}, ${columnOf(truth, from.named)}`,
      },
    );
  const measure = number ?? ask.measure;
  const label = first ? groupName(first) : "group";
  return script(
    { ...ask, measure },
    {
      helper: "difference",
      title: `${calledBy(measure)} by ${label}`,
      plan: `Compare ${calledBy(measure)} between the groups of ${label} with the test that fits the data, and say how large the difference is.`,
      args: (from) => `, ${from.measure}, ${from.groups[0] ?? text(groupsOf(ask.base)[0]?.name ?? "")}`,
    },
  );
}

export function outliers(ask: Settled): Script {
  const by = machineOf(ask);
  const timed = ask.time && ask.time.column.kind === "datetime" && ask.base.rows > 300 && by !== null;
  const columns = ask.measures.length > 0 ? null : ask.base.columns;
  return script(ask, {
    helper: "outliers",
    title: columns || ask.measure.type === "rows" ? "Unusual values" : `Unusual values of ${calledBy(ask.measure)}`,
    plan: `Look for values far outside the usual range${timed ? ", each against its own surroundings in time" : ""}.`,
    args: (from) =>
      `${columns ? "" : `, ${from.measure}`}${timed ? `, time=${from.time}` : ""}${by ? `, by=${from.groups[0] ?? by}` : from.groups[0] ? `, by=${from.groups[0]}` : ""}`,
  });
}

export function clusters(ask: Settled): Script {
  const columns = ask.measures.filter((measure) => measure.type === "column");
  return script(ask, {
    helper: "clusters",
    title: "Groups of similar rows",
    plan: "Put similar rows together (k-means on scaled numbers); the number of groups is the one that separates best.",
    args: (from) =>
      `${columns.length > 1 ? `, ${list(columns.map((measure) => from.named(measure.ref)))}` : ""}${ask.parts ? `, k=${amount(ask.parts)}` : ""}`,
  });
}
