"use client";
import { createContext, lazy, type ReactNode, Suspense, useCallback, useMemo, useRef, useState } from "react";
import type { Session } from "../lib/agent/session.ts";
import { emptySession } from "../lib/agent/session.ts";
import type { Consultation } from "../lib/agent/ports.ts";
import type { Artifact } from "../lib/protocol/artifact.ts";
import type { Trace } from "../lib/protocol/observation.ts";
import type { Analyst } from "./use-analyst.ts";

/** What the person wants to know the origin of. */
export type Subject = { readonly type: "number"; readonly trace: Trace } | { readonly type: "artifact"; readonly artifact: Artifact };

export interface Steering extends Pick<Analyst, "want" | "branch" | "take" | "say" | "ask"> {
  readonly session: Session;
  readonly busy: boolean;
  readonly consulting: Consultation | null;
  /** Whether the model that is chosen is the built-in analyst. */
  readonly builtin: boolean;
  readonly show: (subject: Subject) => void;
}

const OriginWindow = lazy(() => import("./origin-window.tsx"));

const nothing = () => {};

export const SteerContext = createContext<Steering>({
  want: nothing,
  branch: nothing,
  take: nothing,
  say: nothing,
  ask: nothing,
  show: nothing,
  session: emptySession,
  busy: false,
  consulting: null,
  builtin: true,
});

/** What can be asked of a step, a number or a chart, wherever it stands; and the window that shows where something comes from. */
export const SteerScope = ({ analyst, children }: { analyst: Analyst; children: ReactNode }) => {
  const [subject, setSubject] = useState<Subject | null>(null);
  const opener = useRef<Element | null>(null);
  const show = useCallback((wanted: Subject) => {
    opener.current = document.activeElement;
    setSubject(wanted);
  }, []);
  const close = () => {
    setSubject(null);
    requestAnimationFrame(() => opener.current instanceof HTMLElement && opener.current.focus());
  };
  const { state, want, branch, take, say, ask } = analyst;
  const { session, busy, consulting, models, model } = state;
  const builtin = models.find(({ id }) => id === model)?.builtin ?? true;
  const steering = useMemo(
    () => ({ want, branch, take, say, ask, session, busy, consulting, builtin, show }),
    [want, branch, take, say, ask, session, busy, consulting, builtin, show],
  );
  return (
    <SteerContext value={steering}>
      {children}
      {subject && (
        <Suspense>
          <OriginWindow subject={subject} close={close} />
        </Suspense>
      )}
    </SteerContext>
  );
};
