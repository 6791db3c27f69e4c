"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Cell, Column, TableArtifact } from "../lib/protocol/artifact.ts";
import { BodyCell, isNumeric, shownCell } from "./cell.tsx";
import { strings } from "./strings.ts";
import { cn } from "./ui/cn.ts";
import { Unmasked } from "./unmasked.tsx";
import { useMapping } from "./use-mapping.ts";
import { type Sort, useRows } from "./use-rows.ts";

const rowPx = 33;

/** A table of any length: only the rows in view are in the page. `tall` fills what is around it. */
const Table = ({ table, tall = false }: { table: TableArtifact; tall?: boolean }) => {
  const [sort, setSort] = useState<Sort>(null);
  const { row, look, gone } = useRows(table, sort);
  const { plain } = useMapping();
  const widths = useMemo(() => table.columns.map((column, at) => columnPx(table, column, at, plain)), [table, plain]);
  const box = useRef<HTMLDivElement>(null);
  const count = gone ? table.rows.length : table.totalRows;
  const view = useVirtualizer({ count, getScrollElement: () => box.current, estimateSize: () => rowPx, overscan: 12 });
  const items = view.getVirtualItems();
  const [from, to] = [items[0]?.index ?? 0, items.at(-1)?.index ?? -1];
  useEffect(() => look(from, to));
  const below = view.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <section
      ref={box}
      aria-label={plain(table.title) || strings.table}
      tabIndex={0}
      className={cn("overflow-auto rounded-lg border border-line", tall ? "h-[72dvh]" : "max-h-[26rem]")}
    >
      <table
        aria-rowcount={count + 1}
        className="w-full table-fixed border-separate border-spacing-0 text-[0.8125rem]"
        style={{ minWidth: widths.reduce((sum, px) => sum + px, 0) }}
      >
        <colgroup>
          {widths.map((px, at) => (
            <col key={at} style={{ width: px }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {table.columns.map((column, at) => (
              <Head key={at} column={column} at={at} sort={sort} setSort={gone || table.totalRows < 2 ? null : setSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={items[0]?.start ?? 0} />
          {items.map((item) => (
            <Row key={item.index} at={item.index} cells={row(item.index)} columns={table.columns} />
          ))}
          <Gap height={below} />
        </tbody>
      </table>
      {count === 0 && <p className="p-4 text-sm text-soft">{strings.emptyTable}</p>}
      {gone && table.totalRows > count && <p className="border-t border-line bg-sand-wash px-3 py-1.5 text-xs text-sand">{strings.gone}</p>}
    </section>
  );
};
export default Table;

const Gap = ({ height }: { height: number }) => (height > 0 ? <tr aria-hidden style={{ height }} /> : null);

type RowProps = { at: number; cells: readonly Cell[] | null; columns: readonly Column[] };

const Row = ({ at, cells, columns }: RowProps) => (
  <tr aria-rowindex={at + 2} className="[&:hover>td]:bg-panel [&>td]:border-b [&>td]:border-line" style={{ height: rowPx }}>
    {columns.map((column, i) =>
      cells ? (
        <BodyCell key={i} value={cells[i] ?? null} numeric={isNumeric(column)} />
      ) : (
        <td key={i} className="px-3">
          <span className="block h-2.5 w-2/3 rounded bg-panel" />
        </td>
      ),
    )}
  </tr>
);

type HeadProps = { column: Column; at: number; sort: Sort; setSort: ((sort: Sort) => void) | null };

/** Unsorted, up, down, unsorted: the kernel sorts, so that all rows take part. */
const Head = ({ column, at, sort, setSort }: HeadProps) => {
  const { plain } = useMapping();
  const mine = sort?.column === at ? sort : null;
  const turn = () =>
    setSort?.(mine === null ? { column: at, descending: false } : mine.descending ? null : { column: at, descending: true });
  const Arrow = mine?.descending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      aria-sort={mine ? (mine.descending ? "descending" : "ascending") : undefined}
      className="sticky top-0 z-10 border-b border-line bg-panel p-0 text-start font-medium"
    >
      <button
        type="button"
        onClick={turn}
        disabled={!setSort}
        title={`${plain(column.name)} (${column.dtype})`}
        className={cn(
          "group flex w-full items-center gap-1 px-3 py-1.5 disabled:cursor-default",
          isNumeric(column) && "flex-row-reverse text-end",
        )}
      >
        <span dir="auto" className="truncate">
          {column.name === "" ? " " : <Unmasked text={column.name} />}
        </span>
        <Arrow aria-hidden className={cn("size-3 shrink-0", mine ? "text-accent" : "opacity-0 group-hover:group-enabled:opacity-40")} />
      </button>
    </th>
  );
};

/** Wide enough for its first rows, within reason. */
function columnPx(table: TableArtifact, column: Column, at: number, plain: (text: string) => string): number {
  const cells = table.rows.slice(0, 30).map((row) => shownCell(row[at] ?? null, plain).length);
  const longest = Math.max(plain(column.name).length + 2, ...cells);
  return Math.round(Math.min(320, Math.max(64, longest * 7.6 + 26)));
}
