"use client";
import { Download, Table2 } from "lucide-react";
import { lazy, Suspense, useContext } from "react";
import { csv, tsv } from "../lib/agent/export/csv.ts";
import { unmaskRows } from "../lib/policy/unmask/cells.ts";
import type { Cell, TableArtifact } from "../lib/protocol/artifact.ts";
import { allRows } from "./all-rows.ts";
import { Card } from "./card.tsx";
import { CopyButton } from "./copy.tsx";
import { ExportingContext } from "./exporting.ts";
import { FullScreen } from "./full-screen.tsx";
import { PagerContext } from "./pager.ts";
import { stem } from "./save.ts";
import { strings } from "./strings.ts";
import { Button } from "./ui/button.tsx";
import { Tip } from "./ui/tip.tsx";
import { useMapping } from "./use-mapping.ts";

const Table = lazy(() => import("./table.tsx"));
const Grid = lazy(() => import("./see/grid.tsx"));
const bom = "\ufeff";

export const TableCard = ({ table }: { table: TableArtifact }) => {
  const { shown, plain } = useMapping();
  const pager = useContext(PagerContext);
  const handOut = useContext(ExportingContext);
  const title = plain(table.title) || strings.table;
  const give = (all: readonly (readonly Cell[])[], to: "file" | "clipboard") => {
    const { rows, counts } = unmaskRows(all, shown);
    const file = to === "file";
    const content = file ? new Blob([bom, csv(rows)], { type: "text/csv;charset=utf-8" }) : new Blob([tsv(rows)], { type: "text/plain" });
    const columns = table.columns.map(({ name }, at) => ({ column: name, values: counts[at] ?? 0 }));
    const format = file ? "csv" : "clipboard";
    const leaving = { artifact: table.id, file: `${stem(table.title || strings.table)}.csv`, format, content };
    return handOut({ ...leaving, unmasked: counts.some((count) => count > 0) }, { name: `${stem(title)}.csv`, to, columns });
  };
  const download = async () => give(await allRows(table, pager, AbortSignal.timeout(120_000)), "file");
  const copy = () => give([table.columns.map((column) => column.name), ...table.rows], "clipboard");
  const cut = table.totalColumns > table.columns.length ? `, ${strings.columnsCut(table.columns.length, table.totalColumns)}` : "";
  return (
    <Card
      icon={Table2}
      title={table.title || strings.table}
      note={`${strings.size(table.totalRows, table.totalColumns)}${cut}`}
      actions={
        <>
          <CopyButton label={strings.copyTsv} text={copy} />
          <Tip text={strings.downloadAs(strings.csv)}>
            <Button size="s" aria-label={strings.downloadAs(strings.csv)} onClick={download}>
              <Download aria-hidden />
            </Button>
          </Tip>
          <FullScreen title={title}>
            <Waiting>
              <Grid table={table} />
            </Waiting>
          </FullScreen>
        </>
      }
    >
      <Waiting>
        <Table table={table} />
      </Waiting>
    </Card>
  );
};

const Waiting = ({ children }: { children: React.ReactNode }) => (
  <Suspense fallback={<div className="h-40 rounded-lg bg-panel" />}>{children}</Suspense>
);
