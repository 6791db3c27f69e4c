import { Ban, Braces, CalendarDays, Clock3, Eye, EyeOff, Hash, KeyRound, type LucideIcon, Tags, ToggleLeft, Type } from "lucide-react";
import type { ColumnKind, ColumnProfile } from "../lib/protocol/profile.ts";
import { shareText, valueText } from "./format.ts";
import { hostText } from "./host-text.ts";
import { strings } from "./strings.ts";
import { cn } from "./ui/cn.ts";

const icons: Record<ColumnKind, LucideIcon> = {
  integer: Hash,
  number: Hash,
  boolean: ToggleLeft,
  datetime: CalendarDays,
  date: CalendarDays,
  time: Clock3,
  duration: Clock3,
  category: Tags,
  text: Type,
  identifier: KeyRound,
  nested: Braces,
  empty: Ban,
};
const bars = 4;

/** One column at a glance: what it holds, how full it is, how its values are spread. */
export const ColumnTile = ({ column, rows }: { column: ColumnProfile; rows: number }) => {
  const Icon = icons[column.kind];
  const meaning =
    column.semantic === null || column.semantic === column.kind
      ? hostText(column.kind)
      : `${hostText(column.kind)}, ${hostText(column.semantic)}`;
  return (
    <li className="flex min-w-0 flex-col gap-1.5 rounded-lg border border-line bg-card px-3 py-2.5">
      <div className="flex items-center gap-1.5">
        <Icon aria-hidden className="size-3.5 shrink-0 text-faint" />
        <span dir="auto" title={column.name} className="truncate text-[0.8125rem] font-semibold">
          {column.name || " "}
        </span>
      </div>
      <p className="truncate text-xs text-faint" title={`${meaning}, ${column.dtype}`}>
        {meaning}
      </p>
      <Spread column={column} rows={rows} />
      <p className="mt-auto flex justify-between gap-2 pt-0.5 text-xs text-faint">
        <span>{strings.distinct(column.distinct)}</span>
        {rows > 0 && column.nulls > 0 && (
          <span className={cn(column.nulls / rows > 0.2 && "font-medium text-sand")}>{strings.empty(shareText(column.nulls / rows))}</span>
        )}
      </p>
      <Sight masked={column.masked} />
      {column.note !== null && (
        <p className="truncate text-xs text-faint" title={column.note}>
          {column.note}
        </p>
      )}
    </li>
  );
};

/** Whether a model sees the values of the column; nothing is said where nobody has decided. */
const Sight = ({ masked }: { masked: ColumnProfile["masked"] }) => {
  if (masked === undefined) return null;
  const Icon = masked === null ? Eye : EyeOff;
  const words = masked === null ? strings.masking.columnShown : strings.masking.columnMasked(masked.type);
  return (
    <p
      title={masked === null ? strings.masking.columnShownWhy : strings.masking.columnMaskedWhy(masked.type, masked.reason)}
      className={cn("flex min-w-0 items-center gap-1.5 text-xs", masked === null ? "text-faint" : "font-medium text-accent")}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <span className="truncate">{words}</span>
    </p>
  );
};

const Spread = ({ column, rows }: { column: ColumnProfile; rows: number }) => {
  if (column.top.length > 0 && column.kind !== "number") return <Bars top={column.top.slice(0, bars)} rows={rows} />;
  if (column.min !== null && column.max !== null) return <Range min={column.min} max={column.max} mean={column.mean} />;
  return column.examples.length === 0 ? null : (
    <p dir="auto" className="line-clamp-2 text-xs break-all text-soft">
      {column.examples.slice(0, 3).join(", ")}
    </p>
  );
};

const Bars = ({ top, rows }: { top: readonly (readonly [string, number])[]; rows: number }) => {
  const largest = Math.max(1, ...top.map(([, count]) => count));
  return (
    <ul className="space-y-0.5">
      {top.map(([value, count], at) => (
        <li
          key={at}
          className="relative flex justify-between gap-2 overflow-hidden rounded-[4px] px-1.5 text-xs leading-5"
          title={`${value}: ${count.toLocaleString(strings.tag)}`}
        >
          <span aria-hidden className="absolute inset-y-0 start-0 rounded-[4px] bg-wash" style={{ width: `${(100 * count) / largest}%` }} />
          <span dir="auto" className="relative truncate">
            {value === "" ? "“”" : value}
          </span>
          <span className="relative shrink-0 text-soft">{rows > 0 ? shareText(count / rows) : count}</span>
        </li>
      ))}
    </ul>
  );
};

const Range = ({ min, max, mean }: { min: string; max: string; mean: number | null }) => {
  const [low, high] = [Number(min), Number(max)];
  const at = mean === null || !(high > low) ? null : Math.min(1, Math.max(0, (mean - low) / (high - low)));
  return (
    <div
      className="py-0.5"
      title={mean === null ? undefined : strings.mean(mean.toLocaleString(strings.tag, { maximumSignificantDigits: 6 }))}
    >
      <span aria-hidden className="relative block h-1 rounded-full bg-wash">
        {at !== null && <span className="absolute top-1/2 size-2 -translate-1/2 rounded-full bg-accent" style={{ left: `${at * 100}%` }} />}
      </span>
      <p className="mt-1 flex flex-wrap justify-between gap-x-2 text-xs text-soft">
        <span className="max-w-full truncate">{valueText(min)}</span>
        <span className="max-w-full truncate">{valueText(max)}</span>
      </p>
    </div>
  );
};
