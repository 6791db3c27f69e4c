import type { Agg, Freq } from "../ask.ts";
import { addsUp, mainMeasure } from "../derived.ts";
import type { Mention } from "../find.ts";
import { done, nameOf } from "../link.ts";
import type { Comparison, Reading } from "../reading.ts";
import type { Each } from "../special.ts";
import { isGroup, isMeasured, looksLikeKey, type Ref, sameRef, type Table, type Way } from "../tables.ts";
import { parts } from "../words.ts";

const counting =
  /(how many|number of|count( of)?( the)?|wie viele|anzahl( der)?|what (share|percentage|proportion|part) of)( different| distinct| of| the| our)?\s+$/;
const perWord = /\b(per|for each|for every|each|every|by each|a single|pro|je)( single| individual)?\s+$/;

/** "does a customer place on average": any one stands for each. */
const anyWord = /\b(does|do|did|has|have|was|is|were|for|by|kauft|hat) (a|an|one|any|the typical|the average|ein\w*)( \w+)?\s+$/;

/** "How many customers have more than 5 orders", "tickets per agent on average": one figure for each entity. */
export function eachIn(read: Reading, ways: readonly Way[], tables: readonly Table[], agg: Agg | null, time: Ref | null): Each | null {
  return periods(read, time) ?? counted(read, ways, tables) ?? averaged(read, ways, agg);
}

/** "How many days had more than 8 orders": the days are the entities. */
function periods(read: Reading, time: Ref | null): Each | null {
  const match = /\b(?:how many|number of|on how many|in how many) (hour|day|week|month|quarter|year)s\b/.exec(read.text);
  const than = read.numbers.find((each) => !each.soft && each.start > (match?.index ?? 0));
  const period = freqs.find((each) => each === match?.[1]);
  if (!match || !than || !time || !period || !/^(>|>=|==)$/.test(than.op)) return null;
  const place = read.words.findIndex((word) => word.start >= than.end);
  const target = read.columns.find((each) => each.start >= place && each.start <= place + 1);
  const rows = target !== undefined && namesRows(target, time.table, time, []);
  return rows ? { type: "each", key: time, rows: time.table, whole: null, value: null, period, than: op(than) } : null;
}

const freqs: readonly Freq[] = ["hour", "day", "week", "month", "quarter", "year"];

interface Entity {
  readonly key: Ref;
  readonly rows: Table;
  readonly whole: Way | null;
}

/** The entities a name in the question can stand for: a table that others point to, or a key that occurs again and again. */
function entitiesOf(mention: Mention, ways: readonly Way[]): Entity[] {
  const named = [
    ...(mention.table ? [mention.table] : []),
    ...mention.refs.filter((ref) => looksLikeKey(ref.column)).map((ref) => ref.table),
  ];
  const linked = ways
    .filter((way) => way.kind === "one-to-many" && named.some((table) => table.variable === way.from.table.variable))
    .filter((way) => mention.table?.variable === way.from.table.variable || mention.refs.some((ref) => sameRef(ref, way.from)))
    .map((way) => ({ key: way.to, rows: way.to.table, whole: way }));
  const keys = mention.refs
    .filter((ref) => repeats(ref) && !linked.some((each) => sameRef(each.key, ref)))
    .map((ref) => {
      const whole = ways.find((way) => way.kind === "one-to-many" && sameRef(way.to, ref)) ?? null;
      return { key: ref, rows: ref.table, whole };
    });
  return [...linked, ...keys];
}

/** A key of something else: its values come back. */
const repeats = ({ table, column }: Ref): boolean =>
  (looksLikeKey(column) || (column.kind === "text" && !isGroup(column, table)) || column.kind === "category") &&
  column.distinct > 1 &&
  column.distinct < 0.97 * (table.rows - column.nulls);

function counted(read: Reading, ways: readonly Way[], tables: readonly Table[]): Each | null {
  const subject = read.columns.find((each) => counting.test(read.text.slice(0, read.words[each.start]?.start)));
  if (!subject) return null;
  const entities = entitiesOf(subject, ways);
  for (const than of read.numbers) {
    if (than.soft) continue;
    const place = read.words.findIndex((word) => word.start >= than.end);
    const verbs = read.words.slice(subject.end).filter((word) => word.end <= than.start);
    const target = place < 0 ? undefined : read.columns.find((each) => each.start >= place && each.start <= place + 1);
    const times =
      /(once|twice|einmal)\W*$/.test(read.text.slice(than.start, than.end)) ||
      (place >= 0 && /^(times?|mal|fois)$/.test(read.words[place]?.text ?? ""));
    const found = entities.find(({ rows, key }) => {
      if (times)
        return (
          read.columns.some((each) => each !== subject && names(each, rows)) ||
          verbs.some((verb) => done(verb.text, lastOf(rows))) ||
          entities.length === 1
        );
      return target !== undefined && target !== subject && namesRows(target, rows, key, tables);
    });
    if (found) return { type: "each", ...found, value: null, than: op(than) };
    const more = kindsOf(target, subject, entities) ?? spentBy(read, than, target, entities);
    if (more) return { ...more, than: op(than) };
    const summed = entities.find(({ rows, whole }) =>
      target?.refs.some(
        (ref) => ref.table.variable === rows.variable && isMeasured(ref.column) && addsUp({ type: "column", ref }) && whole !== null,
      ),
    );
    const value = summed ? target?.refs.find((ref) => ref.table.variable === summed.rows.variable && isMeasured(ref.column)) : undefined;
    if (summed && value) return { type: "each", ...summed, value, than: op(than) };
  }
  return null;
}

