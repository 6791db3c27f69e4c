"use client";
import { useRef } from "react";
import { Composer } from "./composer.tsx";
import { PagerContext } from "./pager.ts";
import { Drawer, Side } from "./side.tsx";
import { Suggestions } from "./suggestions.tsx";
import { Thread } from "./thread.tsx";
import type { Analyst } from "./use-analyst.ts";
import { useSuggested } from "./use-suggested.ts";

type Props = { analyst: Analyst; pick: () => void; side: boolean; setSide: (open: boolean) => void };

/** Where the work is done: files at the side, the thread in the middle, the next question below. Loaded with the first file. */
const Workbench = ({ analyst, pick, side, setSide }: Props) => {
  const field = useRef<HTMLTextAreaElement>(null);
  const suggested = useSuggested(analyst.state);
  const untouched = analyst.state.session.turns.length === 0 && analyst.state.pending === null;
  return (
    <PagerContext value={analyst.page}>
      <div className="flex">
        <Side analyst={analyst} pick={pick} />
        <main className="flex min-h-[calc(100dvh-3.5rem)] min-w-0 flex-1 flex-col px-4 sm:px-6">
          <div className="mx-auto w-full max-w-[52rem] flex-1">
            <Thread analyst={analyst} />
          </div>
          <div
            data-print="no"
            className="sticky bottom-0 z-20 mx-auto w-full max-w-[52rem] bg-gradient-to-t from-paper from-70% to-transparent pt-6 pb-[max(1rem,env(safe-area-inset-bottom))]"
          >
            {untouched && <Suggestions questions={suggested} ask={analyst.ask} />}
            <Composer analyst={analyst} field={field} pick={pick} />
          </div>
        </main>
        <Drawer analyst={analyst} pick={pick} open={side} setOpen={setSide} />
      </div>
    </PagerContext>
  );
};
export default Workbench;
