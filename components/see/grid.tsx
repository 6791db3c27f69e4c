"use client";
import { Copy, X } from "lucide-react";
import { type KeyboardEvent, useContext, useEffect, useId, useMemo, useRef, useState } from "react";
import { tsv } from "../../lib/agent/export/csv.ts";
import { unmaskRows } from "../../lib/policy/unmask/cells.ts";
import type { Cell, TableArtifact } from "../../lib/protocol/artifact.ts";
import type { ColumnFilter } from "../../lib/protocol/kernel.ts";
import { BodyCell, isNumeric, shownCell } from "../cell.tsx";
import { ExportingContext } from "../exporting.ts";
import { LookingContext } from "../pager.ts";
import { stem } from "../save.ts";
import { strings } from "../strings.ts";
import { Button } from "../ui/button.tsx";
import { cn } from "../ui/cn.ts";
import { useMapping } from "../use-mapping.ts";
import { ColumnHead } from "./column-head.tsx";
import { chipText } from "./filter-form.tsx";
import { areaOf, isOne, moved, type Place, type Selection, startSelection } from "./selection.ts";
import { type Order, useGridRows } from "./use-grid-rows.ts";
import { rowPx, useWindow } from "./use-window.ts";

const mostCells = 500_000;
const numberPx = 64;

