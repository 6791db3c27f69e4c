"use client";
import { useState } from "react";
import type { TableProfile } from "../lib/protocol/profile.ts";
import { ColumnTile } from "./column-tile.tsx";
import { hostText } from "./host-text.ts";
import { OddLines } from "./odd-lines.tsx";
import { strings } from "./strings.ts";
import { Button } from "./ui/button.tsx";

const shownColumns = 8;

/** What was understood of one table: its size, its name in Python, how it was read, its columns. */
export const TableProfileView = ({ table }: { table: TableProfile }) => {
  const [all, setAll] = useState(false);
  const columns = all ? table.columns : table.columns.slice(0, shownColumns);
  const notes = [...(table.pieces === undefined ? [] : [strings.inPieces(table.pieces)]), ...table.notes.map(hostText), ...(table.duplicateRows > 0 ? [strings.duplicates(table.duplicateRows)] : [])];
  return (
    <div className="space-y-3">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm text-soft">
        <code className="rounded-md border border-line bg-panel px-1.5 font-mono text-[0.8125rem] text-ink">{table.variable}</code>
        <span>{strings.size(table.rows, table.columns.length)}</span>
      </p>
      {notes.length > 0 && (
        <ul aria-label={strings.howRead} className="flex flex-wrap gap-1.5">
          {notes.map((note, at) => (
            <li key={at} className="rounded-full bg-panel px-2.5 py-0.5 text-xs text-soft">
              {note}
            </li>
          ))}
        </ul>
      )}
      <OddLines lines={table.oddLines} count={table.oddLineCount} />
      <ul className="grid grid-cols-2 gap-2 sm:grid-cols-[repeat(auto-fill,minmax(10.5rem,1fr))]">
        {columns.map((column, at) => (
          <ColumnTile key={at} column={column} rows={table.rows} />
        ))}
      </ul>
      {table.columns.length > shownColumns && (
        <Button tone="quiet" size="s" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? strings.fewerColumns : strings.moreColumns(table.columns.length)}
        </Button>
      )}
    </div>
  );
};
