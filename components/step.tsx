"use client";
import { Check, CircleAlert, Hand, LoaderCircle, Wrench } from "lucide-react";
import { useContext } from "react";
import type { Step } from "../lib/agent/session.ts";
import { Approval, Decision } from "./approval.tsx";
import { Code } from "./code.tsx";
import { Consult } from "./consult.tsx";
import { DiffView } from "./diff-view.tsx";
import { Elapsed } from "./elapsed.tsx";
import { Fault, Note, Refusal } from "./fault.tsx";
import { durationText } from "./format.ts";
import { hostText } from "./host-text.ts";
import { Markdown } from "./markdown.tsx";
import { OutputView, printed } from "./output.tsx";
import { RebuiltNote } from "./rebuilt.tsx";
import { StartingContext } from "./starting.ts";
import { failure, lookOf, nameOf, restOf, type Tone } from "./step-look.ts";
import { strings } from "./strings.ts";
import { cn } from "./ui/cn.ts";
import { Fold } from "./ui/fold.tsx";
import { Unmasked } from "./unmasked.tsx";

type Props = { turn: number; step: Step; before: Step | null; children?: React.ReactNode };

/** One action and what came of it. A repair says what it mends and how its code differs from the code that failed. */
export const StepView = ({ turn, step, before, children }: Props) => {
  const look = lookOf(step, useContext(StartingContext));
  const plan = planOf(step);
  return (
    <li className="relative grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-3 pb-6 last:pb-1" aria-busy={look.tone === "busy"}>
      <span aria-hidden className="absolute top-7 bottom-0 start-3 w-px bg-line [li:last-child>&]:hidden" />
      <Badge tone={look.tone} repair={step.repair > 0} />
      <div className="min-w-0 space-y-2.5">
        <Title step={step} plan={plan} label={look.label} before={before} />
        {restOf(plan) !== "" && <Markdown text={restOf(plan)} live={step.state.type === "thinking"} className="text-soft" />}
        {step.rebuilt !== null && <RebuiltNote rebuilt={step.rebuilt} />}
        {step.slips.map((slip, at) => (
          <Note key={at} text={`${slip.type === "unreadable" ? strings.unreadable : strings.rejected}: ${slip.reason}`} />
        ))}
        <Body turn={turn} step={step} />
        <Mending step={step} before={before} />
        {step.asked && <Consult turn={turn} step={step.index} asked={step.asked} />}
        {step.remarks.map((remark, at) => (
          <p key={at} className="text-sm text-sand">
            <Unmasked text={remark} />
          </p>
        ))}
        {children}
      </div>
    </li>
  );
};

const Badge = ({ tone, repair }: { tone: Tone; repair: boolean }) => {
  const Icon = tone === "busy" ? LoaderCircle : tone === "asking" ? Hand : tone === "bad" ? CircleAlert : repair ? Wrench : Check;
  const colour = tone === "bad" ? "bg-bad-wash text-bad" : repair || tone === "asking" ? "bg-sand-wash text-sand" : "bg-wash text-accent";
  return (
    <span aria-hidden className={cn("z-[1] grid size-6 place-items-center rounded-full", colour)}>
      <Icon className={cn("size-3.5", tone === "busy" && "animate-spin")} />
    </span>
  );
};

type TitleProps = { step: Step; plan: string; label: string; before: Step | null };

const Title = ({ step, plan, label, before }: TitleProps) => {
  const mends = step.repair > 0 && before ? failure(before) : null;
  return (
    <div className="flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
      {step.repair > 0 && (
        <span className="rounded-full border border-sand-line bg-sand-wash px-2 text-xs leading-5 font-medium text-sand">
          {strings.repair(step.repair)}
          {mends !== null && `, ${strings.mending(mends)}`}
        </span>
      )}
      <span dir="auto" className="min-w-0 text-[0.9375rem] leading-6">
        <Unmasked text={nameOf(plan) || label} live={step.state.type === "thinking"} />
      </span>
      <span className="text-xs text-faint">
        {nameOf(plan) === "" ? null : label} <Clock step={step} />
      </span>
    </div>
  );
};

