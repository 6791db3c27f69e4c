import { CornerDownRight, TriangleAlert } from "lucide-react";
import { useMemo } from "react";
import type { Turn } from "../lib/agent/session.ts";
import { hostText } from "./host-text.ts";
import { Markdown } from "./markdown.tsx";
import { strings } from "./strings.ts";
import { TracesContext, tracesOf } from "./traces.ts";
import { cn } from "./ui/cn.ts";
import { Unmasked } from "./unmasked.tsx";

/** The finding, what carries it, what weakens it. */
export const Summary = ({ turn }: { turn: Turn }) => {
  const { answer, message, status } = turn;
  const traces = useMemo(() => tracesOf(answer?.traces), [answer]);
  const unfound = (answer?.traces ?? []).filter(({ origin }) => origin.type === "nowhere").map(({ number }) => number);
  return (
    <div className="animate-[rise_.25s_ease-out] space-y-5">
      {message !== "" && <Outcome status={status} message={message} />}
      {answer && (
        <TracesContext value={traces}>
          <Markdown
            text={hostText(answer.finding)}
            className={cn("leading-[1.45] font-medium tracking-[-0.011em]", answer.finding.length < 420 ? "text-xl" : "text-base")}
          />
          <Points title={strings.evidence} points={answer.evidence} />
          <Unfound numbers={unfound} />
          <Caveats points={answer.caveats.map(hostText)} />
        </TracesContext>
      )}
    </div>
  );
};

/** Said to the reader, never left out: a number that nothing computed. */
const Unfound = ({ numbers }: { numbers: readonly string[] }) =>
  numbers.length === 0 ? null : (
    <p role="note" className="flex items-start gap-2 rounded-xl border border-bad-line bg-bad-wash px-3.5 py-2.5 text-sm">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
      <span>{strings.trust.unfound(numbers)}</span>
    </p>
  );

const Outcome = ({ status, message }: { status: Turn["status"]; message: string }) => {
  const title = status === "partial" ? strings.partial : status === "stopped" ? strings.stopped : strings.failed;
  const bad = status === "failed";
  return (
    <div
      role={bad ? "alert" : undefined}
      className={cn("rounded-xl border px-4 py-3", bad ? "border-bad-line bg-bad-wash" : "border-sand-line bg-sand-wash")}
    >
      <p className={cn("text-sm font-semibold", bad ? "text-bad" : "text-sand")}>{title}</p>
      <p className="text-sm text-soft">
        <Unmasked text={hostText(message)} />
      </p>
    </div>
  );
};

const Points = ({ title, points }: { title: string; points: readonly string[] }) =>
  points.length === 0 ? null : (
    <section>
      <h3 className="mb-1.5 text-xs font-semibold text-faint">{title}</h3>
      <ul className="space-y-2">
        {points.map((point, at) => (
          <li key={at} className="grid grid-cols-[0.9rem_minmax(0,1fr)]">
            <span aria-hidden className="mt-[0.62em] size-1.5 rounded-full bg-accent" />
            <Markdown text={point} />
          </li>
        ))}
      </ul>
    </section>
  );

const Caveats = ({ points }: { points: readonly string[] }) =>
  points.length === 0 ? null : (
    <section className="border-s-2 border-sand-line ps-4">
      <h3 className="mb-1 flex items-center gap-1.5 text-xs font-semibold text-sand">
        <TriangleAlert aria-hidden className="size-3.5" />
        {strings.caveats}
      </h3>
      <ul className="space-y-1.5 text-sm">
        {points.map((point, at) => (
          <li key={at}>
            <Markdown text={point} />
          </li>
        ))}
      </ul>
    </section>
  );

/** Where to go next. */
export const Next = ({ questions, ask }: { questions: readonly string[]; ask: (question: string) => void }) =>
  questions.length === 0 ? null : (
    <section data-print="no">
      <h3 className="mb-1.5 text-xs font-semibold text-faint">{strings.next}</h3>
      <ul className="flex flex-col items-start gap-1">
        {questions.map((question, at) => (
          <li key={at}>
            <button
              type="button"
              onClick={() => ask(question)}
              className="-ms-2 flex items-start gap-2 rounded-lg px-2 py-1 text-start text-accent hover:bg-wash"
            >
              <CornerDownRight aria-hidden className="mt-1 size-4 shrink-0 rtl:-scale-x-100" />
              <span dir="auto">
                <Unmasked text={question} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
