"use client";
import { Upload } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import { remember } from "./cookies.ts";
import { Gallery, type Try } from "./gallery.tsx";
import { SafetyLine } from "./safety.tsx";
import type { Sample } from "./samples.ts";
import { strings } from "./strings.ts";
import { Button } from "./ui/button.tsx";
import { cn } from "./ui/cn.ts";

const Tour = lazy(() => import("./tour.tsx").then(({ Tour }) => ({ default: Tour })));

type Props = Try & { samples: readonly Sample[]; over: boolean; pick: () => void; newcomer: boolean };

/** The first screen: what it is, one way in, something to try, and the promise. */
export const Welcome = ({ samples, over, pick, newcomer, ...todo }: Props) => {
  const [tour, setTour] = useState<"asked" | "shown" | "over">(newcomer ? "asked" : "over");
  const way = useRef<HTMLButtonElement>(null);
  const leave = () => {
    remember("tour", "1");
    setTour("over");
    way.current?.focus();
  };
  return (
    <main className="mx-auto flex min-h-[calc(100dvh-3.5rem)] w-full max-w-3xl flex-col justify-center px-5 py-12 sm:px-8">
      <h1 className="text-[clamp(1.9rem,1.2rem+2.6vw,2.9rem)] leading-[1.12] font-semibold tracking-[-0.032em]">{strings.sentence}</h1>
      <p className="mt-4 max-w-[38rem] text-lg leading-relaxed text-pretty text-soft">{strings.lede}</p>
      <section
        aria-label={strings.dropHere}
        className={cn(
          "mt-9 rounded-2xl border border-dashed px-6 py-10 text-center transition-colors sm:py-12",
          over ? "border-accent bg-wash" : "border-line-strong bg-card",
        )}
      >
        <Upload aria-hidden className="mx-auto size-7 text-accent" strokeWidth={1.5} />
        <p className="mt-3 text-lg font-medium">{over ? strings.dropAnywhere : strings.dropHere}</p>
        <p className="mx-auto mt-1 max-w-md text-sm text-balance text-faint">{strings.dropHint}</p>
        <Button ref={way} tone="solid" className="mt-5" onClick={pick} data-shortcut="files">
          {strings.pick}
        </Button>
      </section>
      <div className="mt-4 space-y-4">
        <SafetyLine />
        {tour === "asked" && (
          <p className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1 text-[0.8125rem] text-soft">
            {strings.tour.first}
            <span className="flex gap-1">
              <Button size="s" onClick={() => setTour("shown")}>
                {strings.tour.start}
              </Button>
              <Button size="s" tone="quiet" onClick={leave}>
                {strings.tour.skip}
              </Button>
            </span>
          </p>
        )}
        {tour === "shown" && (
          <Suspense>
            <Tour end={leave} />
          </Suspense>
        )}
      </div>
      {samples.length > 0 && <Gallery samples={samples} {...todo} />}
    </main>
  );
};
