"use client";
import { type KeyboardEvent, useContext, useId, useState } from "react";
import type { Step } from "../lib/agent/session.ts";
import { SteerContext } from "./steer.tsx";
import { strings } from "./strings.ts";
import { Button } from "./ui/button.tsx";
import { Unmasked } from "./unmasked.tsx";
import { useComesToYou } from "./use-comes-to-you.ts";

type Props = { turn: number; step: number; asked: NonNullable<Step["asked"]> };

/** A question out of the code: answered with a choice or a line, or what was answered. */
export const Consult = ({ turn, step, asked }: Props) => {
  const { consulting } = useContext(SteerContext);
  if (asked.answer !== undefined)
    return (
      <p className="text-sm text-soft">
        <Unmasked text={asked.answer === null ? strings.trust.consult.unsaid : strings.trust.consult.said(asked.answer)} />
      </p>
    );
  return consulting?.turn === turn && consulting.step === step ? <Form turn={turn} step={step} asked={asked} /> : null;
};

const Form = ({ turn, step, asked: { question, choices } }: Props) => {
  const { say } = useContext(SteerContext);
  const words = strings.trust.consult;
  const [text, setText] = useState("");
  const [id, { box, settled }] = [useId(), useComesToYou()];
  const answer = (said: string | null) => say({ turn, step }, said);
  const key = (event: KeyboardEvent) => {
    const choice = choices[Number(event.key) - 1];
    if (event.target !== box.current || choice === undefined || !settled()) return;
    event.preventDefault();
    answer(choice);
  };
  return (
    <section
      ref={box}
      tabIndex={-1}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-question`}
      onKeyDown={key}
      className="scroll-my-2 space-y-3 rounded-xl border border-sand-line bg-sand-wash p-3.5 outline-offset-2 sm:p-4"
    >
      <div>
        <h3 id={`${id}-title`} className="text-sm text-sand">
          {words.title}
        </h3>
        <p id={`${id}-question`} dir="auto" className="font-semibold break-words">
          <Unmasked text={question} />
        </p>
      </div>
      {choices.length > 0 ? (
        <>
          <div className="flex flex-wrap gap-2">
            {choices.map((choice, at) => (
              <Button key={at} onClick={() => answer(choice)} className="h-auto min-h-9 py-1.5 text-start whitespace-normal">
                <span className="text-faint">{at + 1}</span>
                <span dir="auto">
                  <Unmasked text={choice} />
                </span>
              </Button>
            ))}
          </div>
          <p className="text-xs text-soft">{words.keys}</p>
        </>
      ) : (
        <form
          className="flex flex-wrap items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== "") answer(text.trim());
          }}
        >
          <label className="block min-w-0 flex-1 basis-56 text-sm">
            {words.answer}
            <input
              value={text}
              dir="auto"
              maxLength={2_000}
              onChange={(event) => setText(event.target.value)}
              className="mt-1 block w-full rounded-lg border border-line-strong bg-card px-3 py-2 text-base sm:text-sm"
            />
          </label>
          <Button tone="solid" type="submit" disabled={text.trim() === ""}>
            {words.send}
          </Button>
        </form>
      )}
      <Button size="s" tone="quiet" onClick={() => answer(null)}>
        {words.unknown}
      </Button>
    </section>
  );
};
