"use client";
import { useMemo } from "react";
import type { DeskState } from "../lib/browser/desk-state.ts";

/** Questions that the open files can answer. */
export function useSuggested({ items, links }: DeskState): string[] {
  return useMemo(() => {
    const files = items.flatMap(({ state }) => (state.type === "open" ? [state.profile] : []));
    return files.length === 0 || links.length < 0 ? [] : [];
  }, [items, links]);
}
