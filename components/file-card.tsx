"use client";
import { ChevronDown, X } from "lucide-react";
import { Tabs } from "radix-ui";
import { memo, useEffect, useState } from "react";
import type { Item } from "../lib/browser/desk-state.ts";
import type { FileProblem, TableProfile } from "../lib/protocol/profile.ts";
import { FileIcon } from "./file-icon.tsx";
import { bytesText } from "./format.ts";
import { hostText } from "./host-text.ts";
import { useLocale } from "./locale.tsx";
import { strings } from "./strings.ts";
import { TableProfileView } from "./table-profile.tsx";
import { Button } from "./ui/button.tsx";
import { cn } from "./ui/cn.ts";

type Props = { item: Item; progress: Progress | null; fresh: boolean; remove: (name: string) => void };
export type Progress = { what: string; done: number; total: number };

/** One dropped file: being read, read, or not readable and why. Folded to one line once questions are asked. Made anew only when it or the language changes. */
export const FileCard = memo(({ item, progress, fresh, remove }: Props) => {
  useLocale();
  const { state } = item;
  const [open, setOpen] = useState(fresh);
  useEffect(() => setOpen(fresh), [fresh]);
  const busy = state.type === "waiting" || state.type === "reading";
  const format = state.type === "open" ? state.profile.format.toUpperCase() : null;
  return (
    <article
      data-card
      aria-busy={busy}
      aria-label={item.name}
      className="min-w-0 rounded-2xl border border-line bg-card p-4 shadow-card sm:p-5"
    >
      <header className="flex items-center gap-3">
        <span className="grid size-9 shrink-0 place-items-center rounded-lg bg-wash text-accent">
          <FileIcon of={format ?? item.name} className="size-4.5" />
        </span>
        <div className="min-w-0 flex-1">
          <h3 dir="auto" className="truncate text-[0.9375rem] leading-5 font-semibold" title={item.name}>
            {item.name}
          </h3>
          <p className="text-xs text-faint">
            {[format, bytesText(item.bytes), open ? null : sizeOf(item), item.kept === "memory" ? strings.keptInMemory : null]
              .filter((part) => part !== null)
              .join(", ")}
          </p>
        </div>
        {state.type === "open" && (
          <Button
            tone="quiet"
            size="tiny"
            aria-expanded={open}
            aria-label={strings.details(item.name)}
            onClick={() => setOpen(!open)}
            data-print="no"
          >
            <ChevronDown aria-hidden className={cn("transition-transform", open && "rotate-180")} />
          </Button>
        )}
        <Button
          tone="quiet"
          size={busy ? "s" : "tiny"}
          aria-label={busy ? undefined : strings.removeFile(item.name)}
          onClick={() => remove(item.name)}
          data-print="no"
        >
          {busy ? strings.cancel : <X aria-hidden />}
        </Button>
      </header>
      {busy && <Reading progress={state.type === "reading" ? progress : null} waiting={state.type === "waiting"} />}
      {(state.type === "open" || state.type === "failed") && <Problems problems={state.problems} />}
      {state.type === "open" && open && (
        <div className="mt-4 space-y-3">
          {state.profile.notes.map((note, at) => (
            <p key={at} className="text-sm text-soft">
              {hostText(note)}
            </p>
          ))}
          <TablesView tables={state.profile.tables} />
        </div>
      )}
    </article>
  );
});

function sizeOf({ state }: Item): string | null {
  if (state.type !== "open") return null;
  const [only, more] = state.profile.tables;
  return only && !more ? strings.size(only.rows, only.columns.length) : strings.tables(state.profile.tables.length);
}

const Reading = ({ progress, waiting }: { progress: Progress | null; waiting: boolean }) => {
  const share = progress && progress.done > 0 && progress.total > 0 ? Math.min(1, progress.done / progress.total) : null;
  return (
    <div className="mt-3">
      <div
        role="progressbar"
        aria-label={strings.reading}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
        className="h-1 overflow-hidden rounded-full bg-panel"
      >
        {share === null ? (
          <span className="block h-full w-1/3 animate-[sweep_1.4s_ease-in-out_infinite] rounded-full bg-accent" />
        ) : (
          <span className="block h-full rounded-full bg-accent transition-[width]" style={{ width: `${share * 100}%` }} />
        )}
      </div>
      <p className="mt-1.5 text-xs text-faint">{waiting ? strings.waiting : progress ? hostText(progress.what) : strings.reading}</p>
    </div>
  );
};

const Problems = ({ problems }: { problems: readonly FileProblem[] }) =>
  problems.map((problem, at) => (
    <div key={at} role="alert" className="mt-3 rounded-lg border border-bad-line bg-bad-wash px-3.5 py-2.5 text-sm">
      <p className="font-medium text-bad">
        {problem.part === null ? strings.problem : strings.problemPart(problem.part)}
        {problem.line !== null && ` (${strings.line(problem.line)})`}
      </p>
      <p className="text-soft">{hostText(problem.reason)}</p>
      {problem.fix !== "" && (
        <p className="text-soft">
          <span className="font-medium">{strings.fix}</span> {problem.fix}
        </p>
      )}
    </div>
  ));

const TablesView = ({ tables }: { tables: readonly TableProfile[] }) => {
  const [first] = tables;
  if (!first) return null;
  if (tables.length === 1) return <TableProfileView table={first} />;
  return (
    <Tabs.Root defaultValue={first.variable}>
      <Tabs.List aria-label={strings.tables(tables.length)} className="-mx-1 mb-3 flex gap-1 overflow-x-auto px-1 pb-1">
        {tables.map((table) => (
          <Tabs.Trigger
            key={table.variable}
            value={table.variable}
            className="shrink-0 rounded-lg px-2.5 py-1 text-[0.8125rem] text-soft hover:bg-panel data-[state=active]:bg-wash data-[state=active]:font-medium data-[state=active]:text-accent"
          >
            {table.part ?? table.variable}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {tables.map((table) => (
        <Tabs.Content key={table.variable} value={table.variable}>
          <TableProfileView table={table} />
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
};
