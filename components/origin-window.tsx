"use client";
import { useContext } from "react";
import type { Step, Turn } from "../lib/agent/session.ts";
import { codeOf } from "../lib/agent/session.ts";
import type { Trace } from "../lib/protocol/observation.ts";
import { Again, Second } from "./checks.tsx";
import { Code } from "./code.tsx";
import { bytesText, durationText } from "./format.ts";
import { madeAt } from "./from-where.tsx";
import { SteerContext, type Subject } from "./steer.tsx";
import { strings } from "./strings.ts";
import WindowShown from "./ui/dialog-shown.tsx";
import { Unmasked } from "./unmasked.tsx";
import { useMapping } from "./use-mapping.ts";

/** Where a number, a table or a chart comes from: the code, its inputs, its time; and two ways to check it. */
const OriginWindow = ({ subject, close }: { subject: Subject; close: () => void }) => {
  const { session } = useContext(SteerContext);
  const { plain } = useMapping();
  const at = placeOf(subject, (id) => madeAt(session, id));
  const turn = session.turns.find(({ index }) => index === at?.turn);
  const step = turn?.steps.find(({ index }) => index === at?.step);
  const title =
    subject.type === "number" ? strings.trust.whereNumber(subject.trace.number) : strings.trust.whereThing(plain(subject.artifact.title));
  return (
    <WindowShown closed={close} title={title} wide={step !== undefined}>
      <div className="space-y-5">
        {subject.type === "number" && (
          <p>
            <Unmasked text={said(subject.trace, plain)} />
          </p>
        )}
        {turn && step ? <Made turn={turn} step={step} /> : at && <p className="text-soft">{strings.trust.stepGone}</p>}
        {turn && step && <Again turn={turn.index} step={step} />}
        {turn && step && subject.type === "number" && subject.trace.origin.type === "run" && (
          <Second turn={turn} step={step} number={subject.trace.number} />
        )}
      </div>
    </WindowShown>
  );
};

export default OriginWindow;

function placeOf(subject: Subject, made: (id: string) => { turn: number; step: number } | null): { turn: number; step: number } | null {
  if (subject.type === "artifact") return made(subject.artifact.id);
  const { origin } = subject.trace;
  return origin.type === "run" || origin.type === "code" ? origin : null;
}

function said({ origin }: Trace, plain: (text: string) => string): string {
  const { found } = strings.trust;
  switch (origin.type) {
    case "run":
      if (origin.found === "value") return found.value(origin.label, origin.step + 1);
      if (origin.found === "table") return found.table(plain(origin.label), origin.step + 1);
      return origin.found === "printed" ? found.printed(origin.step + 1) : found.text(origin.step + 1);
    case "code":
      return found.code(origin.step + 1);
    case "file":
      return found.file(origin.file);
    case "question":
      return found.question;
    case "nowhere":
      return found.nowhere;
    default:
      return origin satisfies never;
  }
}

const Made = ({ turn, step }: { turn: Turn; step: Step }) => {
  const { permitted, state } = step;
  const time = permitted ? new Date(permitted.at).toLocaleString(strings.tag) : "";
  return (
    <>
      <section className="space-y-2">
        <h3 className="text-sm font-semibold">{strings.trust.madeBy(step.index + 1)}</h3>
        <p className="text-sm text-soft">
          <Unmasked text={strings.trust.ofQuestion(turn.question)} />
          {permitted && state.type === "ran" && ` ${strings.trust.ran(time, durationText(state.observation.durationMs))}`}
        </p>
        <Code code={codeOf(step) ?? ""} />
      </section>
      <section className="space-y-1.5">
        <h3 className="text-sm font-semibold">{strings.trust.inputs}</h3>
        <ul className="space-y-1.5 text-sm">
          {(permitted?.inputs ?? []).map(({ file, bytes, sha256, of }) => (
            <li key={file} className="min-w-0">
              <Unmasked text={file} /> <span className="text-faint">{bytesText(bytes)}</span>
              <span className="block font-mono text-xs break-all text-soft">
                {strings.trust.digest(sha256)} {strings.trust.digestOf[of]}
              </span>
            </li>
          ))}
        </ul>
        {(permitted?.inputs ?? []).length === 0 && <p className="text-sm text-soft">{strings.trust.noInputs}</p>}
      </section>
    </>
  );
};
