import { ChevronRight } from "lucide-react";
import { Collapsible } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

type Props = { label: ReactNode; open?: boolean; className?: string; children: ReactNode };

/** A line that unfolds what is below it. */
export const Fold = ({ label, open = false, className, children }: Props) => (
  <Collapsible.Root defaultOpen={open} className={className}>
    <Collapsible.Trigger
      className={cn("group flex w-full min-w-0 items-center gap-1.5 rounded-md py-1 text-start text-[0.8125rem] text-soft hover:text-ink")}
    >
      <ChevronRight aria-hidden className="size-3.5 shrink-0 transition-transform group-data-[state=open]:rotate-90 rtl:group-data-[state=closed]:-scale-x-100" />
      {label}
    </Collapsible.Trigger>
    <Collapsible.Content>{children}</Collapsible.Content>
  </Collapsible.Root>
);
