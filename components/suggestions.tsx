import { Sparkle } from "lucide-react";
import { strings } from "./strings.ts";

/** Questions that these files can answer. */
export const Suggestions = ({ questions, ask }: { questions: readonly string[]; ask: (question: string) => void }) =>
  questions.length === 0 ? null : (
    <section aria-labelledby="suggested" data-print="no" className="pt-2">
      <h2 id="suggested" className="mb-2 flex items-center gap-1.5 text-sm font-medium text-soft">
        <Sparkle aria-hidden className="size-3.5" />
        {strings.tryThese}
      </h2>
      <ul className="flex flex-wrap gap-2">
        {questions.map((question) => (
          <li key={question} className="max-w-full">
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
