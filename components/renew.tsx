import { AlertDialog } from "radix-ui";
import type { ReactNode } from "react";
import { strings } from "./strings.ts";
import { Button } from "./ui/button.tsx";

/** Begins a new session, after asking: what is removed does not come back. */
export const Renew = ({ renew, children }: { renew: () => void; children: ReactNode }) => (
  <AlertDialog.Root>
    <AlertDialog.Trigger asChild>{children}</AlertDialog.Trigger>
    <AlertDialog.Portal>
      <AlertDialog.Overlay className="fixed inset-0 z-40 bg-veil" />
      <AlertDialog.Content className="fixed inset-x-3 top-1/2 z-50 mx-auto max-w-md -translate-y-1/2 animate-[rise_.16s_ease-out] rounded-2xl border border-line bg-card p-6 shadow-float">
        <AlertDialog.Title className="text-lg font-semibold">{strings.freshTitle}</AlertDialog.Title>
        <AlertDialog.Description className="mt-1 text-soft">{strings.freshText}</AlertDialog.Description>
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <AlertDialog.Cancel asChild>
            <Button>{strings.freshDont}</Button>
          </AlertDialog.Cancel>
          <AlertDialog.Action asChild>
            <Button tone="bad" onClick={renew}>
              {strings.freshDo}
            </Button>
          </AlertDialog.Action>
        </div>
      </AlertDialog.Content>
    </AlertDialog.Portal>
  </AlertDialog.Root>
);
