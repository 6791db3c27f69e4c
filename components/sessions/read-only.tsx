"use client";
import { Lock } from "lucide-react";
import { useState } from "react";
import type { Writing } from "../../lib/browser/desk-state.ts";
import { strings } from "../strings.ts";
import { Button } from "../ui/button.tsx";

type Props = { writing: Exclude<Writing, "mine">; takeOver: () => Promise<void>; renew: () => void };

/** In the place of the question where this tab may only read: why, and the way out. */
export const ReadOnly = ({ writing, takeOver, renew }: Props) => {
  const [taking, setTaking] = useState(false);
  const take = async () => {
    setTaking(true);
    await takeOver();
    setTaking(false);
  };
  return (
    <section role="status" className="rounded-2xl border border-sand-line bg-sand-wash px-4 py-3.5 shadow-float">
      <p className="flex items-start gap-2.5 text-sm">
        <Lock aria-hidden className="mt-0.5 size-4 shrink-0 text-sand" />
        <span>
          {strings.sessions.readOnly[writing]}
          {writing !== "looser" && <span className="mt-1 block text-soft">{strings.sessions.takeOverHint}</span>}
        </span>
      </p>
      <div className="mt-3 flex justify-end">
        {writing === "looser" ? (
          <Button onClick={renew}>{strings.fresh}</Button>
        ) : (
          <Button tone="solid" onClick={take} disabled={taking}>
            {taking ? strings.sessions.takingOver : strings.sessions.takeOver}
          </Button>
        )}
      </div>
    </section>
  );
};
