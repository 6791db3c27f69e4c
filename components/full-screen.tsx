"use client";
import { Maximize2 } from "lucide-react";
import { strings } from "./strings.ts";
import { Button } from "./ui/button.tsx";
import { Window } from "./ui/dialog.tsx";

/** The button of a card that shows its content over the whole page. */
export const FullScreen = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <Window
    wide
    trigger={
      <Button size="s" aria-label={strings.full}>
        <Maximize2 aria-hidden />
      </Button>
    }
    title={title}
  >
    {children}
  </Window>
);
