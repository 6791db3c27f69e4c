import { topCue } from "./cues.ts";
import type { Mention } from "./find.ts";
import { type Reading, wordBefore } from "./reading.ts";
import {
  isGroup,
  isMeasured,
  isNumeric,
  isTime,
  isTruth,
  labelOf,
  looksLikeKey,
  type Ref,
  sameRef,
  type Table,
  type Way,
  wayTo,
} from "./tables.ts";

type Role = "group" | "time" | "measure" | "truth" | "subject" | "table";

export interface Bound {
  readonly mention: Mention;
  readonly role: Role;
  readonly ref: Ref | null;
}

const groupWords = new Set(
  "by per each every across among within je pro nach par por between zwischen which what welche welcher welches welchen welchem quel quelle quels que cual top bottom best worst jede jeder jedem jeden into compare vergleiche".split(
    " ",
  ),
);

/** What each name in the question is there for. */
export function roles(read: Reading, base: Table, ways: readonly Way[]): Bound[] {
  const bound: Bound[] = [];
  const grouped = (): boolean => bound.some((each) => each.role === "group");
  let owner: Mention | null = null;
  read.columns.forEach((mention, index) => {
    if (owns(mention, read.columns[index + 1])) {
      owner = mention;
      return;
    }
    const asked =
      asksForGroup(read, owner ?? mention, bound.at(-1)) &&
      !(
        grouped() &&
        mention.refs[0] &&
        isMeasured(mention.refs[0].column) &&
        /^(best|worst|highest|lowest)$/.test(read.words[mention.start - 1]?.text ?? "")
      ) &&
      !(onlyMeasured(mention) && (grouped() || /^(top|bottom|\d+)$/.test(wordBefore(read.words, mention.start))));
    bound.push(roleOf(mention, asked, base, ways, read));
    owner = null;
  });
  return bound;
}

/** A number of many values is no second group. */
const onlyMeasured = (mention: Mention): boolean =>
  mention.refs.length > 0 && mention.refs.every((ref) => isMeasured(ref.column) && ref.column.distinct > 12);

/** In "customer plan" the table only says whose plan is meant. */
const owns = (mention: Mention, next: Mention | undefined): boolean =>
  next !== undefined &&
  next.start === mention.end &&
  mention.table !== null &&
  next.table === null &&
  next.refs.some((ref) => ref.table.variable === mention.table?.variable);

function asksForGroup(read: Reading, mention: Mention, last: Bound | undefined): boolean {
  const before = wordBefore(read.words, mention.start);
  if (/\b(per|by|pro|je) (the )?(number|count|amount) of( the)?\s+$/.test(read.text.slice(0, read.words[mention.start]?.start)))
    return true;
  if (groupWords.has(before)) return true;
  if (/^\d+$/.test(before) && groupWords.has(wordBefore(read.words, mention.start - 1))) return true;
  if (
    ["top", "best", "worst", "bottom", "selling", "slowest", "fastest", "quickest", "busiest"].includes(
      read.words[mention.start - 1]?.text ?? "",
    )
  )
    return true;
  if (/^(highest|lowest|largest|biggest|smallest|most|fewest|busiest)$/.test(before)) return false;
  const between = last ? read.text.slice(read.words[last.mention.end - 1]?.end ?? 0, read.words[mention.start]?.start ?? 0) : "";
  return last?.role === "group" && /^\s*(,|and|und|et|y|&|\+|, and|and by|by|und nach)\s*$/.test(between);
}

