import type { Brief } from "../protocol/complete.ts";
import type { ColumnProfile, Link, TableProfile } from "../protocol/profile.ts";
import { parts } from "./words.ts";

/** A table with the file it came from. */
export interface Table extends TableProfile {
  readonly file: string;
  readonly format: string;
}

/** A column of a certain table. */
export interface Ref {
  readonly table: Table;
  readonly column: ColumnProfile;
}

export function tablesOf(files: Brief["files"]): Table[] {
  return files.flatMap((file) =>
    file.tables.map((table) => ({ ...table, columns: table.columns.map(keyed(table)), file: file.file, format: file.format })),
  );
}

export const sameRef = (a: Ref, b: Ref): boolean => a.table.variable === b.table.variable && a.column.name === b.column.name;

export const isMeasured = (column: ColumnProfile): boolean =>
  (column.kind === "integer" || column.kind === "number" || column.kind === "duration") &&
  !looksLikeKey(column) &&
  !isTruth(column) &&
  !["year", "latitude", "longitude", "postcode", "phone"].includes(column.semantic ?? "");

export const isTime = (column: ColumnProfile): boolean => column.kind === "datetime" || column.kind === "date";

/** A yes/no column, however it is written. */
export function isTruth(column: ColumnProfile): boolean {
  if (column.kind === "boolean" || (column.kind === "integer" && column.distinct === 2 && column.min === "0" && column.max === "1"))
    return true;
  const values = column.top.map(([value]) => value.trim().toLowerCase());
  return values.length === 2 && values.every((value) => /^(yes|no|true|false|ja|nein|y|n|oui|non|si|sí)$/.test(value));
}

/** Fit to group by: few values, repeated. */
export function isGroup(column: ColumnProfile, table: Table): boolean {
  if (column.kind === "boolean") return true;
  if (isProse(column)) return false;
  if (column.kind === "category") return column.distinct > 1;
  if (column.kind === "identifier" || column.kind === "text")
    return column.distinct > 1 && column.distinct <= Math.min(30, table.rows / 4) && !looksLikeKey(column);
  return column.kind === "integer" && column.distinct > 1 && column.distinct <= 12 && !isMeasuredScale(column);
}

const isMeasuredScale = (column: ColumnProfile): boolean => /quant|qty|count|num|rating|score|satisf/i.test(column.name);

/** A running number, every whole number from the first to the last once, is a key of its table. */
const keyed =
  (table: TableProfile) =>
  (column: ColumnProfile): ColumnProfile =>
    column.kind === "integer" &&
    column.distinct > 20 &&
    column.distinct === table.rows &&
    Number(column.max) - Number(column.min) + 1 === column.distinct
      ? { ...column, kind: "identifier" }
      : column;

/** Whether the values are numbers at all, whatever they stand for. */
export const isNumeric = (column: ColumnProfile): boolean => /^(u?int|float|decimal)/i.test(column.dtype) && !isTruth(column);

export function looksLikeKey(column: ColumnProfile): boolean {
  const last = parts(column.name).at(-1) ?? "";
  return column.kind === "identifier" || ["id", "key", "uuid", "code", "nr", "no"].includes(last);
}

/** Free text long enough to count words in. */
export const isProse = (column: ColumnProfile): boolean =>
  (column.kind === "text" || column.kind === "category") &&
  column.distinct > 8 &&
  column.examples.filter((example) => example.trim().split(/\s+/).length >= 4).length * 2 > column.examples.length;

/** The column that names a row of the table to people. */
export function labelOf(table: Table): ColumnProfile | null {
  const named = table.columns.filter(
    (column) => /(^|[_\s])(name|full_?name|title|label)$/i.test(column.name) || column.semantic === "person",
  );
  return named[0] ?? table.columns.find((column) => column.kind === "category" || column.kind === "text") ?? null;
}

export interface Way {
  readonly from: Ref;
  readonly to: Ref;
  readonly kind: Link["kind"];
}

const turned: Record<Link["kind"], Link["kind"]> = {
  "one-to-one": "one-to-one",
  "one-to-many": "many-to-one",
  "many-to-one": "one-to-many",
  "many-to-many": "many-to-many",
};

/** Links read in both directions. */
export function waysOf(links: readonly Link[], tables: readonly Table[]): Way[] {
  return links.flatMap((link) => {
    const left = refAt(tables, link.left);
    const right = refAt(tables, link.right);
    if (!left || !right) return [];
    return [
      { from: left, to: right, kind: link.kind },
      { from: right, to: left, kind: turned[link.kind] },
    ];
  });
}

export function refAt(tables: readonly Table[], at: Link["left"]): Ref | null {
  const table = tables.find((each) => each.variable === at.variable);
  const column = table?.columns.find((each) => each.name === at.column);
  return table && column ? { table, column } : null;
}

/** The way that adds columns to `from` without multiplying its rows; the surest one first. */
export function wayTo(ways: readonly Way[], from: Table, to: Table): Way | null {
  const fit = ways.filter((way) => way.from.table.variable === from.variable && way.to.table.variable === to.variable);
  return fit.find((way) => way.kind === "many-to-one") ?? fit.find((way) => way.kind === "one-to-one") ?? null;
}
