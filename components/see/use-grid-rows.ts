"use client";
import { useContext, useEffect, useMemo, useRef, useState } from "react";
import type { Cell, TableArtifact } from "../../lib/protocol/artifact.ts";
import type { ColumnFilter, PageRequest } from "../../lib/protocol/kernel.ts";
import { PagerContext } from "../pager.ts";

export type Order = PageRequest["sort"];
type Row = readonly Cell[];

const pageRows = 200;
const mostPages = 50;
/** A page that is only scrolled past is not asked for. */
const restMs = 40;

export interface GridRows {
  /** Rows that pass the filters; null until that is known. */
  readonly count: number | null;
  readonly row: (at: number) => Row | null;
  /** The kernel that held the table has ended: only its first rows are left. */
  readonly gone: boolean;
  readonly range: (from: number, to: number) => Promise<Row[]>;
}

/** Rows of a table as they come into view; only the latest pages are kept. */
export function useGridRows(
  table: TableArtifact,
  order: Order,
  filters: readonly ColumnFilter[],
  view: { from: number; to: number },
): GridRows {
  const pager = useContext(PagerContext);
  const pages = useRef(new Map<number, Row[]>());
  const [version, setVersion] = useState(0);
  const [found, setFound] = useState<{ key: string; count: number } | null>(null);
  const [gone, setGone] = useState(false);
  const plain = order === null && filters.length === 0;
  const key = JSON.stringify([table.id, order, filters]);
  const latest = useRef(key);
  const request = useMemo(() => ({ id: table.id, sort: order, filters: [...filters] }), [table.id, order, filters]);

  useEffect(() => {
    if (latest.current === key) return;
    latest.current = key;
    pages.current = new Map();
    setVersion((old) => old + 1);
  }, [key]);

  const first = Math.floor(view.from / pageRows);
  const last = Math.floor(Math.max(view.from, view.to - 1) / pageRows);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is missing changes with the version
  useEffect(() => {
    const stop = new AbortController();
    const ask = async () => {
      for (let page = first; page <= last && !stop.signal.aborted; page++) {
        if (pages.current.has(page) || (plain && (page + 1) * pageRows <= table.rows.length)) continue;
        const got = await pager({ ...request, start: page * pageRows, count: pageRows }, stop.signal);
        if (stop.signal.aborted || latest.current !== key) return;
        if (!got) return setGone(true);
        pages.current.set(page, got.rows);
        for (const old of pages.current.keys())
          if (pages.current.size > mostPages && Math.abs(old - page) > mostPages / 2) pages.current.delete(old);
        setFound({ key, count: got.totalRows });
        setVersion((old) => old + 1);
      }
    };
    const timer = setTimeout(() => void ask(), restMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [key, first, last, pager, version]);

  const row = (at: number): Row | null =>
    (plain ? table.rows[at] : undefined) ?? pages.current.get(Math.floor(at / pageRows))?.[at % pageRows] ?? null;
  const range = async (from: number, to: number): Promise<Row[]> => {
    const got = await pager({ ...request, start: from, count: to - from }, new AbortController().signal);
    return got?.rows ?? (plain ? table.rows.slice(from, to) : []);
  };
  const count = gone ? table.rows.length : plain ? table.totalRows : found?.key === key ? found.count : null;
  return { count, row, gone, range };
}
