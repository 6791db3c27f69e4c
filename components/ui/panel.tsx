import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import { strings } from "../strings.ts";
import { cn } from "./cn.ts";

type Props = { title: string; mono?: boolean; children: ReactNode };

/** The content of a wide window whose opening is someone else's business. */
export const Panel = ({ title, mono = false, children }: Props) => (
  <Dialog.Portal>
    <Dialog.Overlay className="fixed inset-0 z-50 bg-veil" />
    <Dialog.Content
      aria-describedby={undefined}
      className="fixed inset-x-3 top-1/2 z-50 mx-auto flex max-h-[92dvh] max-w-6xl -translate-y-1/2 animate-[rise_.16s_ease-out] flex-col overflow-hidden rounded-2xl border border-line bg-card shadow-float focus:outline-none"
    >
      <header className="flex items-start gap-4 px-4 pt-4 pb-2 sm:px-6">
        <Dialog.Title dir="auto" className={cn("min-w-0 flex-1 truncate text-lg font-semibold", mono && "font-mono text-base")}>
          {title}
        </Dialog.Title>
        <Dialog.Close
          aria-label={strings.close}
          className="-me-2 grid size-9 shrink-0 place-items-center rounded-lg text-soft hover:bg-panel hover:text-ink"
        >
          <X className="size-4" aria-hidden />
        </Dialog.Close>
      </header>
      <div className="min-h-0 flex-1 overflow-auto px-4 pb-4 sm:px-6 sm:pb-6">{children}</div>
    </Dialog.Content>
  </Dialog.Portal>
);
