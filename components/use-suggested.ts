"use client";
import { useEffect, useState } from "react";
import type { DeskState } from "../lib/browser/desk-state.ts";

/** Questions that the open files can answer. Who knows them is loaded with the first file. */
export function useSuggested({ items, links }: DeskState): readonly string[] {
  const [questions, setQuestions] = useState<readonly string[]>([]);
  useEffect(() => {
    const files = items.flatMap(({ state }) => (state.type === "open" ? [state.profile] : []));
    if (files.length === 0) return setQuestions([]);
    const gone = new AbortController();
    import("../lib/analyst/suggest.ts").then(({ suggest }) => {
      if (!gone.signal.aborted) setQuestions(suggest({ files, links: [...links], problems: [] }));
    });
    return () => gone.abort();
  }, [items, links]);
  return questions;
}
