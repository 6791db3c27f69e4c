"use client";
import { lazy, Suspense, useEffect } from "react";
import { keepForOffline } from "../lib/browser/offline.ts";
import { Announcer } from "./announcer.tsx";
import { remember } from "./cookies.ts";
import { FileInput } from "./file-input.tsx";
import { Header } from "./header.tsx";
import { useLocale } from "./locale.tsx";
import { MappingScope } from "./mapping-scope.tsx";
import { Notices } from "./notices.tsx";
import type { Sample } from "./samples.ts";
import { isSessionFile } from "./sessions/is-session-file.ts";
import { strings } from "./strings.ts";
import type { Theme } from "./theme-name.ts";
import { useAnalyst } from "./use-analyst.ts";
import { useShortcuts } from "./use-shortcuts.ts";
import { useWayIn } from "./use-way-in.ts";
import { Welcome } from "./welcome.tsx";

const Workbench = lazy(() => import("./workbench.tsx"));

type Props = { theme: Theme; returning: boolean; newcomer: boolean; keys: boolean; samples: readonly Sample[] };

/** The whole page. `returning` says that there was a session when the page was last open: its first screen is not shown meanwhile. */
export const AnalystScreen = ({ theme, returning, newcomer, keys, samples }: Props) => {
  useLocale();
  const analyst = useAnalyst();
  const { state } = analyst;
  const shortcuts = useShortcuts(keys);
  const { over, pick, files, add, side, setSide, working } = useWayIn(analyst, (list) => {
    for (const file of list) if (isSessionFile(file)) void analyst.sessions.bring(file);
    return list.filter((file) => !isSessionFile(file));
  });
  const coming = returning && state.phase === "starting";
  useEffect(() => {
    if (state.phase === "ready") remember("returning", working ? "1" : "0");
    if (working) remember("tour", "1");
  }, [state.phase, working]);
  useEffect(() => {
    if (state.phase === "ready") keepForOffline();
  }, [state.phase]);
  return (
    <MappingScope mapping={state.mapping} mode={state.masking}>
      {working && <SkipLink />}
      <Header analyst={analyst} theme={theme} working={working} keys={shortcuts} openSide={() => setSide(true)} />
      <FileInput ref={files} add={add} />
      {working ? (
        <Suspense fallback={<Coming />}>
          <Workbench analyst={analyst} pick={pick} side={side} setSide={setSide} />
        </Suspense>
      ) : coming ? (
        <Coming />
      ) : (
        <Welcome
          samples={samples}
          over={over}
          pick={pick}
          newcomer={newcomer}
          add={add}
          ask={analyst.ask}
          missed={() => analyst.tell({ type: "sample-missed" })}
        />
      )}
      {over && working && <DropVeil />}
      <Notices notices={state.notices} dismiss={analyst.dismiss} />
      <Announcer state={state} />
    </MappingScope>
  );
};

const SkipLink = () => (
  <a
    href="#question"
    className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:start-2 focus:z-50 focus:rounded-lg focus:bg-card focus:px-3 focus:py-2"
  >
    {strings.skip}
  </a>
);

const Coming = () => (
  <main className="grid min-h-[60dvh] place-items-center">
    <p className="animate-[rise_.4s_ease-out_.3s_both] text-sm text-faint">{strings.coming}</p>
  </main>
);

const DropVeil = () => (
  <div className="pointer-events-none fixed inset-3 z-50 grid place-items-center rounded-3xl border-2 border-dashed border-accent bg-wash/90">
    <p className="text-xl font-semibold text-accent">{strings.dropAnywhere}</p>
  </div>
);
