"use client";
import { GitBranch, Pencil, Play, RotateCw } from "lucide-react";
import { useContext, useState } from "react";
import { codeOf, type Session, type Step, type Turn } from "../lib/agent/session.ts";
import { SteerContext } from "./steer.tsx";
import { strings } from "./strings.ts";
import { Button } from "./ui/button.tsx";
import { Confirm } from "./ui/confirm.tsx";

/** What the person can do with a step that has run: again, otherwise, or another way from there. */
export const StepTools = ({ turn, step }: { turn: Turn; step: Step }) => {
  const { session, busy, want, branch } = useContext(SteerContext);
  const [editing, setEditing] = useState(false);
  const code = codeOf(step);
  const changed = changedBefore(session, turn, step);
  if (code === null || step.state.type !== "ran" || turn.origin?.type === "second") return null;
  const at = { turn: turn.index, step: step.index };
  return (
    <div data-print="no" className="space-y-2">
      {changed !== null && (
        <p className="inline-block rounded-full border border-sand-line bg-sand-wash px-2 text-xs leading-5 text-sand">
          {strings.trust.earlier(changed + 1)}
        </p>
      )}
      {editing ? (
        <Edit code={code} busy={busy} back={() => setEditing(false)} run={(mine) => want(at, { type: "edit", code: mine })} />
      ) : (
        <fieldset className="flex flex-wrap gap-1" aria-label={strings.trust.stepTools(step.index + 1)}>
          <Button size="s" tone="quiet" disabled={busy} onClick={() => want(at, { type: "rerun" })}>
            <RotateCw aria-hidden />
            {strings.trust.againShort}
          </Button>
          <Button size="s" tone="quiet" onClick={() => setEditing(true)}>
            <Pencil aria-hidden />
            {strings.trust.edit}
          </Button>
          <Confirm
            trigger={
              <Button size="s" tone="quiet" disabled={busy}>
                <GitBranch aria-hidden />
                {strings.trust.goOn}
              </Button>
            }
            title={strings.trust.goOnTitle}
            text={strings.trust.goOnText}
            leave={strings.trust.goOnDont}
            take={strings.trust.goOnDo}
            onTake={() => branch(at)}
          />
        </fieldset>
      )}
    </div>
  );
};

const Edit = ({ code, busy, back, run }: { code: string; busy: boolean; back: () => void; run: (code: string) => void }) => {
  const [mine, setMine] = useState(code);
  return (
    <div className="space-y-2">
      <textarea
        // biome-ignore lint/a11y/noAutofocus: the person has just asked for it
        autoFocus
        aria-label={strings.trust.editing}
        value={mine}
        spellCheck={false}
        rows={Math.min(24, mine.split("\n").length + 1)}
        onChange={(event) => setMine(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && back()}
        className="block w-full overflow-auto rounded-lg border border-line-strong bg-sunken px-3 py-2.5 font-mono text-[0.8125rem] leading-[1.55] whitespace-pre"
      />
      <div className="flex flex-wrap gap-2">
        <Button
          tone="solid"
          disabled={busy || mine.trim() === "" || mine === code}
          onClick={() => {
            run(mine);
            back();
          }}
        >
          <Play aria-hidden className="fill-current" />
          {strings.trust.runEdited}
        </Button>
        <Button onClick={back}>{strings.trust.back}</Button>
      </div>
    </div>
  );
};

/** The step before this one in its turn, or in an earlier turn, that the person has changed since. */
function changedBefore({ turns }: Session, turn: Turn, step: Step): number | null {
  const edits = turns.flatMap(({ origin, status, index }) =>
    origin?.type === "edit" && status === "answered" && index > turn.index ? [origin] : [],
  );
  const before = edits.filter((edit) => edit.turn < turn.index || (edit.turn === turn.index && edit.step < step.index));
  return before.at(-1)?.step ?? null;
}
