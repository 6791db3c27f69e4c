import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./cn.ts";

const look = cva(
  "inline-flex select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-lg font-medium transition-colors disabled:opacity-45 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      tone: {
        solid: "bg-accent text-on-accent hover:bg-accent-strong",
        line: "border border-line bg-card text-ink hover:border-line-strong hover:bg-panel",
        quiet: "text-soft hover:bg-panel hover:text-ink",
        bad: "bg-bad-wash text-bad hover:brightness-95 border border-bad-line",
      },
      size: { m: "h-9 px-3.5 text-sm", s: "h-7 px-2 text-[0.8125rem]", icon: "size-9", tiny: "size-7" },
    },
    defaultVariants: { tone: "line", size: "m" },
  },
);

export type ButtonProps = ComponentProps<"button"> & VariantProps<typeof look>;

export const Button = ({ className, tone, size, type = "button", ...rest }: ButtonProps) => (
  <button type={type} className={cn(look({ tone, size }), className)} {...rest} />
);
