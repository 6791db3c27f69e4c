import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";

type Choice<Id> = { readonly id: Id; readonly label: string; readonly hint: string };
type Props<Id> = { trigger: ReactNode; label: string; choices: readonly Choice<Id>[]; choose: (id: Id) => void };

/** One of several things to do. */
export const Actions = <Id extends string>({ trigger, label, choices, choose }: Props<Id>) => (
  <DropdownMenu.Root modal={false}>
    <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
    <DropdownMenu.Portal>
      <DropdownMenu.Content
        align="start"
        sideOffset={6}
        collisionPadding={12}
        className="z-50 max-h-(--radix-dropdown-menu-content-available-height) max-w-[min(24rem,92vw)] min-w-60 animate-[rise_.12s_ease-out] overflow-y-auto rounded-xl border border-line bg-card p-1.5 shadow-float"
      >
        <DropdownMenu.Label className="px-2.5 pt-1 pb-1.5 text-xs text-faint">{label}</DropdownMenu.Label>
        {choices.map((choice) => (
          <DropdownMenu.Item
            key={choice.id}
            onSelect={() => choose(choice.id)}
            className="rounded-lg px-2.5 py-1.5 text-sm outline-none data-highlighted:bg-panel"
          >
            <span className="block">{choice.label}</span>
            <span className="block text-xs text-faint">{choice.hint}</span>
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  </DropdownMenu.Root>
);
