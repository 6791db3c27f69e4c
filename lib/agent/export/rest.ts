import type { Words } from "./words.ts";

/** What of a table is not there, in words; empty where all is. */
export function rest({ shown, totalRows, columns, most }: { shown: number; totalRows: number; columns: number; most: number }, words: Words): string {
  const rows = shown < totalRows ? words.rows(shown, totalRows) : "";
  const wide = columns > most ? words.columns(most, columns) : "";
  return `${rows} ${wide}`.trim();
}
