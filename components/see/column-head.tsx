"use client";
import { ArrowDown, ArrowUp, ChevronDown, Filter } from "lucide-react";
import { Popover } from "radix-ui";
import type { Column, TableArtifact } from "../../lib/protocol/artifact.ts";
import type { ColumnFilter } from "../../lib/protocol/kernel.ts";
import { isNumeric } from "../cell.tsx";
import type { Looking } from "../pager.ts";
import { strings } from "../strings.ts";
import { Button } from "../ui/button.tsx";
import { cn } from "../ui/cn.ts";
import { Unmasked } from "../unmasked.tsx";
import { useMapping } from "../use-mapping.ts";
import { ColumnFactsView } from "./column-facts.tsx";
import { FilterForm } from "./filter-form.tsx";
import type { Order } from "./use-grid-rows.ts";

type Props = {
  id: string;
  active: boolean;
  table: TableArtifact;
  column: Column;
  at: number;
  order: Order;
  filters: readonly ColumnFilter[];
  facts: Looking["column"];
  open: boolean;
  setOpen: (open: boolean) => void;
  /** Null where the order cannot be changed any more. */
  sort: ((order: Order) => void) | null;
  filter: (filters: readonly ColumnFilter[]) => void;
};

/** The name of a column, and behind it what can be done with it. */
export const ColumnHead = ({ id, active, table, column, at, order, filters, facts, open, setOpen, sort, filter }: Props) => {
  const { plain } = useMapping();
  const mine = order?.column === at ? order : null;
  const filtered = filters.some((one) => one.column === at);
  const turn = (descending: boolean) => sort?.(mine?.descending === descending ? null : { column: at, descending });
  return (
    <th
      id={id}
      scope="col"
      data-place={`-1 ${at}`}
      aria-colindex={at + 1}
      aria-sort={mine ? (mine.descending ? "descending" : "ascending") : undefined}
      className={cn(
        "sticky top-0 z-10 border-b border-line bg-panel p-0 text-start font-medium",
        active && "outline-accent -outline-offset-2 group-focus/grid:outline-2",
      )}
    >
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger asChild>
          <button
            type="button"
            tabIndex={-1}
            aria-label={strings.grid.column(plain(column.name))}
            title={`${plain(column.name)} (${column.dtype})`}
            className={cn("flex w-full items-center gap-1 px-3 py-1.5 hover:bg-sunken", isNumeric(column) && "flex-row-reverse")}
          >
            <span dir="auto" className="truncate">
              {column.name === "" ? " " : <Unmasked text={column.name} />}
            </span>
            {mine &&
              (mine.descending ? (
                <ArrowDown aria-hidden className="size-3 shrink-0 text-accent" />
              ) : (
                <ArrowUp aria-hidden className="size-3 shrink-0 text-accent" />
              ))}
            {filtered && <Filter aria-hidden className="size-3 shrink-0 text-accent" />}
            <ChevronDown aria-hidden className={cn("size-3 shrink-0 text-faint", isNumeric(column) ? "me-auto" : "ms-auto")} />
          </button>
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            align="start"
            sideOffset={4}
            collisionPadding={10}
            aria-label={strings.grid.column(plain(column.name))}
            onCloseAutoFocus={(event) => event.preventDefault()}
            className="z-[60] max-h-[min(34rem,var(--radix-popover-content-available-height))] w-[min(19rem,92vw)] animate-[rise_.12s_ease-out] overflow-y-auto rounded-xl border border-line bg-card p-3 text-[0.8125rem] shadow-float focus:outline-none"
          >
            <div className="mb-3 grid grid-cols-2 gap-2">
              <Button
                size="s"
                disabled={!sort}
                aria-pressed={mine?.descending === false}
                onClick={() => turn(false)}
                className={cn(mine?.descending === false && "border-accent text-accent")}
              >
                <ArrowUp aria-hidden />
                {strings.grid.up}
              </Button>
              <Button
                size="s"
                disabled={!sort}
                aria-pressed={mine?.descending === true}
                onClick={() => turn(true)}
                className={cn(mine?.descending === true && "border-accent text-accent")}
              >
                <ArrowDown aria-hidden />
                {strings.grid.down}
              </Button>
            </div>
            {facts && (
              <>
                <FilterForm
                  column={column}
                  at={at}
                  filters={filters.filter((one) => one.column === at)}
                  apply={(made) => {
                    filter(made);
                    setOpen(false);
                  }}
                />
                <ColumnFactsView request={{ id: table.id, column: at, filters: [...filters] }} facts={facts} />
              </>
            )}
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    </th>
  );
};
