import type { Cell } from "../../lib/protocol/artifact.ts";
import type { Pager } from "../pager.ts";

const byText = new Intl.Collator(undefined, { numeric: true }).compare;

function compare(one: Cell, other: Cell): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  if (typeof one === "number" && typeof other === "number") return one - other;
  return byText(String(one), String(other));
}

/** Rows that are all at hand, in the order that is asked for; empty cells last, as the kernel has them. */
export const localPager =
  (rows: readonly (readonly Cell[])[]): Pager =>
  async ({ start, count, sort }) => {
    const turn = sort?.descending ? -1 : 1;
    const both = (one: Cell, other: Cell) => (one === null || other === null ? compare(one, other) : turn * compare(one, other));
    const all = sort ? rows.toSorted((one, other) => both(one[sort.column] ?? null, other[sort.column] ?? null)) : rows;
    return { start, rows: all.slice(start, start + count).map((row) => [...row]), totalRows: rows.length };
  };
