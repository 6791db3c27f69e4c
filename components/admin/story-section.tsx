import { ArrowLeft } from "lucide-react";
import { useCallback, useEffect, useRef } from "react";
import type { AdminDoor } from "../../lib/browser/admin/door.ts";
import { agreed, callOf, messagesOf, type Step, sessionStory, type Turn, turnsOf } from "../../lib/browser/admin/story.ts";
import type { Told } from "../../lib/browser/admin/told.ts";
import { cn } from "../ui/cn.ts";
import { Fold } from "../ui/fold.tsx";
import { EntryFacts, Text } from "./entry-facts.tsx";
import { entryLook, gist } from "./entry-look.ts";
import { Asking, Chip, Refused, Top } from "./part.tsx";
import { hrefOf } from "./route.ts";
import { useAsk } from "./use-ask.ts";
import { When } from "./when.tsx";
import { words, wordsOf } from "./words.ts";

const say = wordsOf("story");

/** A question from what the model was sent to what left the page, as the audit has it. */
export const StorySection = ({ door, query }: { door: AdminDoor; query: URLSearchParams }) => {
  const session = query.get("session") ?? "";
  const [asked, again] = useAsk(useCallback((signal: AbortSignal) => sessionStory(door, session, signal), [door, session]));
  const wanted = Number(query.get("turn") ?? 0);
  return (
    <>
      <p className="mb-3 text-sm">
        <a href={hrefOf("audit", { session })} className="inline-flex items-center gap-1.5 text-accent hover:underline">
          <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" />
          {say.back}
        </a>
      </p>
      <Top title={say.title} lede={`${say.session} ${session}`} />
      {asked.type === "asking" && <Asking />}
      {asked.type === "refused" && <Refused refusal={asked.refusal} again={again} />}
      {asked.type === "told" && <Story {...asked.value} session={session} wanted={wanted} seq={Number(query.get("seq") ?? 0)} />}
    </>
  );
};

type StoryProps = { entries: Told[]; whole: boolean; session: string; wanted: number; seq: number };

const Story = ({ entries, whole, session, wanted, seq }: StoryProps) => {
  const turns = turnsOf(entries);
  const turn = turns.find((one) => one.turn === wanted) ?? turns[0];
  if (!turn) return <p className="text-soft">{say.empty}</p>;
  return (
    <>
      {!whole && <p className="mb-4 text-sm text-sand">{say.cut}</p>}
      {turns.length > 1 && <Turns turns={turns} session={session} current={turn.turn} />}
      <article aria-label={say.turn(turn.turn)}>
        <header className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <h2 className="text-lg font-semibold">{say.turn(turn.turn)}</h2>
          <span className="text-[0.8125rem] text-faint">
            <When at={turn.at} />, {words.fields.actor} {turn.actor}, {say.summary(turn.runs, turn.tokens)}
          </span>
        </header>
        <div className="mt-3">
          {turn.prompt === null ? <p className="text-sm text-faint">{say.noPrompt}</p> : <Prompt text={turn.prompt} />}
        </div>
        {turn.steps.map((step) => (
          <StepView key={step.step} step={step} seq={seq} />
        ))}
      </article>
    </>
  );
};

const Prompt = ({ text }: { text: string }) => (
  <Fold label={say.prompt} open>
    <ol className="space-y-2">
      {messagesOf(text).map(({ role, content }, at) => (
        <li key={at}>
          <p className="mb-1 text-xs text-faint">{say.roles[role]}</p>
          <Text text={content} />
        </li>
      ))}
    </ol>
  </Fold>
);

const Turns = ({ turns, session, current }: { turns: readonly Turn[]; session: string; current: number }) => (
  <nav aria-label={say.turns} className="mb-5">
    <ul className="flex flex-wrap gap-1.5">
      {turns.map(({ turn }) => (
        <li key={turn}>
          <a
            href={hrefOf("story", { session, turn })}
            aria-current={turn === current ? "page" : undefined}
            className={cn(
              "block rounded-lg border px-2.5 py-1 text-[0.8125rem]",
              turn === current ? "border-accent bg-wash font-medium text-accent-strong" : "border-line hover:border-line-strong",
            )}
          >
            {say.turn(turn)}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

const StepView = ({ step, seq }: { step: Step; seq: number }) => (
  <section aria-label={say.step(step.step)} className="mt-6">
    <h3 className="mb-2 font-semibold">{say.step(step.step)}</h3>
    <ol className="border-s border-line">
      {step.entries.map((entry) => (
        <Event key={entry.seq} entry={entry} among={step.entries} marked={entry.seq === seq} />
      ))}
    </ol>
  </section>
);

const Event = ({ entry, among, marked }: { entry: Told; among: readonly Told[]; marked: boolean }) => {
  const { icon: Icon, tone, label } = entryLook(entry);
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (marked) place.current?.scrollIntoView({ block: "center" });
  }, [marked]);
  const { type } = entry.record;
  const call = callOf(entry);
  return (
    <li ref={place} className={cn("relative ms-5 rounded-xl px-3 py-2.5", marked && "bg-wash")}>
      <span aria-hidden className="absolute top-4 -start-[1.6rem] size-2.5 rounded-full border-2 border-paper bg-line-strong" />
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <Chip tone={tone}>
          <Icon aria-hidden className="size-3.5" />
          {label}
        </Chip>
        <span className="text-xs text-faint">
          <When at={entry.at} />, {say.entry(entry.seq)}
          {call !== null && `, ${say.attempt(call)}`}
        </span>
      </p>
      {gist(entry) !== "" && type !== "run" && type !== "generated" && <p className="mt-1 text-sm break-words">{gist(entry)}</p>}
      {typeof entry.record.detail === "string" && entry.record.detail !== "" && (
        <p className="mt-1 font-mono text-[0.8125rem] break-words text-soft">{entry.record.detail}</p>
      )}
      <Agreed value={agreed(entry, among)} />
      {type === "run" && among.some(({ record }) => record.type === "generated" && record.code === entry.record.code) ? (
        <EntryFold entry={entry} withCode={false} />
      ) : (
        <EntryFold entry={entry} withCode />
      )}
    </li>
  );
};

const Agreed = ({ value }: { value: boolean | null }) =>
  value === null ? null : <p className={cn("mt-1 text-sm", value ? "text-good" : "text-bad")}>{value ? say.agreed : say.disagreed}</p>;

/** What a run is read for, its script and how it ended, is open; the rest unfolds. */
const EntryFold = ({ entry, withCode }: { entry: Told; withCode: boolean }) => (
  <Fold label={words.audit.details} open={entry.record.type === "generated" || entry.record.type === "refused"} className="mt-0.5">
    <div className="py-2">
      <EntryFacts entry={entry} withCode={withCode} />
    </div>
  </Fold>
);
