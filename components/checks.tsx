"use client";
import { CircleCheck, CircleX, GitCompareArrows, Info, LoaderCircle, RotateCw } from "lucide-react";
import { type ReactNode, useContext } from "react";
import { differences } from "../lib/agent/same.ts";
import { agrees, secondOf } from "../lib/agent/second.ts";
import type { Step, Turn } from "../lib/agent/session.ts";
import type { Observation } from "../lib/protocol/observation.ts";
import { SteerContext } from "./steer.tsx";
import { strings } from "./strings.ts";
import { Button } from "./ui/button.tsx";
import { cn } from "./ui/cn.ts";
import { Unmasked } from "./unmasked.tsx";

/** Runs the step again and says whether the same came out. */
export const Again = ({ turn, step }: { turn: number; step: Step }) => {
  const { session, busy, want } = useContext(SteerContext);
  const latest = session.turns.findLast(({ origin }) => origin?.type === "rerun" && origin.turn === turn && origin.step === step.index);
  return (
    <section className="space-y-2">
      <Button disabled={busy} onClick={() => want({ turn, step: step.index }, { type: "rerun" })}>
        <RotateCw aria-hidden />
        {strings.trust.again}
      </Button>
      {latest && <AgainResult turn={latest} before={step} />}
    </section>
  );
};

const seenIn = (turn: Turn): Observation | null =>
  turn.steps.flatMap(({ state }) => (state.type === "ran" ? [state.observation] : []))[0] ?? null;

export const AgainResult = ({ turn, before }: { turn: Turn; before: Step | undefined }) => {
  if (turn.status === "running") return <Busy />;
  const seen = seenIn(turn);
  const old = before?.state.type === "ran" ? before.state.observation : null;
  if (!seen || !old || seen.status !== "ok") return <Verdict tone="bad">{strings.trust.failedAgain(turn.message)}</Verdict>;
  const found = differences(old, seen).map(({ what, title }) => {
    const word = strings.trust.different[what];
    return typeof word === "string" ? word : word(title);
  });
  return found.length === 0 ? (
    <Verdict tone="good">{strings.trust.same}</Verdict>
  ) : (
    <Verdict tone="bad">{strings.trust.differs(found)}</Verdict>
  );
};

/** Has a figure computed by another route, and says whether both agree. */
export const Second = ({ turn, step, number }: { turn: Turn; step: Step; number: string }) => {
  const { session, busy, want } = useContext(SteerContext);
  const latest = session.turns.findLast(({ origin }) => origin?.type === "second" && origin.turn === turn.index && origin.of === number);
  const last = answering(turn) ?? step.index;
  return (
    <section className="space-y-2">
      <Button
        disabled={busy}
        aria-describedby="second-route"
        onClick={() => want({ turn: turn.index, step: last }, { type: "second", number })}
      >
        <GitCompareArrows aria-hidden />
        {strings.trust.second.check}
      </Button>
      <p id="second-route" className="text-sm text-soft">
        {strings.trust.second.about}
      </p>
      {latest && <SecondResult turn={latest} />}
    </section>
  );
};

/** The step whose code gave the answer. */
const answering = (turn: Turn): number | undefined =>
  turn.steps.findLast(({ state }) => state.type === "ran" && state.observation.status === "ok" && state.observation.answer !== null)?.index;

export const SecondResult = ({ turn }: { turn: Turn }) => {
  const words = strings.trust.second;
  if (turn.status === "running") return <Busy />;
  const seen = seenIn(turn);
  const route = seen && secondOf(seen);
  if (!route) return <Verdict tone="bad">{turn.message === "" ? words.unread : `${words.failed} ${turn.message}`}</Verdict>;
  if (route.status === "none")
    return (
      <>
        <Verdict tone="calm">{words[route.why]}</Verdict>
        <AskModel turn={turn} />
      </>
    );
  const { first, second, used } = route;
  return (
    <>
      <Verdict tone={agrees(route) ? "good" : "bad"}>{agrees(route) ? words.agree(first, second) : words.disagree(first, second)}</Verdict>
      <p className="text-sm text-soft">
        {words.usedTitle} {used.map(({ what, how, times }) => words.used(what, how, times)).join("; ")}
      </p>
    </>
  );
};

const AskModel = ({ turn }: { turn: Turn }) => {
  const { builtin, ask, busy } = useContext(SteerContext);
  const words = strings.trust.second;
  if (builtin) return <p className="text-sm text-soft">{words.builtin}</p>;
  return (
    <Button disabled={busy} onClick={() => ask(words.question(turn.origin?.of ?? ""))}>
      {words.askModel}
    </Button>
  );
};

const Busy = () => (
  <p role="status" className="flex items-center gap-2 text-sm text-soft">
    <LoaderCircle aria-hidden className="size-4 animate-spin text-accent" />
    {strings.trust.checking}
  </p>
);

const icons = { good: CircleCheck, bad: CircleX, calm: Info };

const Verdict = ({ tone, children }: { tone: keyof typeof icons; children: ReactNode }) => {
  const Icon = icons[tone];
  return (
    <p role="status" className="flex items-start gap-2 text-sm font-medium">
      <Icon
        aria-hidden
        className={cn("mt-0.5 size-4 shrink-0", tone === "good" ? "text-accent" : tone === "bad" ? "text-bad" : "text-faint")}
      />
      <span className="min-w-0">{typeof children === "string" ? <Unmasked text={children} /> : children}</span>
    </p>
  );
};
