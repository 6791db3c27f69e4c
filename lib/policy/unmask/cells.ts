import type { Cell } from "../../protocol/artifact.ts";
import { type Mapping, unmask } from "../mask.ts";
import { numberOf } from "./number.ts";

/** A cell with values in the place of tokens; a whole number may be one as well. */
export function unmaskCell(cell: Cell, mapping: Mapping): Cell {
  if (typeof cell === "string") return unmask(cell, mapping);
  const original = typeof cell === "number" && Number.isInteger(cell) ? mapping.original(String(cell)) : undefined;
  return original === undefined ? cell : (numberOf(original) ?? original);
}

export type UnmaskedRows = {
  readonly rows: Cell[][];
  /** How many cells of each column, by its place, hold values that are masked. */
  readonly counts: number[];
};

/** Rows with values in the place of tokens. */
export function unmaskRows(rows: readonly (readonly Cell[])[], mapping: Mapping): UnmaskedRows {
  const counts: number[] = [];
  const made = rows.map((row) =>
    row.map((cell, at) => {
      const value = unmaskCell(cell, mapping);
      if (value !== cell) counts[at] = (counts[at] ?? 0) + 1;
      return value;
    }),
  );
  return { rows: made, counts: Array.from(counts, (count) => count ?? 0) };
}
