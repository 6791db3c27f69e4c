"use client";
import { useContext, useEffect, useMemo, useRef, useState } from "react";
import type { Cell, TableArtifact } from "../lib/protocol/artifact.ts";
import type { PageRequest } from "../lib/protocol/kernel.ts";
import { PagerContext } from "./pager.ts";

export type Sort = PageRequest["sort"];
const pageRows = 100;

/** Rows of a table by number: the first ones at once, the others as they come into view. */
export function useRows(table: TableArtifact, sort: Sort) {
  const pager = useContext(PagerContext);
  const [loaded, setLoaded] = useState<ReadonlyMap<number, readonly Cell[]>>(new Map());
  const [gone, setGone] = useState(false);
  const asked = useRef(new Set<number>());
  const abort = useRef(new AbortController());

  // biome-ignore lint/correctness/useExhaustiveDependencies: another table or another order begins anew
  useEffect(() => {
    asked.current = new Set();
    abort.current = new AbortController();
    setLoaded(new Map());
    return () => abort.current.abort();
  }, [table, sort]);

  const first = useMemo(() => (sort === null ? table.rows : []), [table, sort]);

  const want = async (page: number) => {
    if (gone || asked.current.has(page)) return;
    asked.current.add(page);
    const { signal } = abort.current;
    const got = await pager({ id: table.id, start: page * pageRows, count: pageRows, sort }, signal);
    if (signal.aborted) return;
    if (!got) return setGone(true);
    setLoaded((old) => new Map([...old, ...got.rows.map((row, at): [number, Cell[]] => [got.start + at, row])]));
  };

  /** Asks for whatever is missing between two row numbers. */
  const look = (from: number, to: number) => {
    for (let row = from; row <= to; row++) if (!first[row] && !loaded.has(row)) void want(Math.floor(row / pageRows));
  };

  const row = (at: number) => first[at] ?? loaded.get(at) ?? null;
  return { row, look, gone };
}
