import { createContext } from "react";
import type { TablePage } from "../lib/protocol/artifact.ts";
import type { PageRequest } from "../lib/protocol/kernel.ts";

/** Rows of a table that live in the kernel; null when that kernel has ended. */
export type Pager = (request: PageRequest, signal: AbortSignal) => Promise<TablePage | null>;

export const PagerContext = createContext<Pager>(async () => null);
