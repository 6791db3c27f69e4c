"use client";
import { PanelLeft, SquarePen } from "lucide-react";
import { lazy, Suspense } from "react";
import { Help, type Keys } from "./help.tsx";
import { KernelStatus } from "./kernel-status.tsx";
import { LanguageSwitch } from "./language.tsx";
import { Mark } from "./mark.tsx";
import { SessionsButton } from "./sessions/sessions-button.tsx";
import { strings } from "./strings.ts";
import { ThemeSwitch } from "./theme.tsx";
import type { Theme } from "./theme-name.ts";
import { Button } from "./ui/button.tsx";
import type { Analyst } from "./use-analyst.ts";

const ModelEye = lazy(() => import("./model-eye.tsx"));

type Props = { analyst: Analyst; theme: Theme; working: boolean; keys: Keys; openSide: () => void };

export const Header = ({ analyst, theme, working, keys, openSide }: Props) => (
  <header
    data-print="no"
    className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b border-line bg-paper/90 px-3 backdrop-blur-md sm:px-4"
  >
    {working && (
      <Button tone="quiet" size="icon" className="lg:hidden" aria-label={strings.openSide} data-shortcut="side" onClick={openSide}>
        <PanelLeft aria-hidden className="rtl:-scale-x-100" />
      </Button>
    )}
    <p className="flex items-center gap-2 font-semibold tracking-[-0.02em]">
      <Mark className="size-7 text-accent" />
      <span className={working ? "max-sm:sr-only" : undefined}>{strings.name}</span>
    </p>
    <div className="ms-auto flex min-w-0 items-center gap-1 sm:gap-2">
      {working && <KernelStatus kernel={analyst.state.kernel} runMs={analyst.state.runMs} />}
      {working && (
        <Suspense>
          <ModelEye />
        </Suspense>
      )}
      <SessionsButton analyst={analyst} />
      {working && (
        <Button tone="quiet" size="icon" aria-label={strings.fresh} title={strings.fresh} data-shortcut="new" onClick={analyst.renew}>
          <SquarePen aria-hidden />
        </Button>
      )}
      <Help {...keys} />
      <LanguageSwitch />
      <ThemeSwitch initial={theme} />
    </div>
  </header>
);
