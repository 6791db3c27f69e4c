"use client";
import { ShieldCheck } from "lucide-react";
import { lazy, Suspense } from "react";
import { strings } from "./strings.ts";
import { Window } from "./ui/dialog.tsx";
import { useMapping } from "./use-mapping.ts";

const Rules = lazy(() => import("./rules.tsx"));

/** The promise in one line, and how it is kept. */
export const SafetyLine = ({ short = false }: { short?: boolean }) => {
  const { mode } = useMapping();
  return (
    <p className="flex flex-wrap items-center justify-center gap-x-2 text-center text-[0.8125rem] text-soft">
      <span>
        <ShieldCheck aria-hidden className="me-1.5 inline size-4 align-[-0.2em] text-good" />
        {!short && strings.promise}
      </span>
      <Window
        title={strings.safety.title}
        trigger={
          <button
            type="button"
            className="inline-block py-0.5 text-accent underline decoration-line-strong underline-offset-3 hover:decoration-current"
          >
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
          {mode !== null && (
            <div>
              <dt className="font-semibold">{strings.masking.modeTitle}</dt>
              <dd className="text-soft">{strings.masking.mode[mode]}</dd>
            </div>
          )}
        </dl>
        <p className="mt-5 border-t border-line pt-4">
          <Window
            wide
            title={strings.rules.title}
            description={strings.rules.about}
            trigger={
              <button
                type="button"
                className="inline-block py-0.5 text-accent underline decoration-line-strong underline-offset-3 hover:decoration-current"
              >
                {strings.rules.open}
              </button>
            }
          >
            <Suspense fallback={<p className="py-6 text-soft">{strings.coming}</p>}>
              <Rules />
            </Suspense>
          </Window>
        </p>
      </Window>
    </p>
  );
};
