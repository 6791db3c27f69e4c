import type { Cell, TableArtifact } from "../protocol/artifact.ts";

const counting = /^(n|count|counts|size|rows?|number|anzahl|nombre|conteo|numero|antal|aantal|liczba|#)$|(^|[_ ])(count|rows|n)$/i;

/** Place of the column that says how many rows a group has; -1 where there is none. */
const countOf = ({ columns, rows }: TableArtifact): number =>
  columns.findIndex(({ name }, at) => counting.test(name.trim()) && rows.length > 0 && rows.every((row) => whole(row[at])));

const whole = (cell: Cell | undefined): boolean => typeof cell === "number" && Number.isInteger(cell) && cell >= 0;

/**
 * The rows of a table of groups without those of fewer than `least`; a group left out alone takes the next smallest with it, or it could be had back from the
 * total. Null for a table that does not say how many rows each group has.
 */
export function fewLeftOut(table: TableArtifact, least: number): Cell[][] | null {
  const at = countOf(table);
  if (at < 0) return null;
  const size = (row: readonly Cell[]): number => Number(row[at]);
  const few = table.rows.filter((row) => size(row) < least);
  const enough = table.rows.filter((row) => size(row) >= least);
  if (few.length !== 1 || enough.length === 0) return enough;
  const next = enough.reduce((smallest, row) => (size(row) < size(smallest) ? row : smallest));
  return enough.filter((row) => row !== next);
}
