"use client";
import { Download, Table2 } from "lucide-react";
import { lazy, Suspense, useContext } from "react";
import type { TableArtifact } from "../lib/protocol/artifact.ts";
import { allRows } from "./all-rows.ts";
import { Card } from "./card.tsx";
import { CopyButton } from "./copy.tsx";
import { csv, tsv } from "./csv.ts";
import { FullScreen } from "./full-screen.tsx";
import { PagerContext } from "./pager.ts";
import { save, stem } from "./save.ts";
import { strings } from "./strings.ts";
import { Button } from "./ui/button.tsx";
import { Tip } from "./ui/tip.tsx";

const Table = lazy(() => import("./table.tsx"));
const bom = "\ufeff";

export const TableCard = ({ table }: { table: TableArtifact }) => {
  const pager = useContext(PagerContext);
  const download = async () => {
    const rows = await allRows(table, pager, AbortSignal.timeout(120_000));
    save(`${stem(table.title || strings.table)}.csv`, new Blob([bom, csv(rows)], { type: "text/csv;charset=utf-8" }));
  };
  const header = table.columns.map((column) => column.name);
  const cut = table.totalColumns > table.columns.length ? `, ${strings.columnsCut(table.columns.length, table.totalColumns)}` : "";
  return (
    <Card
      icon={Table2}
      title={table.title || strings.table}
      note={`${strings.size(table.totalRows, table.totalColumns)}${cut}`}
      actions={
        <>
          <CopyButton label={strings.copyTsv} text={() => tsv([header, ...table.rows])} />
          <Tip text={strings.downloadAs(strings.csv)}>
            <Button size="s" aria-label={strings.downloadAs(strings.csv)} onClick={download}>
              <Download aria-hidden />
            </Button>
          </Tip>
          <FullScreen title={table.title || strings.table}>
            <Waiting>
              <Table table={table} tall />
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
