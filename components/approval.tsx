"use client";
import { Pencil, Play, X } from "lucide-react";
import { type KeyboardEvent, useContext, useId, useState } from "react";
import type { Verdict } from "../lib/agent/ports.ts";
import type { StepApproval } from "../lib/agent/session.ts";
import { intentOf } from "../lib/policy/intent.ts";
import { Code } from "./code.tsx";
import { DecidingContext } from "./deciding.ts";
import { DiffView } from "./diff-view.tsx";
import { strings, stringsOf } from "./strings.ts";
import { Button } from "./ui/button.tsx";
import { Fold } from "./ui/fold.tsx";
import { Unmasked } from "./unmasked.tsx";
import { useComesToYou } from "./use-comes-to-you.ts";

const words = stringsOf("approval");
type Props = { turn: number; step: number; code: string };
type Mode = "look" | "edit" | "refuse";

/** A script that waits for the person: what it does in plain words, what is new in it, and three ways to decide. */
export const Approval = ({ turn, step, code }: Props) => {
  const { asking, decide } = useContext(DecidingContext);
  const [mode, setMode] = useState<Mode>("look");
  const [id, { box, settled }] = [useId(), useComesToYou()];
  const say = (verdict: Verdict) => decide({ turn, step }, verdict);
  const key = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.preventDefault();
      setMode(mode === "look" ? "refuse" : "look");
      box.current?.focus();
    }
    if (event.key === "Enter" && event.target === box.current && mode === "look" && settled()) {
      event.preventDefault();
      say({ type: "approved" });
    }
  };
  const before = asking?.before ?? null;
  return (
    <section
      ref={box}
      tabIndex={-1}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-does ${id}-keys`}
      onKeyDown={key}
      className="scroll-my-2 space-y-3 rounded-xl border border-sand-line bg-sand-wash p-3.5 outline-offset-2 sm:p-4"
    >
      <div>
        <h3 id={`${id}-title`} className="font-semibold">
          {words.title}
        </h3>
        <p id={`${id}-does`} className="text-sm break-words text-soft">
          <Unmasked text={summary(code)} />
        </p>
      </div>
      {mode === "edit" ? (
        <Edit code={code} back={() => setMode("look")} say={say} />
      ) : (
        <>
          <Code code={code} />
          {before !== null && before !== code && (
            <Fold open label={<span className="text-sand">{words.changed}</span>}>
              <DiffView before={before} after={code} />
            </Fold>
          )}
          {mode === "refuse" ? <Refuse back={() => setMode("look")} say={say} /> : <Choices say={say} setMode={setMode} />}
        </>
      )}
      <p id={`${id}-keys`} className="text-xs text-soft">
        {words.keys[mode]}
      </p>
    </section>
  );
};

const Choices = ({ say, setMode }: { say: (verdict: Verdict) => void; setMode: (mode: Mode) => void }) => (
  <div className="flex flex-wrap gap-2">
    <Button tone="solid" onClick={() => say({ type: "approved" })}>
      <Play aria-hidden className="fill-current" />
      {words.run}
    </Button>
    <Button onClick={() => setMode("edit")}>
      <Pencil aria-hidden />
      {words.edit}
    </Button>
    <Button tone="bad" onClick={() => setMode("refuse")}>
      <X aria-hidden />
      {words.refuse}
    </Button>
  </div>
);

type FormProps = { back: () => void; say: (verdict: Verdict) => void };

const Edit = ({ code, back, say }: FormProps & { code: string }) => {
  const [mine, setMine] = useState(code);
  return (
    <>
      <textarea
        // biome-ignore lint/a11y/noAutofocus: the person has just asked for it
        autoFocus
        aria-label={words.editing}
        value={mine}
        spellCheck={false}
        rows={Math.min(24, mine.split("\n").length + 1)}
        onChange={(event) => setMine(event.target.value)}
        className="block w-full overflow-auto rounded-lg border border-line-strong bg-sunken px-3 py-2.5 font-mono text-[0.8125rem] leading-[1.55] whitespace-pre"
      />
      <div className="flex flex-wrap gap-2">
        <Button tone="solid" disabled={mine.trim() === ""} onClick={() => say({ type: "edited", code: mine })}>
          <Play aria-hidden className="fill-current" />
          {mine === code ? words.run : words.runEdited}
        </Button>
        <Button onClick={back}>{words.back}</Button>
      </div>
    </>
  );
};

const Refuse = ({ back, say }: FormProps) => {
  const [reason, setReason] = useState("");
  return (
    <form
      className="space-y-2"
      onSubmit={(event) => {
        event.preventDefault();
        say({ type: "refused", reason: reason.trim() });
      }}
    >
      <label className="block text-sm">
        {words.reason}
        <input
          // biome-ignore lint/a11y/noAutofocus: the person has just asked for it
          autoFocus
          value={reason}
          maxLength={1_000}
          onChange={(event) => setReason(event.target.value)}
          className="mt-1 block w-full rounded-lg border border-line-strong bg-card px-3 py-2 text-base sm:text-sm"
        />
      </label>
      <div className="flex flex-wrap gap-2">
        <Button tone="bad" type="submit">
          {words.refuseNow}
        </Button>
        <Button onClick={back}>{words.back}</Button>
      </div>
    </form>
  );
};

/** What the person decided, beside the script that it was about. */
export const Decision = ({ approval: { verdict, written, code } }: { approval: StepApproval }) => (
  <div className="text-sm text-soft">
    <p>{words.given[verdict]}</p>
    {verdict === "edited" && (
      <Fold label={words.yours}>
        <DiffView before={written} after={code} />
      </Fold>
    )}
  </div>
);

function summary(code: string): string {
  const { packages, files, unnamed, lines } = intentOf(code);
  const uses = packages.length === 0 ? words.usesNothing : words.uses(packages);
  const writes = files.length === 0 ? (unnamed ? words.writesUnnamed : words.writesNothing) : words.writes(files);
  return [`${strings.codeLines(lines)}.`, uses, writes, files.length > 0 && unnamed ? words.writesUnnamed : ""].filter(Boolean).join(" ");
}
