"use client";
import { Search, ShieldAlert } from "lucide-react";
import { Tabs } from "radix-ui";
import { useContext, useEffect, useMemo, useState } from "react";
import type { Sent } from "../lib/protocol/sent.ts";
import { SentCall } from "./sent-call.tsx";
import { SentContext } from "./sent-context.ts";
import { callsOf, countIn } from "./sent-read.ts";
import { stringsOf } from "./strings.ts";

const words = stringsOf("sent");
const idOf = ({ step, attempt, at }: Sent) => `${step}-${attempt}-${at}`;

/** All that left this page for a model in one turn, byte for byte, and what was kept back. */
const SentView = ({ turn }: { turn: number }) => {
  const load = useContext(SentContext);
  const [calls, setCalls] = useState<readonly Sent[] | null>(null);
  const [query, setQuery] = useState("");
  useEffect(() => {
    const gone = new AbortController();
    void load().then((all) => gone.signal.aborted || setCalls(callsOf(all, turn)));
    return () => gone.abort();
  }, [load, turn]);
  const counts = useMemo(() => (calls ?? []).map((sent) => countIn(sent, query)), [calls, query]);
  const [first] = calls ?? [];
  if (calls === null) return <p className="text-sm text-faint">{words.loading}</p>;
  if (!first) return <p className="text-sm text-soft">{words.none}</p>;
  const found = counts.reduce((sum, count) => sum + count, 0);
  return (
    <>
      <label className="flex items-center gap-2 rounded-lg border border-line-strong bg-card px-2.5 focus-within:border-accent">
        <Search aria-hidden className="size-4 shrink-0 text-faint" />
        <span className="sr-only">{words.search}</span>
        <input
          type="search"
          value={query}
          placeholder={words.search}
          onChange={(event) => setQuery(event.target.value)}
          className="h-9 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-faint sm:text-sm"
        />
      </label>
      <p role="status" className="mt-1 mb-3 min-h-5 text-xs text-soft">
        {query === "" ? words.calls(calls.length) : words.found(found, calls.length)}
      </p>
      <Tabs.Root defaultValue={idOf(first)}>
        <Tabs.List aria-label={words.list} className="-mx-1 mb-4 flex gap-1.5 overflow-x-auto px-1 pb-1">
          {calls.map((sent, at) => (
            <CallTab key={idOf(sent)} sent={sent} count={query === "" ? null : (counts[at] ?? 0)} />
          ))}
        </Tabs.List>
        {calls.map((sent) => (
          <Tabs.Content key={idOf(sent)} value={idOf(sent)}>
            <SentCall sent={sent} query={query} />
          </Tabs.Content>
        ))}
      </Tabs.Root>
    </>
  );
};
export default SentView;

const CallTab = ({ sent, count }: { sent: Sent; count: number | null }) => (
  <Tabs.Trigger
    value={idOf(sent)}
    className="flex shrink-0 items-center gap-1.5 rounded-lg border border-line px-2.5 py-1 text-[0.8125rem] text-soft hover:bg-panel data-[state=active]:border-accent data-[state=active]:bg-wash data-[state=active]:text-accent"
  >
    {sent.verdict === "blocked" && <ShieldAlert aria-hidden className="size-3.5 text-bad" />}
    {words.call(sent.step + 1, sent.attempt + 1)}
    {sent.verdict === "blocked" && <span className="text-bad">{words.blocked}</span>}
    {count !== null && <span className="rounded-full bg-panel px-1.5 text-xs">{count}</span>}
  </Tabs.Trigger>
);
