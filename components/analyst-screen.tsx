"use client";
import { useRef, useState } from "react";
import { Announcer } from "./announcer.tsx";
import { Composer } from "./composer.tsx";
import { Header } from "./header.tsx";
import { Notices } from "./notices.tsx";
import { PagerContext } from "./pager.ts";
import type { Sample } from "./samples.ts";
import { Drawer, Side } from "./side.tsx";
import { strings } from "./strings.ts";
import { Suggestions } from "./suggestions.tsx";
import type { Theme } from "./theme-name.ts";
import { Thread } from "./thread.tsx";
import { useAnalyst } from "./use-analyst.ts";
import { useIntake } from "./use-intake.ts";
import { useSuggested } from "./use-suggested.ts";
import { Welcome } from "./welcome.tsx";

export const AnalystScreen = ({ theme, samples }: { theme: Theme; samples: readonly Sample[] }) => {
  const analyst = useAnalyst();
  const { state } = analyst;
  const [side, setSide] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const add = (list: readonly File[]) => {
    if (list.length === 0) return;
    analyst.add(list);
    setSide(false);
  };
  const over = useIntake({ add, warm: analyst.warm, pasted: (name) => analyst.tell({ type: "pasted", name }) });
  const pick = () => {
    analyst.warm();
    files.current?.click();
  };
  const working = state.items.length > 0 || state.session.turns.length > 0;
  const suggested = useSuggested(state);
  return (
    <PagerContext value={analyst.page}>
      {working && (
        <a
          href="#question"
          className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-lg focus:bg-card focus:px-3 focus:py-2"
        >
          {strings.skip}
        </a>
      )}
      <Header analyst={analyst} theme={theme} working={working} openSide={() => setSide(true)} />
      <input
        ref={files}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          add([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      {working ? (
        <div className="flex">
          <Side analyst={analyst} pick={pick} />
          <main className="flex min-h-[calc(100dvh-3.5rem)] min-w-0 flex-1 flex-col px-4 sm:px-6">
            <div className="mx-auto w-full max-w-[52rem] flex-1">
              <Thread analyst={analyst} />
            </div>
            <div className="sticky bottom-0 z-20 mx-auto w-full max-w-[52rem] bg-gradient-to-t from-paper from-70% to-transparent pt-6 pb-[max(1rem,env(safe-area-inset-bottom))]">
              {state.session.turns.length === 0 && <Suggestions questions={suggested} ask={analyst.ask} />}
              <Composer analyst={analyst} field={field} pick={pick} />
            </div>
          </main>
          <Drawer analyst={analyst} pick={pick} open={side} setOpen={setSide} />
        </div>
      ) : (
        <Welcome samples={samples} over={over} pick={pick} add={add} />
      )}
      {over && working && <DropVeil />}
      <Notices notices={state.notices} dismiss={analyst.dismiss} />
      <Announcer state={state} />
    </PagerContext>
  );
};

const DropVeil = () => (
  <div className="pointer-events-none fixed inset-3 z-50 grid place-items-center rounded-3xl border-2 border-dashed border-accent bg-wash/90">
    <p className="text-xl font-semibold text-accent">{strings.dropAnywhere}</p>
  </div>
);
