import type { Kept } from "../../protocol/audit.ts";
import { canonical } from "./canonical.ts";

/** The text that the hash of an entry of the page's own chain is of. */
export const keptText = ({ chain, number, at, previous }: Omit<Kept, "hash">, record: unknown): string =>
  canonical({ chain, number, at, previous, record });
