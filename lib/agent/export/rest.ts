/** What of a table is not there, in words; empty where all is. */
export function rest({ shown, totalRows, columns, most }: { shown: number; totalRows: number; columns: number; most: number }): string {
  const rows = shown < totalRows ? `The first ${shown.toLocaleString("en-US")} of ${totalRows.toLocaleString("en-US")} rows.` : "";
  const wide = columns > most ? `The first ${most} of ${columns} columns.` : "";
  return `${rows} ${wide}`.trim();
}
