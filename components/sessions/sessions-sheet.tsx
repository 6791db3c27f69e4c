"use client";
import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import { strings } from "../strings.ts";
import { Button } from "../ui/button.tsx";
import type { Analyst } from "../use-analyst.ts";
import { SessionList } from "./session-list.tsx";

/** The sessions of this browser, in a sheet at the side. */
const SessionsSheet = ({ analyst, close }: { analyst: Analyst; close: () => void }) => (
  <Dialog.Root open onOpenChange={(open) => open || close()}>
    <Dialog.Portal>
      <Dialog.Overlay className="fixed inset-0 z-40 bg-veil" />
      <Dialog.Content className="fixed inset-y-0 end-0 z-50 flex w-[min(27rem,100vw)] animate-[rise_.16s_ease-out] flex-col border-s border-line bg-paper shadow-float focus:outline-none">
        <header className="flex items-start gap-3 px-5 pt-4 pb-3">
          <div className="min-w-0 flex-1">
            <Dialog.Title className="text-lg font-semibold">{strings.sessions.title}</Dialog.Title>
            <Dialog.Description className="text-[0.8125rem] text-soft">{strings.sessions.text}</Dialog.Description>
          </div>
          <Dialog.Close asChild>
            <Button tone="quiet" size="icon" className="-me-2" aria-label={strings.close}>
              <X aria-hidden />
            </Button>
          </Dialog.Close>
        </header>
        <SessionList analyst={analyst} close={close} />
      </Dialog.Content>
    </Dialog.Portal>
  </Dialog.Root>
);
export default SessionsSheet;
