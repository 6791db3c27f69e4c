"use client";
import { lazy, Suspense } from "react";
import { Announcer } from "./announcer.tsx";
import { EmbedHeader } from "./embed-header.tsx";
import { EmbedWelcome } from "./embed-welcome.tsx";
import { FileInput } from "./file-input.tsx";
import { useLocale } from "./locale.tsx";
import { MappingScope } from "./mapping-scope.tsx";
import { Notices } from "./notices.tsx";
import { strings } from "./strings.ts";
import { useAnalyst } from "./use-analyst.ts";
import { useWayIn } from "./use-way-in.ts";

const Workbench = lazy(() => import("./workbench.tsx"));

/** The same analyst in little room, inside another page. */
export const EmbedScreen = () => {
  useLocale();
  const analyst = useAnalyst();
  const { state } = analyst;
  const { over, pick, files, add, side, setSide, working } = useWayIn(analyst);
  return (
    <MappingScope mapping={state.mapping} mode={state.masking}>
      <EmbedHeader analyst={analyst} working={working} openSide={() => setSide(true)} />
      <FileInput ref={files} add={add} />
      {working ? (
        <Suspense fallback={<main className="min-h-40" />}>
          <Workbench analyst={analyst} pick={pick} side={side} setSide={setSide} compact />
        </Suspense>
      ) : (
        <EmbedWelcome over={over} pick={pick} />
      )}
      {over && working && (
        <div className="pointer-events-none fixed inset-2 z-50 grid place-items-center rounded-2xl border-2 border-dashed border-accent bg-wash/90">
          <p className="text-lg font-semibold text-accent">{strings.dropAnywhere}</p>
        </div>
      )}
      <Notices notices={state.notices} dismiss={analyst.dismiss} />
      <Announcer state={state} />
    </MappingScope>
  );
};
