"use client";
import { Dialog } from "radix-ui";
import { useEffect, useState } from "react";
import type { Inside, Wanted } from "../../lib/browser/take/session-file.ts";
import { bytesText } from "../format.ts";
import { strings } from "../strings.ts";
import { Button } from "../ui/button.tsx";

type Props = { name: string; inside: () => Promise<Inside | null>; take: (wanted: Wanted) => Promise<boolean>; close: () => void };

/** Asks what goes into the file before a session leaves: the data only when it is asked for, and what is masked only when that is agreed to. */
export const ExportWindow = ({ name, inside, take, close }: Props) => {
  const [there, setThere] = useState<Inside | null>(null);
  const [wanted, setWanted] = useState<Wanted>({ files: false, mapping: false });
  const [busy, setBusy] = useState(false);
  useEffect(() => void inside().then(setThere), [inside]);
  const go = async () => {
    setBusy(true);
    const done = await take(wanted);
    setBusy(false);
    if (done) close();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => open || close()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-[60] bg-veil" />
        <Dialog.Content className="fixed inset-x-3 top-1/2 z-[70] mx-auto max-h-[90dvh] max-w-md -translate-y-1/2 animate-[rise_.16s_ease-out] overflow-y-auto rounded-2xl border border-line bg-card p-6 shadow-float focus:outline-none">
          <Dialog.Title className="text-lg font-semibold">{strings.sessions.exportTitle}</Dialog.Title>
          <Dialog.Description dir="auto" className="mt-1 text-sm text-soft">
            {strings.sessions.exportText(name)}
          </Dialog.Description>
          <div className="mt-4 space-y-3">
            {there !== null && there.files > 0 && (
              <Choice
                label={strings.sessions.exportFiles(there.files, bytesText(there.bytes))}
                hint={strings.sessions.exportFilesHint}
                on={wanted.files}
                set={(files) => setWanted({ ...wanted, files })}
              />
            )}
            {there?.masked && (
              <Choice
                label={strings.sessions.exportMapping}
                hint={strings.sessions.exportMappingHint}
                on={wanted.mapping}
                set={(mapping) => setWanted({ ...wanted, mapping })}
              />
            )}
          </div>
          <p className="mt-4 text-xs text-faint">{strings.sessions.exportRecorded}</p>
          <div className="mt-5 flex flex-wrap justify-end gap-2">
            <Button onClick={close}>{strings.cancel}</Button>
            <Button tone="solid" onClick={go} disabled={busy || there === null}>
              {busy ? strings.sessions.exporting : strings.sessions.exportDo}
            </Button>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
};

const Choice = ({ label, hint, on, set }: { label: string; hint: string; on: boolean; set: (on: boolean) => void }) => (
  <label className="flex items-start gap-2.5 rounded-lg border border-line px-3 py-2.5 text-sm has-checked:border-accent has-checked:bg-wash">
    <input type="checkbox" checked={on} onChange={(event) => set(event.target.checked)} className="mt-1 size-4 accent-(--accent)" />
    <span className="min-w-0">
      <span className="block font-medium">{label}</span>
      <span className="block text-[0.8125rem] text-soft">{hint}</span>
    </span>
  </label>
);
