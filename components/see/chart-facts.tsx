"use client";
import { useMemo } from "react";
import type { ChartArtifact, ImageArtifact, TableArtifact } from "../../lib/protocol/artifact.ts";
import { LookingContext, PagerContext } from "../pager.ts";
import { strings } from "../strings.ts";
import { TableCard } from "../table-card.tsx";
import { Fold } from "../ui/fold.tsx";
import { Unmasked } from "../unmasked.tsx";
import { localPager } from "./local-pager.ts";

const nowhere = { column: null, table: async () => null };

/** Beside a chart: what it shows in words, and the points behind it as a table with its own ways out. */
export const ChartFacts = ({ chart }: { chart: ChartArtifact | ImageArtifact }) => {
  const { data, alt, id, title } = chart;
  const pager = useMemo(() => localPager(data?.rows ?? []), [data]);
  const table = useMemo((): TableArtifact | null => {
    if (!data || data.columns.length === 0) return null;
    const { columns, rows } = data;
    return { kind: "table", id, title: title || strings.chart, columns, rows, totalRows: rows.length, totalColumns: columns.length };
  }, [data, id, title]);
  if (alt === "" && !table) return null;
  return (
    <div data-print="no" className="mt-2">
      <Fold label={table ? strings.charts.facts(data?.totalRows ?? 0) : strings.charts.words}>
        <p dir="auto" className="my-2 text-sm text-soft">
          <Unmasked text={alt} />
        </p>
        {data && data.totalRows > data.rows.length && (
          <p className="mb-2 text-xs text-sand">{strings.shown(data.rows.length, data.totalRows)}</p>
        )}
        {table && (
          <PagerContext value={pager}>
            <LookingContext value={nowhere}>
              <TableCard table={table} />
            </LookingContext>
          </PagerContext>
        )}
      </Fold>
    </div>
  );
};
