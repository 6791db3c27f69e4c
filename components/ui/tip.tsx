import { Tooltip } from "radix-ui";
import type { ReactNode } from "react";

/** A word of help beside a control that shows only an icon. The control keeps its own aria-label. */
export const Tip = ({ text, children }: { text: string; children: ReactNode }) => (
  <Tooltip.Provider delayDuration={350}>
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-w-64 rounded-lg bg-ink px-2.5 py-1.5 text-xs text-paper shadow-float"
        >
          {text}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  </Tooltip.Provider>
);
