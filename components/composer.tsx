"use client";
import { ArrowUp, ChevronDown, ListPlus, Paperclip, Square } from "lucide-react";
import { type KeyboardEvent, type RefObject, useLayoutEffect } from "react";
import type { DeskState } from "../lib/browser/desk-state.ts";
import { strings } from "./strings.ts";
import { Button } from "./ui/button.tsx";
import { Menu } from "./ui/menu.tsx";
import { Tip } from "./ui/tip.tsx";
import type { Analyst } from "./use-analyst.ts";
import { useDraft } from "./use-draft.ts";

type Props = { analyst: Analyst; field: RefObject<HTMLTextAreaElement | null>; pick: () => void };

/** Where questions are asked. While one is being answered, its button stops it. */
export const Composer = ({ analyst, field, pick }: Props) => {
  const { state } = analyst;
  const [text, setText] = useDraft();
  const running = state.busy || state.pending !== null || state.session.turns.at(-1)?.status === "running" || state.stopping;
  const ready = state.items.some((item) => item.state.type !== "failed");
  useGrowing(field, text);

  const send = () => {
    if (!ready || text.trim() === "") return;
    analyst.ask(text);
    setText("");
  };
  const key = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      data-print="no"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className="rounded-2xl border border-line-strong bg-card p-2 shadow-float focus-within:border-accent"
    >
      <label htmlFor="question" className="sr-only">
        {strings.question}
      </label>
      <textarea
        id="question"
        data-shortcut="question"
        ref={field}
        rows={1}
        value={text}
        dir="auto"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={key}
        aria-describedby="question-hint"
        placeholder={hint(state, ready)}
        className="block max-h-48 w-full resize-none bg-transparent px-2.5 py-1.5 text-base outline-none placeholder:text-faint sm:text-[0.9375rem]"
      />
      <p id="question-hint" className="sr-only">
        {strings.enterHint}
      </p>
      <div className="mt-1 flex items-center gap-1">
        <Tip text={strings.addFiles}>
          <Button tone="quiet" size="icon" aria-label={strings.addFiles} data-shortcut="files" onClick={pick}>
            <Paperclip aria-hidden />
          </Button>
        </Tip>
        <ModelMenu state={state} choose={analyst.choose} />
        <span className="flex-1" />
        {running && text.trim() !== "" && (
          <Button type="submit" disabled={!ready}>
            {strings.trust.queue.add}
            <ListPlus aria-hidden />
          </Button>
        )}
        {running ? (
          <Button tone="bad" data-shortcut="stop" onClick={analyst.stop} disabled={state.stopping}>
            <Square aria-hidden className="fill-current" />
            {state.stopping ? strings.stopping : strings.stop}
          </Button>
        ) : (
          <Button tone="solid" type="submit" disabled={!ready || text.trim() === ""}>
            {strings.send}
            <ArrowUp aria-hidden />
          </Button>
        )}
      </div>
    </form>
  );
};

function hint({ items, session }: DeskState, ready: boolean): string {
  if (items.some(({ state }) => state.type === "reading" || state.type === "waiting")) return strings.askReading;
  if (ready) return session.turns.length > 0 ? strings.askNext : strings.ask;
  return strings.askFirst;
}

const ModelMenu = ({ state, choose }: { state: DeskState; choose: (id: string) => void }) => {
  const chosen = state.models.find(({ id }) => id === state.model);
  if (!chosen) return null;
  const choices = state.models.map(({ id, label, builtin }) => ({ id, label, hint: builtin ? strings.builtin : strings.remote }));
  const trigger = (
    <Button tone="quiet" className="min-w-0 px-2.5 text-[0.8125rem]" aria-label={`${strings.model}: ${chosen.label}`}>
      <span className="truncate">{chosen.label}</span>
      <ChevronDown aria-hidden className="opacity-60" />
    </Button>
  );
  return <Menu trigger={trigger} label={strings.model} choices={choices} chosen={state.model} choose={choose} />;
};

/** As high as its text, up to its own maximum. */
function useGrowing(field: RefObject<HTMLTextAreaElement | null>, text: string) {
  useLayoutEffect(() => {
    const it = field.current;
    if (!it) return;
    it.style.height = "auto";
    if (text !== "") it.style.height = `${it.scrollHeight}px`;
  }, [field, text]);
}
