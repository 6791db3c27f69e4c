import { type Mapping, unmask } from "../policy/mask.ts";
import type { Cell, TablePage } from "../protocol/artifact.ts";
import type { PageRequest } from "../protocol/kernel.ts";

type Ask = (request: PageRequest) => Promise<TablePage | null>;
type Row = readonly Cell[];

/** Larger tables keep the order of their tokens: all their rows would have to come to the page. */
const mostRows = 50_000;
const look = 100;

const byText = new Intl.Collator(undefined, { numeric: true }).compare;

/** Nulls last, as the kernel has them. */
function compare(one: string | null, other: string | null, descending: boolean): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return descending ? byText(other, one) : byText(one, other);
}

/** Puts a table in the order of what its tokens stand for, which the kernel cannot know. Anything else it leaves to the kernel. The last order is remembered. */
export class Sorted {
  private last: { key: string; rows: Row[] } | null = null;

  async page(request: PageRequest, mapping: Mapping, ask: Ask): Promise<TablePage | null> {
    const { id, sort, start, count, filters } = request;
    if (sort === null || mapping.size === 0) return ask(request);
    const key = JSON.stringify([id, sort, filters]);
    const rows = this.last?.key === key ? this.last.rows : await ordered(request, mapping, ask);
    if (rows === null) return ask(request);
    this.last = { key, rows };
    return { start, rows: rows.slice(start, start + count).map((row) => [...row]), totalRows: rows.length };
  }
}

/** All rows in the order of what the person reads; null where the column holds no token, or the table is too large. */
async function ordered({ id, sort, filters }: PageRequest, mapping: Mapping, ask: Ask): Promise<Row[] | null> {
  const first = await ask({ id, sort: null, start: 0, count: look, filters });
  if (!first || !sort || first.totalRows > mostRows || !first.rows.some((row) => isToken(row[sort.column], mapping))) return null;
  const all = first.totalRows <= look ? first : await ask({ id, sort: null, start: 0, count: first.totalRows, filters });
  if (!all) return null;
  const shown = all.rows.map((row) => ({ row, text: textOf(row[sort.column], mapping) }));
  return shown.sort((one, other) => compare(one.text, other.text, sort.descending)).map(({ row }) => row);
}

export const isToken = (cell: Cell | undefined, mapping: Mapping): boolean => (typeof cell === "string" || typeof cell === "number") && mapping.original(String(cell)) !== undefined;

const textOf = (cell: Cell | undefined, mapping: Mapping): string | null => (cell === null || cell === undefined ? null : unmask(String(cell), mapping));
