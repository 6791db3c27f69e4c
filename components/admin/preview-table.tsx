import type { ReactNode } from "react";
import type { PreviewColumn, PreviewTable } from "../../lib/browser/admin/preview.ts";
import type { Cell } from "../../lib/protocol/artifact.ts";
import type { ColumnProfile } from "../../lib/protocol/profile.ts";
import { cellText } from "../cell.tsx";
import { shareText } from "../format.ts";
import { cn } from "../ui/cn.ts";
import { Chip } from "./part.tsx";
import { wordsOf } from "./words.ts";

const say = wordsOf("masking");

const head = "px-3 py-1.5 text-start font-medium whitespace-nowrap";
const cell = "px-3 py-1.5 align-top";

const Scroll = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-label={title} tabIndex={0} className="overflow-x-auto rounded-lg border border-line">
    <table className="w-full text-[0.8125rem]">
      <caption className="sr-only">{title}</caption>
      {children}
    </table>
  </section>
);

/** Each column: what it was taken for, why, and what the model is told of it. */
export const PreviewColumns = ({ table }: { table: PreviewTable }) => (
  <Scroll title={say.columns}>
    <thead className="bg-panel">
      <tr>
        {[say.column, say.class, say.reason, say.inClear, say.told].map((name) => (
          <th key={name} scope="col" className={head}>
            {name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {table.columns.map((column, at) => (
        <Column key={at} column={column} />
      ))}
    </tbody>
  </Scroll>
);

const tones = { safe: "good", sensitive: "bad", unknown: "sand" } as const;

const Column = ({ column: { seen, told, verdict } }: { column: PreviewColumn }) => (
  <tr className="border-t border-line">
    <th scope="row" className={cn(cell, "max-w-48 text-start font-normal break-words")}>
      {seen.name}
    </th>
    <td className={cell}>
      {verdict && (
        <Chip tone={tones[verdict.class]}>
          {say.classes[verdict.class]}
          {verdict.class !== "safe" && `: ${verdict.type}`}
        </Chip>
      )}
    </td>
    <td className={cn(cell, "min-w-48 text-soft")}>{verdict && `${verdict.reason} (${shareText(verdict.confidence)})`}</td>
    <td className={cn(cell, "min-w-44 break-words")}>{factsOf(seen)}</td>
    <td className={cn(cell, "min-w-44 break-words")}>
      {told === null ? say.notTold : `${told.name === seen.name ? "" : `${told.name}: `}${factsOf(told)}`}
    </td>
  </tr>
);

/** A profile in a line: what there is of range, examples and counts. */
function factsOf({ dtype, min, max, examples, top, distinct }: ColumnProfile): string {
  const shown = examples.length > 0 ? examples : top.map(([value]) => value);
  const range = min !== null && max !== null ? `${min} … ${max}` : "";
  return [dtype, say.distinct(distinct), range, shown.slice(0, 3).join(", ")].filter((part) => part !== "").join("; ");
}

/** The first rows twice: as the person sees them, and as generated code finds them. */
export const PreviewRows = ({ table, masked }: { table: PreviewTable; masked: boolean }) => (
  <div className={cn("grid gap-4", masked && "xl:grid-cols-2")}>
    <Rows title={say.youSee} names={table.names} rows={table.real} others={table.rows} />
    {masked && <Rows title={say.codeSees} names={table.names} rows={table.rows} others={table.real} />}
  </div>
);

type RowsProps = { title: string; names: readonly string[]; rows: readonly (readonly Cell[])[]; others: readonly (readonly Cell[])[] };

const Rows = ({ title, names, rows, others }: RowsProps) => (
  <div className="min-w-0">
    <h3 className="mb-1.5 text-sm font-semibold">{title}</h3>
    <Scroll title={title}>
      <thead className="bg-panel">
        <tr>
          {names.map((name, at) => (
            <th key={at} scope="col" className={head}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at} className="border-t border-line">
            {row.map((value, place) => (
              <td
                key={place}
                className={cn(cell, "max-w-56 truncate whitespace-nowrap", others[at]?.[place] !== value && "bg-sand-wash text-sand")}
              >
                {cellText(value)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Scroll>
  </div>
);
