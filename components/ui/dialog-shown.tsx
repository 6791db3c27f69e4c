import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import { strings } from "../strings.ts";
import { cn } from "./cn.ts";
import type { WindowProps } from "./dialog.tsx";

/** Without a trigger, who opened it takes it away when it is `closed`. */
type Shown = Omit<WindowProps, "trigger"> & { trigger?: WindowProps["trigger"]; closed?: () => void };

/** The window itself, open from the start: it is fetched when its trigger is used (dialog.tsx). */
const WindowShown = ({ trigger, closed, title, description, wide = false, children }: Shown) => (
  <Dialog.Root defaultOpen onOpenChange={(open) => open || closed?.()}>
    {trigger && <Dialog.Trigger asChild>{trigger}</Dialog.Trigger>}
    <Dialog.Portal>
      <Dialog.Overlay className="fixed inset-0 z-40 bg-veil" />
      <Dialog.Content
        {...(description === undefined ? { "aria-describedby": undefined } : {})}
        className={cn(
          "fixed inset-x-3 top-1/2 z-50 mx-auto flex max-h-[90dvh] -translate-y-1/2 animate-[rise_.16s_ease-out] flex-col overflow-hidden rounded-2xl border border-line bg-card shadow-float focus:outline-none",
          wide ? "max-w-6xl" : "max-w-xl",
        )}
      >
        <header className="flex items-start gap-4 px-6 pt-5 pb-3">
          <div className="min-w-0 flex-1">
            <Dialog.Title className="text-lg font-semibold">{title}</Dialog.Title>
            {description !== undefined && <Dialog.Description className="text-soft">{description}</Dialog.Description>}
          </div>
          <Dialog.Close
            aria-label={strings.close}
            className="-me-2 grid size-9 place-items-center rounded-lg text-soft hover:bg-panel hover:text-ink"
          >
            <X className="size-4" aria-hidden />
          </Dialog.Close>
        </header>
        <div className="min-h-0 flex-1 overflow-auto px-6 pb-6">{children}</div>
      </Dialog.Content>
    </Dialog.Portal>
  </Dialog.Root>
);
export default WindowShown;
