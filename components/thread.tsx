"use client";
import { LoaderCircle } from "lucide-react";
import { useEffect, useRef } from "react";
import { FileCard, type Progress } from "./file-card.tsx";
import { Links } from "./links.tsx";
import { Branches } from "./branches.tsx";
import { StartingContext, startingOf } from "./starting.ts";
import { strings } from "./strings.ts";
import { TakeAway } from "./take-away.tsx";
import { TurnView } from "./turn.tsx";
import { Button } from "./ui/button.tsx";
import { cn } from "./ui/cn.ts";
import type { Analyst } from "./use-analyst.ts";

/** The files as they were understood, then question after question. */
export const Thread = ({ analyst }: { analyst: Analyst }) => {
  const { session, items, links, kernel, lostBefore, pending, writing } = analyst.state;
  const { turns } = session;
  const running = analyst.state.busy || turns.at(-1)?.status === "running";
  const end = useRef<HTMLDivElement>(null);
  useTopOfLatest(end, turns.length, running);
  const ask = running || writing !== "mine" ? null : analyst.ask;
  return (
    <div className="space-y-14 pt-8 pb-12">
      <section aria-labelledby="understood" className={cn(turns.length === 0 ? "space-y-4" : "space-y-2")}>
        <div className="flex flex-wrap items-center justify-between gap-x-4">
          <h1 id="understood" className="text-sm font-medium text-soft">
            {strings.understood}
          </h1>
          {turns.length > 1 && !running && <TakeAway turns={turns} label={strings.take.session} />}
        </div>
        {items.map((item) => (
          <FileCard
            key={item.name}
            item={item}
            progress={progressOf(kernel)}
            fresh={turns.length === 0}
            remove={analyst.remove}
          />
        ))}
        {turns.length === 0 && <Links links={links} />}
      </section>
      {kernel.type === "dead" && <Dead message={kernel.message} />}
      <Branches />
      <StartingContext value={startingOf(kernel)}>
        {turns.map((turn, at) => (
          <div key={turn.index} ref={at === turns.length - 1 ? end : undefined} className="scroll-mt-20 border-t border-line pt-10">
            <TurnView turn={turn} ask={at === turns.length - 1 ? ask : null} />
            {at === lostBefore - 1 && <p className="mt-6 text-sm text-faint">{strings.lostTurns}</p>}
          </div>
        ))}
      </StartingContext>
      {pending !== null && <Pending question={pending.question} />}
    </div>
  );
};

const Pending = ({ question }: { question: string }) => (
  <div className="border-t border-line pt-10">
    <h2 dir="auto" className="text-[1.375rem] leading-snug font-semibold tracking-[-0.02em] sm:text-2xl">
      {question}
    </h2>
    <p className="mt-3 flex items-center gap-2 text-sm text-faint">
      <LoaderCircle aria-hidden className="size-4 animate-spin text-accent" />
      {strings.pending}
    </p>
  </div>
);

const Dead = ({ message }: { message: string }) => (
  <div role="alert" className="rounded-xl border border-bad-line bg-bad-wash px-4 py-3">
    <p className="text-sm font-semibold text-bad">{strings.kernel.failed}</p>
    <p className="mb-3 text-sm text-soft">{message}</p>
    <Button onClick={() => location.reload()}>{strings.reload}</Button>
  </div>
);

function progressOf(kernel: Analyst["state"]["kernel"]): Progress | null {
  return kernel.type === "booting" || kernel.type === "opening" || kernel.type === "restarting" ? kernel : null;
}

/** The latest question goes to the top when it is asked and when it is answered; nothing moves in between. */
function useTopOfLatest(latest: React.RefObject<HTMLDivElement | null>, count: number, running: boolean) {
  const before = useRef(count);
  useEffect(() => {
    const asked = count > before.current;
    before.current = count;
    if (asked || (!running && count > 0 && latest.current?.dataset.seen === "running"))
      latest.current?.scrollIntoView({ behavior: "smooth", block: "start" });
    if (latest.current) latest.current.dataset.seen = running ? "running" : "done";
  }, [latest, count, running]);
}
