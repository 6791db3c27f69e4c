import type { Column, Cell as Value } from "../lib/protocol/artifact.ts";
import { strings } from "./strings.ts";
import { cn } from "./ui/cn.ts";
import { Unmasked } from "./unmasked.tsx";
import { useMapping } from "./use-mapping.ts";

export const isNumeric = (column: Column) => /^(u?int|float|complex|decimal|double)/i.test(column.dtype);

const formatsOf = (tag: string) => ({
  tag,
  whole: new Intl.NumberFormat(tag, { maximumFractionDigits: 0 }),
  large: new Intl.NumberFormat(tag, { maximumFractionDigits: 2 }),
  fine: new Intl.NumberFormat(tag, { maximumSignificantDigits: 6 }),
});
let kept: ReturnType<typeof formatsOf> | null = null;

/** Making a format is slow, and a table has thousands of cells. */
function formats() {
  const { tag } = strings;
  if (kept?.tag !== tag) kept = formatsOf(tag);
  return kept;
}

/** Whole numbers below 10,000 stay ungrouped: they are often years. The full value is in the title. */
export function cellText(value: Value): string {
  if (value === null) return "–";
  if (typeof value !== "number") return String(value);
  if (Math.abs(value) >= 1e15 || (value !== 0 && Math.abs(value) < 1e-4)) return value.toExponential(4);
  if (Number.isInteger(value)) return Math.abs(value) < 10_000 ? String(value) : formats().whole.format(value);
  return Math.abs(value) >= 1000 ? formats().large.format(value) : formats().fine.format(value);
}

/** A cell as it is shown: a whole number may be a token as well. */
export function shownCell(value: Value, plain: (text: string) => string): string {
  const raw = String(value ?? "");
  const text = plain(raw);
  return text === raw ? cellText(value) : text;
}

type BodyProps = {
  value: Value;
  numeric: boolean;
  /** In a grid: what its cells are told by. */
  id?: string;
  place?: string;
  column?: number;
  selected?: boolean;
  className?: string;
};

export const BodyCell = ({ value, numeric, id, place, column, selected, className }: BodyProps) => {
  const { cut, plain } = useMapping();
  const raw = String(value ?? "");
  const masked = cut(raw).some(({ type }) => type === "token");
  const text = masked ? plain(raw) : cellText(value);
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: inside a grid it is a cell of the grid
    <td
      id={id}
      data-place={place}
      aria-colindex={column}
      aria-selected={selected}
      dir="auto"
      title={text.length > 14 || text !== raw ? plain(raw) : undefined}
      className={cn("truncate px-3 py-1.5", numeric && "text-end tabular-nums", value === null && "text-faint", className)}
    >
      {masked ? <Unmasked text={raw} /> : text}
    </td>
  );
};
