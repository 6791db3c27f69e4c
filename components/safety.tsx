import { ShieldCheck } from "lucide-react";
import { strings } from "./strings.ts";
import { Window } from "./ui/dialog.tsx";

/** The promise in one line, and how it is kept. */
export const SafetyLine = ({ short = false }: { short?: boolean }) => (
  <p className="flex flex-wrap items-center justify-center gap-x-2 text-center text-[0.8125rem] text-soft">
    <ShieldCheck aria-hidden className="size-4 shrink-0 text-good" />
    {!short && <span>{strings.promise}</span>}
    <Window
      title={strings.safety.title}
      trigger={
        <button type="button" className="text-accent underline decoration-line-strong underline-offset-3 hover:decoration-current">
          {strings.promiseAsk}
        </button>
      }
    >
      <dl className="space-y-4">
        {strings.safety.points.map(([term, text]) => (
          <div key={term}>
            <dt className="font-semibold">{term}</dt>
            <dd className="text-soft">{text}</dd>
          </div>
        ))}
      </dl>
    </Window>
  </p>
);