/** A table of any length over the whole window: sorted, filtered and counted in the kernel, walked by keyboard, copied in part. */
const Grid = ({ table }: { table: TableArtifact }) => {
  const { plain } = useMapping();
  const looking = useContext(LookingContext);
  const [order, setOrder] = useState<Order>(null);
  const [filters, setFilters] = useState<readonly ColumnFilter[]>([]);
  const [selection, setSelection] = useState<Selection>(startSelection);
  const [menu, setMenu] = useState<number | null>(null);
  const [said, setSaid] = useState("");
  const box = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const name = useId();
  const known = useRef(table.totalRows);
  const [shownCount, setShownCount] = useState(table.totalRows);
  const { view, reveal, page } = useWindow(box, shownCount);
  const rows = useGridRows(table, order, filters, view);
  const count = rows.count ?? known.current;
  known.current = count;
  useEffect(() => setShownCount(count), [count]);
  const widths = useMemo(() => table.columns.map((column, at) => widthOf(table, { name: column.name, at }, plain)), [table, plain]);
  const area = areaOf(selection);
  const copy = useCopy(table, rows.range);

  const arrange = (change: () => void) => {
    change();
    setSelection({ anchor: { row: 0, column: selection.focus.column }, focus: { row: 0, column: selection.focus.column } });
    box.current?.scrollTo({ top: 0 });
  };
  const select = (to: Selection) => {
    setSelection(to);
    if (to.focus.row >= 0) reveal(to.focus.row);
    showColumn(box.current, widths, to.focus.column);
  };
  const take = async () => setSaid(await copy(area));
  const press = (event: KeyboardEvent) => {
    if (event.target !== grid.current) return;
    const ctrl = event.ctrlKey || event.metaKey;
    const bounds = { rows: count, columns: table.columns.length, page };
    const next = moved(selection, { key: event.key, ctrl, shift: event.shiftKey }, bounds);
    if (next) select(next);
    else if (ctrl && event.key.toLowerCase() === "c") void take();
    else if (ctrl && event.key.toLowerCase() === "a")
      setSelection({ anchor: { row: 0, column: 0 }, focus: { row: count - 1, column: table.columns.length - 1 } });
    else if ((event.key === "Enter" || event.key === " ") && selection.focus.row === -1) setMenu(selection.focus.column);
    else if (event.key === "Escape" && !isOne(selection)) setSelection({ anchor: selection.focus, focus: selection.focus });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const cellId = (row: number, column: number) => `${name}-${row}-${column}`;
  const { focus } = selection;
  const there = focus.row === -1 || (focus.row >= view.from && focus.row < view.to);

  return (
    <div className="flex h-[74dvh] min-h-72 flex-col gap-2">
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1.5 text-[0.8125rem] text-soft">
        <span role="status">{rows.count === null ? strings.grid.looking : strings.grid.rows(count, table.totalRows)}</span>
        {filters.map((filter, at) => (
          <button
            key={at}
            type="button"
            onClick={() => arrange(() => setFilters(filters.filter((one) => one !== filter)))}
            aria-label={strings.grid.clearOf(chipText(filter, plain(table.columns[filter.column]?.name ?? "")))}
            className="inline-flex items-center gap-1 rounded-full border border-line bg-wash px-2.5 py-0.5 text-xs text-accent hover:border-accent"
          >
            {chipText(filter, plain(table.columns[filter.column]?.name ?? ""))}
            <X aria-hidden className="size-3" />
          </button>
        ))}
        <span className="ms-auto flex items-center gap-2">
          <span aria-live="polite" className="text-xs text-faint">
            {said !== "" ? said : isOne(selection) ? "" : strings.grid.selected(area.bottom - area.top + 1, area.right - area.left + 1)}
          </span>
          <Button size="s" onClick={take} aria-label={strings.grid.copy} title={strings.grid.copy}>
            <Copy aria-hidden />
          </Button>
        </span>
      </div>
      <p id={`${name}-hint`} className="sr-only">
        {strings.grid.hint}
      </p>
      <div ref={box} className="min-h-0 flex-1 overflow-auto rounded-lg border border-line">
        {/* biome-ignore lint/a11y/useKeyWithMouseEvents: the pointer drags over cells, the keyboard selects with Shift */}
        <table
          ref={grid}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table that is walked through
          role="grid"
          tabIndex={0}
          aria-label={plain(table.title) || strings.table}
          aria-describedby={`${name}-hint`}
          aria-rowcount={count + 1}
          aria-colcount={table.columns.length}
          aria-multiselectable
          aria-activedescendant={there ? cellId(focus.row, focus.column) : undefined}
          onKeyDown={press}
          onMouseDown={(event) => {
            const place = placeOf(event.target);
            if (place) select(event.shiftKey ? { anchor: selection.anchor, focus: place } : { anchor: place, focus: place });
            setSaid("");
          }}
          onMouseOver={(event) => {
            const place = event.buttons === 1 ? placeOf(event.target) : null;
            if (place) setSelection({ anchor: selection.anchor, focus: place });
          }}
          className="group/grid table-fixed border-separate border-spacing-0 text-[0.8125rem] select-none focus:outline-none"
          style={{ width: widths.reduce((sum, px) => sum + px, numberPx) }}
        >
          <colgroup>
            <col style={{ width: numberPx }} />
            {widths.map((px, at) => (
              <col key={at} style={{ width: px }} />
            ))}
          </colgroup>
          <thead>
            <tr aria-rowindex={1} style={{ height: rowPx }}>
              <td aria-hidden className="sticky top-0 start-0 z-20 border-e border-b border-line bg-panel" />
              {table.columns.map((column, at) => (
                <ColumnHead
                  key={at}
                  id={cellId(-1, at)}
                  active={focus.row === -1 && focus.column === at}
                  table={table}
                  column={column}
                  at={at}
                  order={order}
                  filters={filters}
                  facts={rows.gone ? null : looking.column}
                  open={menu === at}
                  setOpen={(open) => {
                    setMenu(open ? at : null);
                    if (!open) grid.current?.focus({ preventScroll: true });
                  }}
                  sort={rows.gone ? null : (to) => arrange(() => setOrder(to))}
                  filter={(mine) => arrange(() => setFilters([...filters.filter((one) => one.column !== at), ...mine]))}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            <Gap height={view.before} />
            {Array.from({ length: Math.max(0, Math.min(view.to, count) - view.from) }, (_, place) => view.from + place).map((at) => {
              const cells = rows.row(at);
              return (
                <tr key={at} aria-rowindex={at + 2} style={{ height: rowPx }}>
                  <td aria-hidden className="sticky start-0 z-[5] border-e border-b border-line bg-panel px-2 text-end text-xs text-faint">
                    {(at + 1).toLocaleString(strings.tag)}
                  </td>
                  {table.columns.map((column, i) => {
                    const inside = at >= area.top && at <= area.bottom && i >= area.left && i <= area.right && focus.row >= 0;
                    const look = cn(
                      "border-b border-line",
                      inside && !isOne(selection) && "bg-wash",
                      focus.row === at && focus.column === i && "outline-accent -outline-offset-2 group-focus/grid:outline-2",
                    );
                    return cells ? (
                      <BodyCell
                        key={i}
                        id={cellId(at, i)}
                        place={`${at} ${i}`}
                        column={i + 1}
                        selected={inside}
                        value={cells[i] ?? null}
                        numeric={isNumeric(column)}
                        className={look}
                      />
                    ) : (
                      <td key={i} id={cellId(at, i)} data-place={`${at} ${i}`} aria-colindex={i + 1} className={cn("px-3", look)}>
                        <span className="block h-2.5 w-2/3 rounded bg-panel" />
                      </td>
                    );
                  })}
                </tr>
              );
            })}
            <Gap height={view.height - view.before - Math.max(0, Math.min(view.to, count) - view.from) * rowPx} />
          </tbody>
        </table>
        {count === 0 && <p className="p-4 text-sm text-soft">{strings.emptyTable}</p>}
      </div>
      {rows.gone && table.totalRows > count && <p className="text-xs text-sand">{strings.gone}</p>}
    </div>
  );
};
export default Grid;

const Gap = ({ height }: { height: number }) => (height > 0 ? <tr aria-hidden style={{ height }} /> : null);

function placeOf(target: EventTarget): Place | null {
  const cell = target instanceof Element ? target.closest("[data-place]")?.getAttribute("data-place") : null;
  const [row, column] = (cell ?? "").split(" ").map(Number);
  return cell && row !== undefined && column !== undefined ? { row, column } : null;
}

function showColumn(box: HTMLElement | null, widths: readonly number[], column: number) {
  if (!box) return;
  const left = widths.slice(0, column).reduce((sum, px) => sum + px, 0);
  const right = left + (widths[column] ?? 0) + numberPx;
  if (box.scrollLeft > left) box.scrollLeft = left;
  else if (box.scrollLeft + box.clientWidth < right) box.scrollLeft = right - box.clientWidth;
}

function widthOf(table: TableArtifact, { name, at }: { name: string; at: number }, plain: (text: string) => string): number {
  const cells = table.rows.slice(0, 30).map((row) => shownCell(row[at] ?? null, plain).length);
  return Math.round(Math.min(340, Math.max(96, Math.max(plain(name).length + 5, ...cells) * 7.6 + 26)));
}

/** Puts the cells of an area on the clipboard as the person sees them, once that is on record; what came of it, in words. */
function useCopy(table: TableArtifact, range: (from: number, to: number) => Promise<(readonly Cell[])[]>) {
  const { shown } = useMapping();
  const handOut = useContext(ExportingContext);
  return async ({ top, bottom, left, right }: ReturnType<typeof areaOf>): Promise<string> => {
    if ((bottom - top + 1) * (right - left + 1) > mostCells) return strings.grid.tooMany(mostCells);
    const cells = (await range(top, bottom + 1)).map((row) => row.slice(left, right + 1));
    const { rows, counts } = unmaskRows(cells, shown);
    const columns = table.columns.slice(left, right + 1).map(({ name }, at) => ({ column: name, values: counts[at] ?? 0 }));
    const file = `${stem(table.title || strings.table)}.csv`;
    const content = new Blob([tsv(rows)], { type: "text/plain" });
    const leaving = { artifact: table.id, file, format: "clipboard", content, unmasked: counts.some((value) => value > 0) };
    return (await handOut(leaving, { name: file, to: "clipboard", columns })) ? strings.copied : "";
  };
}
