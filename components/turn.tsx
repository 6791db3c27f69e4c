"use client";
import { memo, useEffect } from "react";
import type { Step, Turn } from "../lib/agent/session.ts";
import type { Artifact } from "../lib/protocol/artifact.ts";
import { ArtifactView } from "./artifact.tsx";
import { durationText } from "./format.ts";
import { useLocale } from "./locale.tsx";
import { loadMarkdown } from "./markdown.tsx";
import { SentWindow } from "./sent-window.tsx";
import { StepView } from "./step.tsx";
import { StepTools } from "./step-tools.tsx";
import { strings } from "./strings.ts";
import { OwnResult, TurnHeading } from "./turn-heading.tsx";
import { Next, Summary } from "./summary.tsx";
import { TakeAway } from "./take-away.tsx";
import { Fold } from "./ui/fold.tsx";

type Props = { turn: Turn; ask: ((question: string) => void) | null };

/**
 * One question and its answer. While it runs the steps are open; once done the answer is on top and the steps are folded. Made anew only when its turn or the
 * language changes: what streams into the last one is not felt in a long session.
 */
export const TurnView = memo(({ turn, ask }: Props) => {
  useLocale();
  useEffect(() => void loadMarkdown(), []);
  return (
    <article aria-labelledby={`turn-${turn.index}`} aria-busy={turn.status === "running"} className="space-y-6">
      <TurnHeading turn={turn} />
      {turn.origin && turn.status !== "running" && <OwnResult turn={turn} />}
      {turn.status === "running" ? <Steps turn={turn} live /> : <Done turn={turn} ask={ask} />}
      {turn.steps.length > 0 && (
        <div data-print="no" className="flex flex-wrap gap-x-5 gap-y-1">
          {turn.status !== "running" && <TakeAway turns={[turn]} label={strings.take.turn} />}
          <SentWindow turn={turn.index} />
        </div>
      )}
    </article>
  );
});

const Done = ({ turn, ask }: Props) => {
  const results = resultsOf(turn);
  const tokens = turn.usage.inputTokens + turn.usage.outputTokens;
  return (
    <>
      {turn.origin?.type !== "second" && <Summary turn={turn} />}
      {results.length > 0 && turn.origin?.type !== "second" && (
        <section aria-label={strings.results} className="space-y-4">
          {results.map((artifact) => (
            <ArtifactView key={artifact.id} artifact={artifact} />
          ))}
        </section>
      )}
      {ask && turn.answer && <Next questions={turn.answer.next} ask={ask} />}
      {turn.steps.length > 0 && (
        <Fold
          open={turn.answer === null}
          label={
            <span className="flex min-w-0 flex-wrap gap-x-2">
              <span className="font-medium">{strings.how}</span>
              <span className="text-faint">
                {strings.work(turn.steps.length, turn.repairs)}
                {turn.endedAt !== null && `, ${durationText(turn.endedAt - turn.startedAt)}`}
                {tokens > 0 && `, ${strings.tokens(tokens)}`}
              </span>
            </span>
          }
        >
          <div className="pt-3">
            <Steps turn={turn} />
          </div>
        </Fold>
      )}
    </>
  );
};

const Steps = ({ turn, live = false }: { turn: Turn; live?: boolean }) => (
  <ol>
    {turn.steps.map((step, at) => (
      <StepView key={step.index} turn={turn.index} step={step} before={turn.steps[at - 1] ?? null}>
        {!live && <StepTools turn={turn} step={step} />}
        {live && madeBy(step).map((artifact) => <ArtifactView key={artifact.id} artifact={artifact} />)}
      </StepView>
    ))}
  </ol>
);

const madeBy = ({ state }: Step): readonly Artifact[] => (state.type === "ran" ? state.observation.artifacts : []);

/** A picture says it first, a table proves it, a file takes it away. */
const order = { chart: 0, image: 0, table: 1, file: 2 };

/** What is worth seeing without unfolding anything: every chart and file, and the tables of the last step that made some. */
function resultsOf(turn: Turn): Artifact[] {
  const lists = turn.steps.filter((step) => step.state.type === "ran" && step.state.observation.status === "ok").map(madeBy);
  const tables = lists.findLast((list) => list.some((artifact) => artifact.kind === "table")) ?? [];
  const worth = lists.flat().filter((artifact) => artifact.kind !== "table" || tables.includes(artifact));
  return worth.toSorted((a, b) => order[a.kind] - order[b.kind]);
}
