"use client";
import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { Verdict } from "../lib/agent/ports.ts";
import type { Desk } from "../lib/browser/desk.ts";
import { type DeskState, emptyDesk, type NoticeCode } from "../lib/browser/desk-state.ts";
import type { Shown } from "../lib/browser/exporting.ts";
import type { Want, Wish } from "../lib/browser/steer.ts";
import type { TurnOrigin } from "../lib/protocol/event.ts";
import type { Sent } from "../lib/protocol/sent.ts";
import type { Decide } from "./deciding.ts";
import type { Exporting } from "./exporting.ts";
import type { Looking, Pager } from "./pager.ts";
import { type SessionActions, sessionActions } from "./sessions/session-actions.ts";

export interface Analyst {
  readonly state: DeskState;
  readonly add: (files: readonly File[]) => void;
  readonly remove: (name: string) => void;
  readonly ask: (question: string, origin?: TurnOrigin) => void;
  readonly unqueue: (id: string) => void;
  readonly next: () => void;
  readonly want: (at: Wish, want: Want) => void;
  readonly branch: (at: Wish) => void;
  readonly take: (branch: number) => void;
  readonly say: (at: Wish, answer: string | null) => void;
  readonly stop: () => void;
  readonly decide: Decide;
  readonly choose: (model: string) => void;
  readonly dismiss: (notice: number) => void;
  readonly tell: (code: NoticeCode) => void;
  readonly renew: () => void;
  readonly warm: () => void;
  readonly page: Pager;
  readonly looking: Looking;
  readonly exporting: Exporting;
  readonly shown: (shown: Shown) => void;
  readonly sent: () => Promise<readonly Sent[]>;
  readonly sessions: SessionActions;
}

const never = () => () => {};
const nothing = () => emptyDesk;

let opening: Promise<Desk> | null = null;
/** The one desk of this page, begun by whoever is first to need it: a view below may before the screen itself. */
const opened = (): Promise<Desk> => {
  opening ??= Promise.all([import("../lib/browser/desk.ts"), import("../lib/browser/schemas.ts")]).then(([{ Desk }]) => Desk.open());
  return opening;
};

/** The only bridge between the views and the core. The core is loaded after the first screen stands; what is done before waits for it. Where it does not come, the page is broken (app/error.tsx). */
export function useAnalyst(): Analyst {
  const [desk, setDesk] = useState<Desk | null>(null);
  const [missing, setMissing] = useState<{ readonly reason: unknown } | null>(null);
  if (missing) throw missing.reason;
  const state = useSyncExternalStore(desk?.state.subscribe ?? never, desk?.state.get ?? nothing, nothing);

  useEffect(() => {
    opened().then(setDesk, (reason: unknown) => setMissing({ reason }));
  }, []);

  const actions = useMemo(() => {
    const then = (act: (desk: Desk) => unknown) => void opened().then(act, () => {});
    const page: Pager = async (request, signal) => (await opened()).page(request, signal);
    const exporting: Exporting = async (leaving) => (await opened()).exporting(leaving);
    const looking: Looking = {
      column: async (request, signal) => (await opened()).column(request, signal),
      table: async (name) => (await opened()).table(name),
    };
    return {
      page,
      looking,
      exporting,
      sent: async (): Promise<readonly Sent[]> => (await opened()).sent(),
      shown: (shown: Shown) => then((it) => it.shown(shown)),
      add: (files: readonly File[]) => then((it) => it.add(files)),
      remove: (name: string) => then((it) => it.remove(name)),
      ask: (question: string, origin?: TurnOrigin) => then((it) => it.ask(question, origin ?? null)),
      unqueue: (id: string) => then((it) => it.unqueue(id)),
      next: () => then((it) => it.next()),
      want: (at: Wish, want: Want) => then((it) => it.want(at, want)),
      branch: (at: Wish) => then((it) => it.branch(at)),
      take: (branch: number) => then((it) => it.take(branch)),
      say: (at: Wish, answer: string | null) => then((it) => it.say(at, answer)),
      decide: (at: Parameters<Decide>[0], verdict: Verdict) => then((it) => it.decide(at, verdict)),
      stop: () => then((it) => it.stop()),
      choose: (model: string) => then((it) => it.choose(model)),
      dismiss: (notice: number) => then((it) => it.dismiss(notice)),
      tell: (code: NoticeCode) => then((it) => it.tell(code)),
      renew: () => then((it) => it.renew()),
      warm: () => then((it) => it.warm()),
      sessions: sessionActions(opened),
    };
  }, []);
  return useMemo(() => ({ state, ...actions }), [state, actions]);
}
