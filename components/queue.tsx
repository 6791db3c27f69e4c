"use client";
import { ListEnd, X } from "lucide-react";
import { strings } from "./strings.ts";
import { Button } from "./ui/button.tsx";
import type { Analyst } from "./use-analyst.ts";

/** Questions that wait for the one under way. */
export const Queue = ({ analyst }: { analyst: Analyst }) => {
  const { queue, busy } = analyst.state;
  const words = strings.trust.queue;
  if (queue.length === 0) return null;
  return (
    <section aria-label={words.title} className="mb-2 rounded-xl border border-line bg-panel px-3 py-2">
      <h2 className="text-xs font-semibold text-faint">{words.title}</h2>
      <ol className="mt-0.5">
        {queue.map(({ id, question }, at) => (
          <li key={id} className="flex items-center gap-2 text-sm">
            <ListEnd aria-hidden className="size-4 shrink-0 text-faint" />
            <span dir="auto" className="min-w-0 flex-1 truncate">
              {question}
            </span>
            {!busy && at === 0 && (
              <Button size="s" onClick={analyst.next}>
                {words.now}
              </Button>
            )}
            <Button tone="quiet" size="tiny" aria-label={words.remove(question)} onClick={() => analyst.unqueue(id)}>
              <X aria-hidden />
            </Button>
          </li>
        ))}
      </ol>
      {!busy && queue.some(({ held }) => held) && <p className="text-xs text-faint">{words.held}</p>}
    </section>
  );
};
