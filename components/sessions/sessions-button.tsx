"use client";
import { History } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { strings } from "../strings.ts";
import { Button } from "../ui/button.tsx";
import type { Analyst } from "../use-analyst.ts";

const load = () => import("./sessions-sheet.tsx");
const SessionsSheet = lazy(load);

/** The way to the sessions of this browser; they are fetched when they are asked for. */
export const SessionsButton = ({ analyst }: { analyst: Analyst }) => {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        tone="quiet"
        size="icon"
        aria-label={strings.sessions.title}
        title={strings.sessions.title}
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onClick={() => setOpen(true)}
      >
        <History aria-hidden />
      </Button>
      {open && (
        <Suspense>
          <SessionsSheet analyst={analyst} close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
};
