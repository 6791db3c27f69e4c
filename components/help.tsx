"use client";
import { CircleHelp } from "lucide-react";
import { lazy, Suspense } from "react";
import { strings } from "./strings.ts";
import { Button } from "./ui/button.tsx";
import { Window } from "./ui/dialog.tsx";

const Sheet = lazy(() => import("./help-sheet.tsx"));

export type Keys = { single: boolean; turn: (on: boolean) => void };

/** Keys and the tour, for whoever wants them. `?` opens it. */
export const Help = (keys: Keys) => (
  <Window
    title={strings.help.title}
    trigger={
      <Button tone="quiet" size="icon" aria-label={strings.help.title} title={strings.help.title} data-shortcut="help">
        <CircleHelp aria-hidden />
      </Button>
    }
  >
    <Suspense>
      <Sheet {...keys} />
    </Suspense>
  </Window>
);