function roleOf(mention: Mention, grouped: boolean, base: Table, ways: readonly Way[], read: Reading): Bound {
  const refs = reachable(mention, base, ways);
  const make = (role: Role, ref: Ref | null): Bound => ({ mention, role, ref });
  const measured = refs.find((ref) => isMeasured(ref.column));
  const numbered =
    grouped || measured ? undefined : refs.find((ref) => isNumeric(ref.column) && mention.score >= 1 && reduced(read, mention));
  if (numbered) return make("measure", numbered);
  const first = refs[0];
  const groupable =
    refs.find((ref) => isGroup(ref.column, ref.table)) ?? refs.find((ref) => !isMeasured(ref.column) && !isTime(ref.column));
  if (grouped && measured && ranked(read, mention)) return make("measure", measured);
  if (grouped) {
    const named =
      mention.table && mention.table.variable !== base.variable && wayTo(ways, base, mention.table) ? labelOf(mention.table) : null;
    if (named && mention.table) return make("group", keyOr({ table: mention.table, column: named }, wayTo(ways, base, mention.table)));
    const nicer = groupable ? namedKey(groupable, base, ways) : null;
    if (nicer) return make("group", nicer);
    const timed = refs.find((ref) => isTime(ref.column));
    if (timed) return make("time", timed);
    if (measured) return make(ranked(read, mention) || pairs(read, mention) ? "measure" : "group", measured);
  }
  if (mention.table?.variable === base.variable && first && beside(read, mention, first)) return make("subject", first);
  if (mention.table?.variable === base.variable && (!measured || countsRows(read, mention))) {
    if (/\b(distinct|unique|different)\b/.test(read.text) && first && first.table.variable === base.variable && !isTime(first.column))
      return make("subject", first);
    const label = grouped ? labelOf(base) : null;
    return label ? make("group", { table: base, column: label }) : make("table", groupable ?? null);
  }
  const truly = refs.find((ref) => isTruth(ref.column));
  if (truly && first && sameRef(truly, first)) return make("truth", truly);
  if (first && first.table.variable === base.variable && countsRow(first) && mention.end - mention.start === 1) return make("table", first);
  if (measured) return make("measure", measured);
  if (first && isTime(first.column)) return make("time", first);
  return first ? make("subject", first) : make("table", null);
}

/** "by patient" where no column names one patient: the key does. */
const keyOr = (label: Ref, way: Way | null): Ref =>
  way && label.column.distinct < 0.6 * label.table.rows && !/(^|[_\s])(name|full_?name|title|label)$/i.test(label.column.name)
    ? way.from
    : label;

/** "average of n", "max year": a number that is asked to be one, though it looks like a key. */
const reduced = (read: Reading, mention: Mention): boolean =>
  /^(average|mean|avg|median|sum|total|max|maximum|min|minimum|highest|lowest|largest|smallest|durchschnitt|mittelwert|summe)$/.test(
    wordBefore(read.words, mention.start),
  );

/** "the West shop": the name of the column stands by one of its values, also where the table is called so. */
const beside = (read: Reading, mention: Mention, ref: Ref): boolean =>
  read.values.some(
    (value) => (value.end === mention.start || value.start === mention.end) && value.refs.some((each) => sameRef(each, ref)),
  );

/** A key that differs in nearly every row stands for the rows: "orders" for order_id. */
const countsRow = ({ table, column }: Ref): boolean =>
  (column.kind === "identifier" || looksLikeKey(column)) && column.distinct > 0.97 * (table.rows - column.nulls) && table.rows > 3;

export const countsRows = (read: Reading, mention: Mention): boolean =>
  /(how many|number of|count|wie viele|anzahl|most|fewest|combien)\s*(of\s*)?(the\s*)?(\w+\s)?$/.test(
    read.text.slice(0, read.words[mention.start]?.start),
  );

/** "by revenue" behind "top 10 products" is what to rank by, not a group. */
const ranked = (read: Reading, mention: Mention): boolean =>
  topCue(read.text) !== null &&
  /(\bby|ranked|sorted|nach|according to)\s+(\w+\s+)?$/.test(read.text.slice(0, read.words[mention.start]?.start)) &&
  read.columns[0] !== mention;

/** "correlation between price and quantity" asks about both as numbers. */
const pairs = (read: Reading, mention: Mention): boolean =>
  ["between", "zwischen", "of"].includes(wordBefore(read.words, mention.start)) &&
  /correlat|relation|korrel|zusammenhang|scatter|associat/.test(read.text);

function reachable(mention: Mention, base: Table, ways: readonly Way[]): Ref[] {
  const own = mention.refs.filter((ref) => ref.table.variable === base.variable);
  const far = mention.refs.filter((ref) => ref.table.variable !== base.variable && wayTo(ways, base, ref.table) !== null);
  return [...own, ...far];
}

/** For a key such as agent_id the name behind it, where a linked table has one. */
function namedKey(ref: Ref, base: Table, ways: readonly Way[]): Ref {
  const way = ways.find(
    (each) =>
      sameRef(each.from, ref) && each.from.table.variable === base.variable && (each.kind === "many-to-one" || each.kind === "one-to-one"),
  );
  const label = way ? way.to.table.columns.find((column) => /(^|[_\s])(name|full_?name|title)$/i.test(column.name)) : undefined;
  return way && label && label.distinct === way.to.table.rows ? { table: way.to.table, column: label } : ref;
}