/** "more than one department": different values of a column. */
function kindsOf(target: Mention | undefined, subject: Mention, entities: readonly Entity[]): Omit<Each, "than"> | null {
  if (!target || target === subject) return null;
  for (const entity of entities) {
    const value = target.refs.find(
      (ref) => ref.table.variable === entity.rows.variable && isGroup(ref.column, ref.table) && !sameRef(ref, entity.key),
    );
    if (value) return { type: "each", ...entity, value, distinct: true };
  }
  return null;
}

/** "spent more than 1500": the sum of what the rows are about. */
function spentBy(read: Reading, than: Comparison, target: Mention | undefined, entities: readonly Entity[]): Omit<Each, "than"> | null {
  const [entity] = entities;
  if (!entity || target || !/\b(spen[dt]\w*|paid|pay|brought in|earned|generated|ausgegeben)\b[^?]*$/.test(read.text.slice(0, than.start)))
    return null;
  const main = mainMeasure(entity.rows);
  return main?.type === "column" && addsUp(main) ? { type: "each", ...entity, value: main.ref } : null;
}

const op = (than: Comparison) => ({ op: than.op, value: than.value });
const lastOf = (table: Table): string => parts(nameOf(table).replace(/\d+/g, " ")).at(-1) ?? "";
const names = (mention: Mention, table: Table): boolean => mention.table?.variable === table.variable;

/** "orders" where the table is called so, or has one key for each of its rows that is. */
function namesRows(mention: Mention, rows: Table, key: Ref, tables: readonly Table[]): boolean {
  if (names(mention, rows)) return true;
  if (mention.table && tables.some((table) => names(mention, table) && table.variable !== rows.variable)) return false;
  return mention.refs.some(
    (ref) =>
      ref.table.variable === rows.variable && !sameRef(ref, key) && !isMeasured(ref.column) && ref.column.distinct > 0.97 * rows.rows,
  );
}

function averaged(read: Reading, ways: readonly Way[], agg: Agg | null): Each | null {
  if (agg !== "mean" && agg !== "median" && !/\bon average\b|\baverage\b/.test(read.text)) return null;
  const middle = agg === "median" ? { middle: "median" as const } : {};
  const said = (pattern: RegExp) => read.columns.find((each) => pattern.test(read.text.slice(0, read.words[each.start]?.start)));
  const subject = said(perWord) ?? said(anyWord);
  if (!subject) return null;
  const entities = entitiesOf(subject, ways);
  const any = anyWord.test(read.text.slice(0, read.words[subject.start]?.start));
  const counts = /\b(how many|number of|count of|wie viele|anzahl)\b/.test(read.text);
  for (const entity of entities) {
    const rows = read.columns.find((each) => each !== subject && namesRows(each, entity.rows, entity.key, []));
    const value = read.columns
      .filter((each) => each !== subject)
      .flatMap((each) => each.refs)
      .find((ref) => ref.table.variable === entity.rows.variable && isMeasured(ref.column) && addsUp({ type: "column", ref }));
    if (rows && (counts ? !any || !value : !value && (looksLikeKey(entity.key.column) || entity.whole)))
      return { type: "each", ...entity, ...middle, value: null, than: null };
    if ((!counts || any) && value && (looksLikeKey(entity.key.column) || entity.whole))
      return { type: "each", ...entity, ...middle, value, than: null };
  }
  return null;
}

/** Whether "per order" means the rows themselves: a name for what differs in every row of the table. */
export function isRow(mention: Mention, base: Table): boolean {
  if (mention.table?.variable === base.variable) return true;
  const key = mention.refs.find((ref) => ref.table.variable === base.variable);
  return key !== undefined && looksLikeKeyOrText(key) && key.column.distinct > 0.97 * (base.rows - key.column.nulls);
}

const looksLikeKeyOrText = ({ column }: Ref): boolean => looksLikeKey(column) || column.kind === "text" || column.kind === "identifier";

export { perWord };
