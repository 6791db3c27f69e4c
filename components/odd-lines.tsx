import type { OddLine } from "../lib/protocol/profile.ts";
import { strings } from "./strings.ts";
import { Fold } from "./ui/fold.tsx";

/** Lines of a file that did not fit, as they stand there: nothing is left out in silence. */
export const OddLines = ({ lines, count }: { lines: readonly OddLine[]; count: number }) =>
  count === 0 ? null : (
    <Fold
      className="rounded-lg border border-sand-line bg-sand-wash px-3 py-1"
      label={<span className="text-sand">{strings.odd(count)}</span>}
    >
      <ul className="max-h-60 space-y-1.5 overflow-auto pb-2 text-xs" tabIndex={0}>
        {lines.map((odd, at) => (
          <li key={at} className="grid gap-x-3 sm:grid-cols-[5rem_minmax(0,1fr)]">
            <span className="text-sand">{strings.line(odd.line)}</span>
            <span className="min-w-0">
              <span className="text-soft">{odd.reason}</span>
              {odd.text !== "" && (
                <span dir="auto" className="block truncate font-mono text-ink" title={odd.text}>
                  {odd.text}
                </span>
              )}
            </span>
          </li>
        ))}
        {count > lines.length && <li className="text-sand">{strings.oddRest(count - lines.length)}</li>}
      </ul>
    </Fold>
  );
