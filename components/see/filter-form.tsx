"use client";
import { useId, useState } from "react";
import type { Column } from "../../lib/protocol/artifact.ts";
import type { ColumnFilter } from "../../lib/protocol/kernel.ts";
import { isNumeric } from "../cell.tsx";
import { strings } from "../strings.ts";
import { Button } from "../ui/button.tsx";

type Props = { column: Column; at: number; filters: readonly ColumnFilter[]; apply: (filters: readonly ColumnFilter[]) => void };

const isDate = ({ dtype }: Column) => /^datetime/.test(dtype);

/** Rows by one column: words in it, its ends where it is of numbers or days, and whether there is anything. */
export const FilterForm = ({ column, at, filters, apply }: Props) => {
  const range = filters.find((one) => one.type === "range");
  const [text, setText] = useState(filters.find((one) => one.type === "text")?.text ?? "");
  const [from, setFrom] = useState(range?.from ?? "");
  const [to, setTo] = useState(range?.to ?? "");
  const empty = filters.find((one) => one.type === "empty")?.empty;
  const [rows, setRows] = useState(empty === undefined ? "any" : empty ? "empty" : "filled");
  const id = useId();
  const spans = isNumeric(column) || isDate(column);
  const ends = isDate(column) ? "date" : "number";
  const made = (): ColumnFilter[] => [
    ...(text.trim() === "" ? [] : [{ type: "text" as const, column: at, text: text.trim() }]),
    ...(from === "" && to === "" ? [] : [{ type: "range" as const, column: at, from: from || null, to: to || null }]),
    ...(rows === "any" ? [] : [{ type: "empty" as const, column: at, empty: rows === "empty" }]),
  ];
  return (
    <form
      aria-label={strings.grid.filter}
      className="space-y-2 border-t border-line pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        apply(made());
      }}
    >
      <label className="block">
        <span className="mb-0.5 block text-xs text-faint">{strings.grid.contains}</span>
        <input value={text} dir="auto" onChange={(event) => setText(event.target.value)} className="field" />
      </label>
      {spans && (
        <div className="grid grid-cols-2 gap-2">
          <label className="block">
            <span className="mb-0.5 block text-xs text-faint">{strings.grid.from}</span>
            <input type={ends} step="any" value={from} onChange={(event) => setFrom(event.target.value)} className="field" />
          </label>
          <label className="block">
            <span className="mb-0.5 block text-xs text-faint">{strings.grid.to}</span>
            <input type={ends} step="any" value={to} onChange={(event) => setTo(event.target.value)} className="field" />
          </label>
        </div>
      )}
      <label htmlFor={`${id}-rows`} className="block">
        <span className="mb-0.5 block text-xs text-faint">{strings.grid.only}</span>
        <select id={`${id}-rows`} value={rows} onChange={(event) => setRows(event.target.value)} className="field">
          <option value="any">{strings.grid.any}</option>
          <option value="filled">{strings.grid.filled}</option>
          <option value="empty">{strings.grid.empty}</option>
        </select>
      </label>
      <div className="flex justify-end gap-2 pt-1">
        {filters.length > 0 && (
          <Button size="s" tone="quiet" onClick={() => apply([])}>
            {strings.grid.clear}
          </Button>
        )}
        <Button size="s" tone="solid" type="submit">
          {strings.grid.apply}
        </Button>
      </div>
    </form>
  );
};

/** A filter in words. */
export function chipText(filter: ColumnFilter, column: string): string {
  const words = strings.grid.chip;
  switch (filter.type) {
    case "text":
      return words.text(column, filter.text);
    case "tokens":
      return words.text(column, "…");
    case "empty":
      return filter.empty ? words.empty(column) : words.filled(column);
    case "range":
      if (filter.from !== null && filter.to !== null) return words.range(column, filter.from, filter.to);
      return filter.from !== null ? words.from(column, filter.from) : words.to(column, filter.to ?? "");
    default:
      return filter satisfies never;
  }
}
