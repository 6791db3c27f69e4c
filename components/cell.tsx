import type { Column, Cell as Value } from "../lib/protocol/artifact.ts";
import { cn } from "./ui/cn.ts";

export const isNumeric = (column: Column) => /^(u?int|float|complex|decimal|double)/i.test(column.dtype);

const whole = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 6 });

/** Whole numbers below 10,000 stay ungrouped: they are often years. The full value is in the title. */
export function cellText(value: Value): string {
  if (value === null) return "–";
  if (typeof value !== "number") return String(value);
  if (Math.abs(value) >= 1e15 || (value !== 0 && Math.abs(value) < 1e-4)) return value.toExponential(4);
  if (Number.isInteger(value)) return Math.abs(value) < 10_000 ? String(value) : whole.format(value);
  return Math.abs(value) >= 1000 ? value.toLocaleString("en-GB", { maximumFractionDigits: 2 }) : fine.format(value);
}

export const BodyCell = ({ value, numeric }: { value: Value; numeric: boolean }) => {
  const text = cellText(value);
  return (
    <td
      dir="auto"
      title={text.length > 14 || text !== String(value) ? String(value ?? "") : undefined}
      className={cn("truncate px-3 py-1.5", numeric && "text-right tabular-nums", value === null && "text-faint")}
    >
      {text}
    </td>
  );
};
