"use client";
import { ArrowRight, Download, FileSearch, MessageCircleQuestion, ShieldCheck, X } from "lucide-react";
import { useId, useState } from "react";
import { strings } from "./strings.ts";
import { Button } from "./ui/button.tsx";
import { cn } from "./ui/cn.ts";

const icons = [FileSearch, MessageCircleQuestion, ShieldCheck, Download] as const;

/** Four things worth knowing, one at a time. It stands in the page and covers nothing; it can be left at any step. */
export const Tour = ({ end, className }: { end: () => void; className?: string }) => {
  const [at, setAt] = useState(0);
  const title = useId();
  const { steps } = strings.tour;
  const [name, text] = steps[at] ?? ["", ""];
  const Icon = icons[at] ?? FileSearch;
  const last = at === steps.length - 1;
  return (
    <section aria-labelledby={title} className={cn("rounded-2xl border border-line bg-card px-5 py-4 text-start shadow-card", className)}>
      <div className="flex items-start gap-3">
        <Icon aria-hidden className="mt-0.5 size-5 shrink-0 text-accent" strokeWidth={1.75} />
        <div aria-live="polite" className="min-w-0 flex-1">
          <h2 id={title} className="font-medium">
            <span className="sr-only">{strings.tour.step(at + 1, steps.length)}: </span>
            {name}
          </h2>
          <p className="mt-0.5 text-sm text-soft">{text}</p>
        </div>
        <button
          type="button"
          aria-label={strings.tour.skip}
          title={strings.tour.skip}
          onClick={end}
          className="-me-1.5 grid size-7 shrink-0 place-items-center rounded-md text-faint hover:bg-panel hover:text-ink"
        >
          <X aria-hidden className="size-4" />
        </button>
      </div>
      <div className="mt-3 flex items-center gap-2">
        <ol aria-hidden className="flex flex-1 gap-1.5 ps-8">
          {steps.map(([step], place) => (
            <li key={step} className={cn("h-1 w-6 rounded-full", place <= at ? "bg-accent" : "bg-line-strong")} />
          ))}
        </ol>
        {at > 0 && (
          <Button tone="quiet" size="s" onClick={() => setAt(at - 1)}>
            {strings.tour.back}
          </Button>
        )}
        <Button size="s" onClick={() => (last ? end() : setAt(at + 1))}>
          {last ? strings.tour.done : strings.tour.next}
          {!last && <ArrowRight aria-hidden className="rtl:-scale-x-100" />}
        </Button>
      </div>
    </section>
  );
};
