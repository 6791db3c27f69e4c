"use client";
import { ScanEye } from "lucide-react";
import { lazy, Suspense } from "react";
import { strings } from "./strings.ts";
import { Button } from "./ui/button.tsx";
import { Window } from "./ui/dialog.tsx";

const SentView = lazy(() => import("./sent-view.tsx"));

/** What the model saw in one turn. */
export const SentWindow = ({ turn }: { turn: number }) => (
  <Window
    wide
    title={strings.sent.title}
    description={strings.sent.text}
    trigger={
      <Button tone="quiet" size="s" data-print="no" className="-ms-2">
        <ScanEye aria-hidden />
        {strings.sent.title}
      </Button>
    }
  >
    <Suspense fallback={<p className="text-sm text-faint">{strings.sent.loading}</p>}>
      <SentView turn={turn} />
    </Suspense>
  </Window>
);
