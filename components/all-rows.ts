import type { Cell, TableArtifact } from "../lib/protocol/artifact.ts";
import type { Pager } from "./pager.ts";

const pageRows = 5_000;

/** Header and every row of a table: those at hand, then those in the kernel as long as it lives. */
export async function allRows(table: TableArtifact, pager: Pager, signal: AbortSignal): Promise<Cell[][]> {
  const rows: Cell[][] = [table.columns.map((column) => column.name)];
  if (table.rows.length >= table.totalRows) return [...rows, ...table.rows];
  for (let start = 0; start < table.totalRows && !signal.aborted; start += pageRows) {
    const page = await pager({ id: table.id, start, count: pageRows, sort: null }, signal);
    if (!page) return rows.length > 1 ? rows : [...rows, ...table.rows];
    for (const row of page.rows) rows.push(row);
    if (page.rows.length === 0) break;
  }
  return rows;
}
