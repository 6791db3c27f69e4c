"use client";
import { Plus, X } from "lucide-react";
import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import type { Item } from "../lib/browser/desk-state.ts";
import { FileIcon } from "./file-icon.tsx";
import { bytesText } from "./format.ts";
import { SafetyLine } from "./safety.tsx";
import { Gallery } from "./see/gallery.tsx";
import { VariableRow } from "./see/variable-row.tsx";
import { strings } from "./strings.ts";
import { Button } from "./ui/button.tsx";
import { cn } from "./ui/cn.ts";
import type { Analyst } from "./use-analyst.ts";

type Props = { analyst: Analyst; pick: () => void };

/** Files and variables, always in view on a wide screen. */
export const Side = (props: Props) => (
  <aside
    data-print="no"
    data-shortcut="side"
    tabIndex={-1}
    aria-label={strings.sideTitle}
    className="sticky top-14 hidden h-[calc(100dvh-3.5rem)] w-72 shrink-0 flex-col overflow-y-auto border-e border-line bg-panel px-4 py-5 lg:flex xl:w-80"
  >
    <Content {...props} />
  </aside>
);

/** The same as a drawer on a narrow one. */
export const Drawer = ({ open, setOpen, always = false, ...props }: Props & { open: boolean; setOpen: (open: boolean) => void; always?: boolean }) => (
  <Dialog.Root open={open} onOpenChange={setOpen}>
    <Dialog.Portal>
      <Dialog.Overlay className={cn("fixed inset-0 z-40 bg-veil", !always && "lg:hidden")} />
      <Dialog.Content
        aria-describedby={undefined}
        className={cn(
          "fixed inset-y-0 start-0 z-50 flex w-[min(20rem,88vw)] animate-[slide-in_.2s_ease-out] rtl:[--from:100%] flex-col overflow-y-auto border-e border-line bg-panel px-4 py-4 shadow-float focus:outline-none",
          !always && "lg:hidden",
        )}
      >
        <div className="mb-2 flex items-center justify-between">
          <Dialog.Title className="text-sm font-semibold">{strings.sideTitle}</Dialog.Title>
          <Dialog.Close asChild>
            <Button tone="quiet" size="icon" aria-label={strings.closeSide}>
              <X aria-hidden />
            </Button>
          </Dialog.Close>
        </div>
        <Content {...props} />
      </Dialog.Content>
    </Dialog.Portal>
  </Dialog.Root>
);

/** Names the code has made for itself: they hold no data. */
const machinery = new Set(["function", "module", "type", "builtin_function_or_method", "method", "Result"]);

const Content = ({ analyst, pick }: Props) => {
  const shown = analyst.state.variables.filter(({ type }) => !machinery.has(type));
  return (
    <>
      <Part
        title={strings.files}
        action={
          <Button tone="quiet" size="s" onClick={pick}>
            <Plus aria-hidden />
            {strings.addFiles}
          </Button>
        }
      >
        <ul className="space-y-0.5">
          {analyst.state.items.map((item) => (
            <FileRow key={item.name} item={item} remove={() => analyst.remove(item.name)} />
          ))}
        </ul>
      </Part>
      <Part title={strings.variables}>
        {shown.length === 0 ? (
          <p className="text-[0.8125rem] text-faint">{strings.noVariables}</p>
        ) : (
          <ul className="space-y-1">
            {shown.map((one) => (
              <VariableRow key={one.name} variable={one} />
            ))}
          </ul>
        )}
      </Part>
      <Gallery session={analyst.state.session} />
      <div className="mt-auto pt-6">
        <SafetyLine short />
      </div>
    </>
  );
};

const Part = ({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) => (
  <section className="mb-7">
    <div className="mb-2 flex h-7 items-center justify-between">
      <h2 className="text-[0.8125rem] font-semibold">{title}</h2>
      {action}
    </div>
    {children}
  </section>
);

const FileRow = ({ item, remove }: { item: Item; remove: () => void }) => (
  <li className="group -mx-2 flex items-center gap-2.5 rounded-lg px-2 py-1.5 hover:bg-card">
    <FileIcon of={item.name} className={cn("size-4 shrink-0", item.state.type === "failed" ? "text-bad" : "text-faint")} />
    <span className="min-w-0 flex-1 leading-tight">
      <span dir="auto" className="block truncate text-[0.8125rem]" title={item.name}>
        {item.name}
      </span>
      <span className={cn("block text-xs", item.state.type === "failed" ? "text-bad" : "text-faint")}>{noteOf(item)}</span>
    </span>
    <button
      type="button"
      onClick={remove}
      aria-label={strings.removeFile(item.name)}
      className="grid size-6 shrink-0 place-items-center rounded-md text-faint opacity-0 group-hover:opacity-100 hover:text-ink focus-visible:opacity-100 max-lg:opacity-100"
    >
      <X aria-hidden className="size-3.5" />
    </button>
  </li>
);

function noteOf({ state, bytes }: Item): string {
  if (state.type === "waiting") return strings.waiting;
  if (state.type === "reading") return strings.reading;
  if (state.type === "failed") return strings.problem;
  const [only, more] = state.profile.tables;
  return only && !more ? strings.rows(only.rows) : `${strings.tables(state.profile.tables.length)}, ${bytesText(bytes)}`;
}
