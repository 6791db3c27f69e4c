import type { Ask, Filter } from "./ask.ts";
import { perWord } from "./asked/each.ts";
import type { Linked } from "./link.ts";
import type { Phrases } from "./phrases.ts";
import type { Reading } from "./reading.ts";
import type { Bound } from "./roles.ts";
import { refsOf, type Special } from "./special.ts";
import { sameThing } from "./synonyms.ts";
import { isMeasured, isTime, looksLikeKey, type Ref, sameRef, type Table } from "./tables.ts";
import { parts, spoken, stem } from "./words.ts";

/** Rows limited by turns of phrase. */
export function phrased(ask: Ask, read: Reading, phrases: Phrases): Ask {
  const more: Filter[] = [];
  const measure = ask.measures.find((each) => each.type === "column");
  if (phrases.once !== null) {
    const key = keyFor(ask.base, phrases.once) ?? (phrases.once === "" ? keyNamed(ask.base, read) : null);
    const first = key ?? ask.base.columns[0];
    if (first) more.push({ type: "once", ref: { table: ask.base, column: first }, whole: key === null });
  }
  const held = phrases.placeholder === null ? null : measure?.type === "column" ? measure.ref : holding(ask.base, phrases.placeholder);
  if (held && phrases.placeholder !== null) more.push({ type: "compare", ref: held, op: "!=", value: phrases.placeholder });
  if (ask.time && phrases.week && phrases.week !== "both") more.push({ type: "weekend", ref: ask.time, not: phrases.week === "weekdays" });
  const usual = phrases.beyond;
  const ref = usual
    ? read.columns
        .filter((each) => (read.words[each.start]?.start ?? 0) >= usual.place - 1)
        .flatMap((each) => each.refs)
        .find((each) => each.table.variable === ask.base.variable && isMeasured(each.column))
    : undefined;
  if (usual && ref) more.push({ type: "beyond", ref, op: usual.op, statistic: usual.statistic });
  return {
    ...ask,
    filters: [...more.filter((filter) => filter.type === "once"), ...ask.filters, ...more.filter((filter) => filter.type !== "once")],
    groups: phrases.week === "both" && ask.time ? [...ask.groups, { type: "part of week" }] : ask.groups,
    measures: ref ? ask.measures.filter((each) => each.type !== "column" || !sameRef(each.ref, ref)) : ask.measures,
    stray: phrases.beyond && (!ref || ask.groups.some(gathers)) ? "average" : ask.stray,
  };
}

/** Groups of several rows each: "regions above the average" compares regions, and the filter would compare rows. */
const gathers = (group: Ask["groups"][number]): boolean =>
  group.type !== "column" || group.ref.column.distinct < 0.97 * group.ref.table.rows;

/** The column that tells one of these from the other: "member" for member, member_id, or a key where the table is called so. */
function keyFor(table: Table, word: string, byTable = true): Table["columns"][number] | null {
  if (word === "") return null;
  const wanted = stem(word);
  const named = (name: string): boolean => parts(name).some((part) => part === wanted || sameThing(part, wanted));
  const own = table.columns.filter((column) => named(column.name) && !isMeasured(column) && !isTime(column));
  return (
    own.toSorted((a, b) => b.distinct - a.distinct)[0] ??
    (byTable && named(table.part ?? table.file.replace(/\.[^.]+$/, "")) ? (table.columns.find(looksLikeKey) ?? null) : null)
  );
}

const keyNamed = (table: Table, read: Reading): Table["columns"][number] | null =>
  read.words
    .flatMap((word) => keyFor(table, word.stem, false) ?? [])
    .filter((column) => column.distinct > 0.5 * table.rows && column.distinct < table.rows)[0] ?? null;

/** The only column of numbers that has a value for its highest or lowest. */
const holding = (table: Table, value: number): Ref | null => {
  const column = table.columns.find((each) => Number(each.max) === value || Number(each.min) === value);
  return column ? { table, column } : null;
};

/** Rows that have, or lack, a partner in another table. */
export function linked(ask: Ask, link: Linked | null): Ask {
  if (!link) return ask;
  const plain = ask.measures.filter((measure) => measure.type !== "rows");
  if (ask.agg === "share" && ask.groups.length > 0 && !link.not)
    return { ...ask, job: null, measures: [{ type: "matched", name: link.name, way: link.way }, ...plain] };
  const filter: Filter = { type: "matched", ref: link.way.from, way: link.way, not: link.not };
  return {
    ...ask,
    job: ask.job === "rows" ? "rows" : null,
    filters: [filter, ...ask.filters],
    measures: plain.length > 0 && ask.agg !== "count" ? plain : [],
  };
}

/** What a special computation takes for itself limits no rows any more; a group that it has no place for is told rather than passed over. */
export function specially(ask: Ask, special: Special, read: Reading, bound: readonly Bound[]): Ask {
  const own = special.type === "each" ? special.than : null;
  const asked = bound.find((each) => each.role === "group" && each.ref && !takes(special, each, read));
  const stray = asked?.ref && special.type !== "statistics" && special.type !== "apart" ? spoken(asked.ref.column.name) : null;
  return {
    ...ask,
    special: stray === null ? special : null,
    stray: stray ?? (own ? null : ask.stray),
    filters: own ? ask.filters.filter((each) => each.type !== "compare" || each.op !== own.op || each.value !== own.value) : ask.filters,
    ...(special.type === "regression" ? { filters: ask.filters.filter((each) => each.type !== "compare" || each.op !== "==") } : {}),
    windows: special.type === "rolling" ? [] : ask.windows,
  };
}

function takes(special: Special, { ref, mention }: Bound, read: Reading): boolean {
  if (ref && refsOf(special).some((each) => sameRef(each, ref))) return true;
  if (special.type !== "each") return false;
  const entity = perWord.test(read.text.slice(0, read.words[mention.start]?.start));
  return entity || (ref !== null && (sameRef(ref, special.key) || (special.whole !== null && sameRef(ref, special.whole.from))));
}
