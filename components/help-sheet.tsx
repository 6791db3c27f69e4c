"use client";
import { useId, useState } from "react";
import type { Keys } from "./help.tsx";
import { strings } from "./strings.ts";
import { Tour } from "./tour.tsx";
import { Button } from "./ui/button.tsx";
import { type Shortcut, shortcuts } from "./use-shortcuts.ts";

const Key = ({ children }: { children: string }) => (
  <kbd className="inline-grid h-6 min-w-6 place-items-center rounded-md border border-line-strong bg-panel px-1.5 font-mono text-xs text-ink">
    {children}
  </kbd>
);

/** The same key is another on a Mac. */
const keysOf = ({ key, ctrl }: Shortcut): readonly string[] =>
  ctrl
    ? [/Mac|iP(hone|ad)/.test(navigator.userAgent) ? "⌘" : strings.help.ctrl, key]
    : [key === key.toUpperCase() ? key : key.toUpperCase()];

const HelpSheet = ({ single, turn }: Keys) => {
  const [tour, setTour] = useState(false);
  const heading = useId();
  const rows: readonly (readonly [string, readonly string[]])[] = [
    [strings.help.ask, ["Enter"]],
    [strings.help.line, [strings.help.shift, "Enter"]],
    ...shortcuts.map((one) => [strings.help.keys[one.name], keysOf(one)] as const),
    [strings.help.escape, ["Esc"]],
  ];
  return (
    <div className="space-y-6">
      {tour ? (
        <Tour end={() => setTour(false)} />
      ) : (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-2 text-soft">
          {strings.help.about}
          <Button size="s" onClick={() => setTour(true)}>
            {strings.tour.again}
          </Button>
        </p>
      )}
      <section aria-labelledby={heading}>
        <h3 id={heading} className="mb-2 text-sm font-semibold">
          {strings.help.shortcuts}
        </h3>
        <dl className="divide-y divide-line border-y border-line text-sm">
          {rows.map(([what, keys], at) => (
            <div key={at} className="flex items-center justify-between gap-4 py-1.5">
              <dt>{what}</dt>
              <dd className="flex shrink-0 gap-1">
                {keys.map((key) => (
                  <Key key={key}>{key}</Key>
                ))}
              </dd>
            </div>
          ))}
        </dl>
        <label className="mt-3 flex min-h-6 items-center gap-2 text-sm">
          <input type="checkbox" checked={single} onChange={(event) => turn(event.target.checked)} className="size-4 accent-accent" />
          {strings.help.single}
        </label>
      </section>
    </div>
  );
};
export default HelpSheet;
