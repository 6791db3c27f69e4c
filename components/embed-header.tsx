"use client";
import { PanelLeft, SquarePen } from "lucide-react";
import { lazy, Suspense } from "react";
import { KernelStatus } from "./kernel-status.tsx";
import { Mark } from "./mark.tsx";
import { strings } from "./strings.ts";
import { Button } from "./ui/button.tsx";
import type { Analyst } from "./use-analyst.ts";

const ModelEye = lazy(() => import("./model-eye.tsx"));

type Props = { analyst: Analyst; working: boolean; openSide: () => void };

/** The appearance is the page's around it, so there is no switch for it here. */
export const EmbedHeader = ({ analyst, working, openSide }: Props) => (
  <header data-print="no" className="sticky top-0 z-30 flex h-11 items-center gap-1.5 border-b border-line bg-paper/90 px-2 backdrop-blur-md">
    {working && (
      <Button tone="quiet" size="tiny" aria-label={strings.openSide} onClick={openSide}>
        <PanelLeft aria-hidden />
      </Button>
    )}
    <p className="flex items-center gap-1.5 px-1 text-sm font-semibold tracking-[-0.01em]">
      <Mark className="size-5 text-accent" />
      {strings.name}
    </p>
    <div className="ml-auto flex min-w-0 items-center gap-1">
      {working && <KernelStatus kernel={analyst.state.kernel} runMs={analyst.state.runMs} />}
      {working && (
        <Suspense>
          <ModelEye />
        </Suspense>
      )}
      {working && (
        <Button tone="quiet" size="tiny" aria-label={strings.fresh} title={strings.fresh} onClick={analyst.renew}>
          <SquarePen aria-hidden />
        </Button>
      )}
    </div>
  </header>
);
