import { Check } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useEffect, useRef } from "react";
import type { MenuProps } from "./menu.tsx";
import type { Opened } from "./on-demand.tsx";

/** The menu itself, open from the start: it is fetched when its trigger is used (menu.tsx). */
const MenuShown = ({ trigger, label, choices, chosen, choose, opened }: MenuProps & { opened: Opened }) => (
  <DropdownMenu.Root modal={false} defaultOpen>
    <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
    <DropdownMenu.Portal>
      <DropdownMenu.Content
        align="start"
        sideOffset={6}
        collisionPadding={12}
        className="z-50 max-w-[min(22rem,92vw)] min-w-52 animate-[rise_.12s_ease-out] rounded-xl border border-line bg-card p-1.5 shadow-float"
      >
        {opened === "keyboard" && <FocusFirst />}
        <DropdownMenu.Label className="px-2.5 pt-1 pb-1.5 text-xs text-faint">{label}</DropdownMenu.Label>
        <DropdownMenu.RadioGroup value={chosen} onValueChange={choose}>
          {choices.map((choice) => (
            <DropdownMenu.RadioItem
              key={choice.id}
              value={choice.id}
              className="flex items-start gap-2 rounded-lg px-2.5 py-1.5 text-sm outline-none data-highlighted:bg-panel"
            >
              <span className="mt-1 size-3.5 shrink-0">
                <DropdownMenu.ItemIndicator>
                  <Check className="size-3.5 text-accent" aria-hidden />
                </DropdownMenu.ItemIndicator>
              </span>
              <span className="min-w-0">
                <span lang={choice.lang} className="block break-words">
                  {choice.label}
                </span>
                {choice.hint !== undefined && <span className="block text-xs text-faint">{choice.hint}</span>}
              </span>
            </DropdownMenu.RadioItem>
          ))}
        </DropdownMenu.RadioGroup>
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  </DropdownMenu.Root>
);
export default MenuShown;

/** The key that opened the menu was pressed before the menu could see it. */
const FocusFirst = () => {
  const here = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const wait = requestAnimationFrame(() => here.current?.parentElement?.querySelector<HTMLElement>("[role=menuitemradio]")?.focus());
    return () => cancelAnimationFrame(wait);
  }, []);
  return <span ref={here} hidden />;
};
