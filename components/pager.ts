import { createContext } from "react";
import type { TableArtifact, TablePage } from "../lib/protocol/artifact.ts";
import type { ColumnFacts, ColumnRequest, PageRequest } from "../lib/protocol/kernel.ts";

/** Rows of a table that live in the kernel; null when that kernel has ended. */
export type Pager = (request: PageRequest, signal: AbortSignal) => Promise<TablePage | null>;

export const PagerContext = createContext<Pager>(async () => null);

/** What else is asked of tables in the kernel; `column` is null where nothing more than rows can be had. */
export interface Looking {
  readonly column: ((request: ColumnRequest, signal: AbortSignal) => Promise<ColumnFacts | null>) | null;
  readonly table: (name: string) => Promise<TableArtifact | null>;
}

export const LookingContext = createContext<Looking>({ column: null, table: async () => null });
