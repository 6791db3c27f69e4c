import { AlertDialog } from "radix-ui";
import { Button } from "./button.tsx";
import type { ConfirmProps } from "./confirm.tsx";

/** The question itself, asked from the start: it is fetched when its trigger is used (confirm.tsx). */
const ConfirmShown = ({ trigger, title, text, leave, take, onTake }: ConfirmProps) => (
  <AlertDialog.Root defaultOpen>
    <AlertDialog.Trigger asChild>{trigger}</AlertDialog.Trigger>
    <AlertDialog.Portal>
      <AlertDialog.Overlay className="fixed inset-0 z-40 bg-veil" />
      <AlertDialog.Content className="fixed inset-x-3 top-1/2 z-50 mx-auto max-w-md -translate-y-1/2 animate-[rise_.16s_ease-out] rounded-2xl border border-line bg-card p-6 shadow-float focus:outline-none">
        <AlertDialog.Title className="text-lg font-semibold">{title}</AlertDialog.Title>
        <AlertDialog.Description className="mt-2 text-soft">{text}</AlertDialog.Description>
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <AlertDialog.Cancel asChild>
            <Button>{leave}</Button>
          </AlertDialog.Cancel>
          <AlertDialog.Action asChild>
            <Button tone="bad" onClick={onTake}>
              {take}
            </Button>
          </AlertDialog.Action>
        </div>
      </AlertDialog.Content>
    </AlertDialog.Portal>
  </AlertDialog.Root>
);
export default ConfirmShown;
