import { strings } from "./strings.ts";

/** Questions that these files can answer. */
export const Suggestions = ({ questions, ask }: { questions: readonly string[]; ask: (question: string) => void }) =>
  questions.length === 0 ? null : (
    <section aria-label={strings.tryThese} data-print="no">
      <ul className="-mx-1 flex gap-2 overflow-x-auto pl-1 pb-2.5 [mask-image:linear-gradient(to_right,black_calc(100%-2.5rem),transparent)] pr-8 [scrollbar-width:none]">
        {questions.map((question) => (
          <li key={question} className="shrink-0">
            <button
              type="button"
              dir="auto"
              onClick={() => ask(question)}
              className="rounded-xl border border-line bg-card px-3.5 py-1.5 text-left text-sm text-ink shadow-card transition-colors hover:border-accent hover:bg-wash"
            >
              {question}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
