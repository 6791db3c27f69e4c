"use client";
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import type { Desk } from "../lib/browser/desk.ts";
import { type DeskState, emptyDesk, type NoticeCode } from "../lib/browser/desk-state.ts";
import type { Pager } from "./pager.ts";

export interface Analyst {
  readonly state: DeskState;
  readonly add: (files: readonly File[]) => void;
  readonly remove: (name: string) => void;
  readonly ask: (question: string) => void;
  readonly stop: () => void;
  readonly choose: (model: string) => void;
  readonly dismiss: (notice: number) => void;
  readonly tell: (code: NoticeCode) => void;
  readonly renew: () => void;
  readonly warm: () => void;
  readonly page: Pager;
}

const never = () => () => {};
const nothing = () => emptyDesk;

/** The only bridge between the views and the core. The core is loaded after the first screen stands; what is done before waits for it. */
export function useAnalyst(): Analyst {
  const opening = useRef<Promise<Desk> | null>(null);
  const [desk, setDesk] = useState<Desk | null>(null);
  const state = useSyncExternalStore(desk?.state.subscribe ?? never, desk?.state.get ?? nothing, nothing);

  useEffect(() => {
    opening.current ??= import("../lib/browser/desk.ts").then(({ Desk }) => Desk.open());
    void opening.current.then(setDesk);
  }, []);

  const actions = useMemo(() => {
    const then = (act: (desk: Desk) => unknown) => void opening.current?.then(act);
    const page: Pager = async (request, signal) => (await opening.current)?.page(request, signal) ?? null;
    return {
      page,
      add: (files: readonly File[]) => then((it) => it.add(files)),
      remove: (name: string) => then((it) => it.remove(name)),
      ask: (question: string) => then((it) => it.ask(question)),
      stop: () => then((it) => it.stop()),
      choose: (model: string) => then((it) => it.choose(model)),
      dismiss: (notice: number) => then((it) => it.dismiss(notice)),
      tell: (code: NoticeCode) => then((it) => it.tell(code)),
      renew: () => then((it) => it.renew()),
      warm: () => then((it) => it.warm()),
    };
  }, []);
  return useMemo(() => ({ state, ...actions }), [state, actions]);
}
