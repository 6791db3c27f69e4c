import { strings } from "./strings.ts";
import { Unmasked } from "./unmasked.tsx";

/** Questions that these files can answer. */
export const Suggestions = ({ questions, ask }: { questions: readonly string[]; ask: (question: string) => void }) =>
  questions.length === 0 ? null : (
    <section aria-label={strings.tryThese} data-print="no">
      <ul className="-mx-1 flex gap-2 overflow-x-auto ps-1 pb-2.5 [mask-image:linear-gradient(to_right,black_calc(100%-2.5rem),transparent)] pe-8 [scrollbar-width:none] rtl:[mask-image:linear-gradient(to_left,black_calc(100%-2.5rem),transparent)]">
        {questions.map((question) => (
          <li key={question} className="shrink-0">
            <button
              type="button"
              dir="auto"
              onClick={() => ask(question)}
              className="rounded-xl border border-line bg-card px-3.5 py-1.5 text-start text-sm text-ink shadow-card transition-colors hover:border-accent hover:bg-wash"
            >
              <Unmasked text={question} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