const Clock = ({ step }: { step: Step }) => {
  if (step.state.type === "ran") return <>{durationText(step.state.observation.durationMs)}</>;
  return lookOf(step).tone === "busy" ? <Elapsed since={step.startedAt} /> : null;
};

const Body = ({ turn, step }: { turn: number; step: Step }) => {
  const { state, action } = step;
  const code = action?.type === "run" ? action.code : state.type === "thinking" ? state.live.code : "";
  if (state.type === "asking" && action?.type === "run") return <Approval turn={turn} step={step.index} code={action.code} />;
  return (
    <>
      {state.type === "thinking" && state.live.reasoning !== "" && (
        <Fold label={strings.reasoning}>
          <p className="max-h-48 overflow-auto text-sm whitespace-pre-wrap text-soft">
            <Unmasked text={state.live.reasoning} live />
          </p>
        </Fold>
      )}
      {code !== "" && (
        <CodeFold
          code={code}
          live={state.type === "thinking"}
          mark={state.type === "ran" && state.observation.status === "error" ? state.observation.error.line : null}
        />
      )}
      {state.type === "running" && state.output.length > 0 && <OutputView pieces={state.output} live />}
      {state.type === "refused" && <Refusal findings={state.findings} />}
      {step.approval !== null && <Decision approval={step.approval} />}
      {state.type === "declined" && <Note text={state.reason === "" ? strings.approval.noReason : state.reason} />}
      {(state.type === "denied" || state.type === "failed") && (
        <Note text={hostText(state.type === "denied" ? state.reason : state.message)} />
      )}
      {state.type === "ran" && <Ran observation={state.observation} hints={state.hints} />}
    </>
  );
};

const CodeFold = ({ code, live, mark }: { code: string; live: boolean; mark: number | null }) => (
  <Fold
    label={
      <>
        {strings.code}
        <span className="text-faint">{strings.codeLines(code.split("\n").length)}</span>
      </>
    }
  >
    <Code code={code} live={live} mark={mark} />
  </Fold>
);

type RanState = Extract<Step["state"], { type: "ran" }>;

const Ran = ({ observation, hints }: Pick<RanState, "observation" | "hints">) => {
  const pieces = printed(observation);
  const value = observation.status === "ok" ? observation.value : null;
  return (
    <>
      {pieces.length > 0 && <OutputView pieces={pieces} dropped={observation.droppedChars} />}
      {value !== null && value !== "" && <OutputView pieces={[{ stream: "stdout", text: value }]} />}
      <Fault observation={observation} />
      {observation.notes.map((note, at) => (
        <p key={at} className="text-sm text-sand">
          <Unmasked text={note} />
        </p>
      ))}
      {hints.length > 0 && (
        <Fold label={strings.hints}>
          <ul className="list-disc ps-5 text-sm text-soft">
            {hints.map((hint, at) => (
              <li key={at}>
                <Unmasked text={hint} />
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </>
  );
};

const Mending = ({ step, before }: { step: Step; before: Step | null }) => {
  if (step.repair === 0 || before?.action?.type !== "run" || step.action?.type !== "run") return null;
  const mended = step.state.type === "ran" && step.state.observation.status === "ok";
  return (
    <div className="rounded-lg border border-sand-line bg-sand-wash px-3 py-1.5">
      {mended && <p className="text-sm text-sand">{strings.mended}</p>}
      <Fold label={<span className="text-sand">{strings.changed}</span>}>
        <DiffView before={before.action.code} after={step.action.code} />
      </Fold>
    </div>
  );
};

function planOf({ action, state }: Step): string {
  if (action) return action.type === "run" ? action.plan : "";
  return state.type === "thinking" ? state.live.text : "";
}
