"use client";
import { Copy, Ellipsis, Pencil, Trash2 } from "lucide-react";
import { AlertDialog, DropdownMenu } from "radix-ui";
import { type ReactNode, useState } from "react";
import { strings } from "../strings.ts";
import { Button } from "../ui/button.tsx";
import { cn } from "../ui/cn.ts";

type Props = { name: string; elsewhere: boolean; rename: () => void; duplicate: () => void; remove: () => void; children?: ReactNode };

/** What can be done with a session besides opening it. Deleting asks first. */
export const SessionMenu = ({ name, elsewhere, rename, duplicate, remove, children }: Props) => {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger asChild>
          <Button tone="quiet" size="tiny" className="m-1.5 shrink-0" aria-label={strings.sessions.actions(name)}>
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            align="end"
            sideOffset={4}
            collisionPadding={12}
            className="z-[60] min-w-44 animate-[rise_.12s_ease-out] rounded-xl border border-line bg-card p-1.5 shadow-float"
          >
            {!elsewhere && (
              <MenuItem icon={<Pencil aria-hidden />} choose={rename}>
                {strings.sessions.rename}
              </MenuItem>
            )}
            <MenuItem icon={<Copy aria-hidden />} choose={duplicate}>
              {strings.sessions.duplicate}
            </MenuItem>
            {children}
            {!elsewhere && (
              <MenuItem icon={<Trash2 aria-hidden />} choose={() => setAsking(true)} bad>
                {strings.sessions.remove}
              </MenuItem>
            )}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <AlertDialog.Root open={asking} onOpenChange={setAsking}>
        <AlertDialog.Portal>
          <AlertDialog.Overlay className="fixed inset-0 z-[60] bg-veil" />
          <AlertDialog.Content className="fixed inset-x-3 top-1/2 z-[70] mx-auto max-w-md -translate-y-1/2 animate-[rise_.16s_ease-out] rounded-2xl border border-line bg-card p-6 shadow-float focus:outline-none">
            <AlertDialog.Title className="text-lg font-semibold">{strings.sessions.removeTitle}</AlertDialog.Title>
            <AlertDialog.Description dir="auto" className="mt-2 text-soft">
              {strings.sessions.removeText(name)}
            </AlertDialog.Description>
            <div className="mt-5 flex flex-wrap justify-end gap-2">
              <AlertDialog.Cancel asChild>
                <Button>{strings.sessions.removeDont}</Button>
              </AlertDialog.Cancel>
              <AlertDialog.Action asChild>
                <Button tone="bad" onClick={remove}>
                  {strings.sessions.removeDo}
                </Button>
              </AlertDialog.Action>
            </div>
          </AlertDialog.Content>
        </AlertDialog.Portal>
      </AlertDialog.Root>
    </>
  );
};

type ItemProps = { icon: ReactNode; choose: () => void; bad?: boolean; children: ReactNode };

export const MenuItem = ({ icon, choose, bad = false, children }: ItemProps) => (
  <DropdownMenu.Item
    onSelect={choose}
    className={cn(
      "flex items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-sm outline-none data-highlighted:bg-panel [&_svg]:size-4",
      bad ? "text-bad" : "[&_svg]:text-faint",
    )}
  >
    {icon}
    {children}
  </DropdownMenu.Item>
);
