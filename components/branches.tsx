"use client";
import { GitBranch } from "lucide-react";
import { useContext } from "react";
import { SteerContext } from "./steer.tsx";
import { strings } from "./strings.ts";
import { Button } from "./ui/button.tsx";
import { Unmasked } from "./unmasked.tsx";

/** The courses of this session that were left, and the way back to each. */
export const Branches = () => {
  const { session, busy, take } = useContext(SteerContext);
  const words = strings.trust.branches;
  const branches = session.branches ?? [];
  if (branches.length === 0) return null;
  return (
    <section aria-label={words.title} className="rounded-xl border border-line bg-panel px-4 py-3">
      <h2 className="text-xs font-semibold text-faint">{words.title}</h2>
      <ul className="mt-1 space-y-1.5">
        {branches.map(({ number, turns }) => {
          const asked = turns.filter(({ origin }) => origin === undefined || origin.type === "comment");
          return (
            <li key={number} className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
              <GitBranch aria-hidden className="size-4 shrink-0 text-faint" />
              <span dir="auto" className="min-w-0 flex-1 basis-56">
                <Unmasked text={words.about(asked.length, asked.at(-1)?.question ?? words.empty)} />
              </span>
              <Button size="s" disabled={busy} onClick={() => take(number)}>
                {words.take}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
};
