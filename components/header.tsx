"use client";
import { PanelLeft, SquarePen } from "lucide-react";
import { KernelStatus } from "./kernel-status.tsx";
import { Mark } from "./mark.tsx";
import { Renew } from "./renew.tsx";
import { strings } from "./strings.ts";
import { ThemeSwitch } from "./theme.tsx";
import type { Theme } from "./theme-name.ts";
import { Button } from "./ui/button.tsx";
import type { Analyst } from "./use-analyst.ts";

type Props = { analyst: Analyst; theme: Theme; working: boolean; openSide: () => void };

export const Header = ({ analyst, theme, working, openSide }: Props) => (
  <header
    data-print="no"
    className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b border-line bg-paper/90 px-3 backdrop-blur-md sm:px-4"
  >
    {working && (
      <Button tone="quiet" size="icon" className="lg:hidden" aria-label={strings.openSide} onClick={openSide}>
        <PanelLeft aria-hidden />
      </Button>
    )}
    <p className="flex items-center gap-2 font-semibold tracking-[-0.02em]">
      <Mark className="size-7 text-accent" />
      {strings.name}
    </p>
    <div className="ml-auto flex min-w-0 items-center gap-1 sm:gap-2">
      {working && <KernelStatus kernel={analyst.state.kernel} runMs={analyst.state.runMs} />}
      {working && (
        <Renew renew={analyst.renew}>
          <Button tone="quiet" size="icon" aria-label={strings.fresh} title={strings.fresh}>
            <SquarePen aria-hidden />
          </Button>
        </Renew>
      )}
      <ThemeSwitch initial={theme} />
    </div>
  </header>
);
