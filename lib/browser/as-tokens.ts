import type { Mapping } from "../policy/mask.ts";
import type { TablePage } from "../protocol/artifact.ts";
import type { ColumnFilter, PageRequest } from "../protocol/kernel.ts";
import { isToken } from "./sorted.ts";

export interface Masked {
  /** Of the table. */
  readonly id: string;
  readonly mapping: Mapping;
  readonly ask: (request: PageRequest) => Promise<TablePage | null>;
  /** The text with tokens in the place of originals. */
  readonly masked: (text: string) => Promise<string>;
}

const mostTokens = 200_000;
const look = 200;

/**
 * What the person looks for, as the kernel may know it. The kernel runs generated code and holds tokens: of a masked column it is told the tokens whose values
 * fit, never the words; of any other, the words with tokens in the place of values that are hidden elsewhere.
 * Throws when the table cannot be looked at (the request was given up, its kernel is gone): nothing is known of its columns then.
 */
export async function asTokens(filters: readonly ColumnFilter[], { id, mapping, ask, masked }: Masked): Promise<ColumnFilter[]> {
  if (filters.length === 0 || mapping.size === 0) return [...filters];
  const first = await ask({ id, start: 0, count: look, sort: null });
  if (!first) throw new Error("The table could not be looked at.");
  return Promise.all(
    filters.map(async (filter): Promise<ColumnFilter> => {
      const tokens = first.rows.some((row) => isToken(row[filter.column], mapping)) === true;
      if (filter.type === "text" && tokens) {
        const wanted = filter.text.toLowerCase();
        return { type: "tokens", column: filter.column, tokens: mapping.tokensOf((original) => original.toLowerCase().includes(wanted), mostTokens) };
      }
      if (filter.type === "text") return { ...filter, text: await masked(filter.text) };
      if (filter.type !== "range") return filter;
      return { ...filter, from: filter.from && (await masked(filter.from)), to: filter.to && (await masked(filter.to)) };
    }),
  );
}
