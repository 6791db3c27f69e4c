import { LoaderCircle, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import type { Refusal } from "../../lib/browser/admin/door.ts";
import { Button } from "../ui/button.tsx";
import { cn } from "../ui/cn.ts";
import { words } from "./words.ts";

/** The top of a section. */
export const Top = ({ title, lede, children }: { title: string; lede?: string; children?: ReactNode }) => (
  <div className="mb-6 flex flex-wrap items-start gap-x-4 gap-y-3">
    <div className={cn("min-w-0 flex-1", lede !== undefined && "basis-72")}>
      <h1 className="text-2xl font-semibold tracking-[-0.02em]">{title}</h1>
      {lede !== undefined && <p className="mt-1 max-w-[44rem] text-soft">{lede}</p>}
    </div>
    {children !== undefined && <div className="flex flex-wrap gap-2">{children}</div>}
  </div>
);

/** A part of a section, with its own heading. */
export const Part = ({
  title,
  actions,
  className,
  children,
}: {
  title: string;
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}) => (
  <section aria-label={title} className={cn("mt-8 min-w-0 first:mt-0", className)}>
    <div className="mb-3 flex min-h-7 flex-wrap items-center justify-between gap-2">
      <h2 className="font-semibold">{title}</h2>
      {actions}
    </div>
    {children}
  </section>
);

export const Panel = ({ className, children }: { className?: string; children: ReactNode }) => (
  <div className={cn("min-w-0 rounded-xl border border-line bg-card p-4 shadow-card", className)}>{children}</div>
);

export const Asking = () => (
  <p role="status" className="flex items-center gap-2 py-6 text-sm text-soft">
    <LoaderCircle aria-hidden className="size-4 animate-spin" />
    {words.asking}
  </p>
);

export const Refused = ({ refusal, again }: { refusal: Refusal; again?: () => void }) => (
  <div
    role="alert"
    className="flex flex-wrap items-center gap-3 rounded-lg border border-bad-line bg-bad-wash px-3.5 py-2.5 text-sm text-bad"
  >
    <span className="min-w-0 flex-1">{refusal.message}</span>
    {again && (
      <Button size="s" onClick={again}>
        <RotateCw aria-hidden />
        {words.again}
      </Button>
    )}
  </div>
);

/** Names and values in two columns; one column on a narrow screen. */
export const Facts = ({ facts, className }: { facts: readonly (readonly [string, ReactNode])[]; className?: string }) => (
  <dl className={cn("grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[max-content_minmax(0,1fr)]", className)}>
    {facts.map(([name, value]) => (
      <div key={name} className="contents">
        <dt className="text-faint max-sm:-mb-2">{name}</dt>
        <dd className="min-w-0 break-words">{value}</dd>
      </div>
    ))}
  </dl>
);

type Tone = "good" | "bad" | "sand" | "calm";
const chips: Record<Tone, string> = {
  good: "border-line bg-wash text-good",
  bad: "border-bad-line bg-bad-wash text-bad",
  sand: "border-sand-line bg-sand-wash text-sand",
  calm: "border-line bg-panel text-soft",
};

export const Chip = ({ tone = "calm", className, children }: { tone?: Tone; className?: string; children: ReactNode }) => (
  <span
    className={cn(
      "inline-flex max-w-full items-center gap-1 rounded-full border px-2 text-xs leading-5 font-medium whitespace-nowrap",
      chips[tone],
      className,
    )}
  >
    {children}
  </span>
);

/** How something stands, said once and large. */
export const Banner = ({
  tone,
  icon,
  title,
  children,
}: {
  tone: Exclude<Tone, "calm">;
  icon: ReactNode;
  title: string;
  children?: ReactNode;
}) => (
  <div
    role="status"
    className={cn("flex items-start gap-3 rounded-xl border px-4 py-3.5 [&>svg]:mt-0.5 [&>svg]:size-5 [&>svg]:shrink-0", chips[tone])}
  >
    {icon}
    <div className="min-w-0 flex-1">
      <p className="font-semibold">{title}</p>
      {children !== undefined && <div className="mt-0.5 text-sm text-soft">{children}</div>}
    </div>
  </div>
);
