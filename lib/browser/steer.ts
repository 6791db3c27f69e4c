import { type OwnScript, runOwn } from "../agent/own.ts";
import type { World } from "../agent/ports.ts";
import { secondScript } from "../agent/second.ts";
import { codeOf, type Session, type Step, type Turn } from "../agent/session.ts";
import type { Ask } from "../agent/turn.ts";
import type { TurnOrigin } from "../protocol/event.ts";

/** A step, or the figure of a step, that the person wants something of. */
export interface Wish {
  readonly turn: number;
  readonly step: number;
}

/** What the person may want of a step that has run. `code` as a model may read it. */
export type Want =
  | { readonly type: "rerun" }
  | { readonly type: "edit"; readonly code: string }
  | { readonly type: "second"; readonly number: string };

export interface Bench {
  readonly world: World;
  readonly ask: (question: string, origin: TurnOrigin) => Ask;
  readonly session: Session;
}

/** Does what the person wants of a step, as a turn of its own. Nothing happens where there is no such step. */
export async function own({ world, ask, session }: Bench, at: Wish, want: Want, signal: AbortSignal): Promise<void> {
  const found = find(session, at);
  const code = found && codeOf(found.step);
  if (!found || code === null) return;
  const origin: TurnOrigin = { type: want.type, ...at, ...(want.type === "second" ? { of: want.number } : {}) };
  const question = told(want, at);
  await runOwn(world, ask(question, origin), scriptOf(want, { code, ...found }), signal);
}

function scriptOf(want: Want, { code, turn, step }: { code: string; turn: Turn; step: Step }): OwnScript {
  switch (want.type) {
    case "rerun":
      return {
        code,
        by: step.approval?.verdict === "edited" || turn.origin?.type === "edit" ? "person" : "model",
        origin: "person",
        purpose: "rerun",
      };
    case "edit":
      return { code: want.code, by: "person", origin: "person", purpose: "edit" };
    case "second":
      return { code: secondScript(turn, step.index, want.number), by: "host", origin: "host", purpose: "second" };
    default:
      return want satisfies never;
  }
}

/** For the journal and for a model; the screen words it itself. */
function told(want: Want, { turn, step }: Wish): string {
  const which = `step ${step + 1} of question ${turn + 1}`;
  if (want.type === "edit") return `The person changed ${which} and ran it.`;
  return want.type === "rerun" ? `The person ran ${which} again.` : `${want.number} of ${which} by another route.`;
}

export function find(session: Session, { turn, step }: Wish): { turn: Turn; step: Step } | null {
  const one = session.turns.find(({ index }) => index === turn);
  const found = one?.steps.find(({ index }) => index === step);
  return one && found ? { turn: one, step: found } : null;
}
