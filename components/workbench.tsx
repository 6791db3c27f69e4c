"use client";
import { useMemo, useRef } from "react";
import { Composer } from "./composer.tsx";
import { DecidingContext } from "./deciding.ts";
import { ExportingContext, handOutOf } from "./exporting.ts";
import { LookingContext, PagerContext } from "./pager.ts";
import { Queue } from "./queue.tsx";
import { SentContext } from "./sent-context.ts";
import { ReadOnly } from "./sessions/read-only.tsx";
import { Drawer, Side } from "./side.tsx";
import { SteerScope } from "./steer.tsx";
import { Suggestions } from "./suggestions.tsx";
import { TakingContext } from "./taking.ts";
import { Thread } from "./thread.tsx";
import { Told } from "./told.tsx";
import { cn } from "./ui/cn.ts";
import type { Analyst } from "./use-analyst.ts";
import { useCover } from "./use-cover.ts";
import { useSuggested } from "./use-suggested.ts";

type Props = { analyst: Analyst; pick: () => void; side: boolean; setSide: (open: boolean) => void; compact?: boolean };

/** Where the work is done: files at the side, the thread in the middle, the next question below. Loaded with the first file. */
const Workbench = ({ analyst, pick, side, setSide, compact = false }: Props) => {
  const field = useRef<HTMLTextAreaElement>(null);
  const cover = useCover();
  const { exporting, tell, shown } = analyst;
  const handOut = useMemo(() => handOutOf({ exporting, tell, shown }), [exporting, tell, shown]);
  const { asking } = analyst.state;
  const deciding = useMemo(() => ({ asking, decide: analyst.decide }), [asking, analyst.decide]);
  const { session, items, helpers } = analyst.state;
  const taking = useMemo(() => {
    const files = items.flatMap(({ name, state }) => (state.type === "open" ? [name] : []));
    return { all: session.turns, files, helpers, tell: (text: string) => tell({ type: "server", text }) };
  }, [session, items, helpers, tell]);
  const suggested = useSuggested(analyst.state);
  const untouched = analyst.state.session.turns.length === 0 && analyst.state.pending === null;
  return (
    <PagerContext value={analyst.page}>
      <LookingContext value={analyst.looking}>
        <DecidingContext value={deciding}>
          <ExportingContext value={handOut}>
            <TakingContext value={taking}>
              <SentContext value={analyst.sent}>
                <SteerScope analyst={analyst}>
                  <div className="flex">
                    {!compact && <Side analyst={analyst} pick={pick} />}
                    <main
                      className={cn(
                        "flex min-w-0 flex-1 flex-col px-4",
                        compact ? "min-h-[calc(100dvh-2.75rem)]" : "min-h-[calc(100dvh-3.5rem)] sm:px-6",
                      )}
                    >
                      <div className="mx-auto w-full max-w-[52rem] flex-1">
                        <Thread analyst={analyst} />
                      </div>
                      <div
                        ref={cover}
                        data-print="no"
                        className={cn(
                          "sticky bottom-0 z-20 mx-auto w-full max-w-[52rem] pb-[max(1rem,env(safe-area-inset-bottom))]",
                          compact ? "space-y-1.5 bg-paper pt-2 pb-2" : "bg-gradient-to-t from-paper from-70% to-transparent pt-6",
                        )}
                      >
                        {analyst.state.writing === "mine" ? (
                          <>
                            {untouched && <Suggestions questions={suggested} ask={analyst.ask} />}
                            <Queue analyst={analyst} />
                            <Composer analyst={analyst} field={field} pick={pick} />
                          </>
                        ) : (
                          <ReadOnly writing={analyst.state.writing} takeOver={analyst.sessions.takeOver} renew={analyst.renew} />
                        )}
                        {compact && <Told />}
                      </div>
                    </main>
                    <Drawer analyst={analyst} pick={pick} open={side} setOpen={setSide} always={compact} />
                  </div>
                </SteerScope>
              </SentContext>
            </TakingContext>
          </ExportingContext>
        </DecidingContext>
      </LookingContext>
    </PagerContext>
  );
};
export default Workbench;
