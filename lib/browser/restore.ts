import { fold, foldAll } from "../agent/fold.ts";
import type { Session } from "../agent/session.ts";
import type { AgentEvent } from "../protocol/event.ts";
import type { DeskState, Item } from "./desk-state.ts";
import { problemOf } from "./items.ts";
import type { SavedItem, SavedSession } from "./journal.ts";

export const savedOf = (id: string, { model, items, links }: DeskState): SavedSession => ({
  id,
  at: Date.now(),
  model,
  links: [...links],
  items: items.flatMap(({ name, bytes, sha256, kept, state }): SavedItem[] => {
    if (state.type === "waiting" || state.type === "reading") return [];
    return [
      {
        name,
        bytes,
        sha256: kept === "browser" ? sha256 : null,
        profile: state.type === "open" ? state.profile : null,
        problems: [...state.problems],
      },
    ];
  }),
});

/** The desk as it was: nothing is mounted, the kernel is another one. */
export function restored(saved: SavedSession, events: readonly AgentEvent[]): Partial<DeskState> {
  const session = settled(foldAll(events), events.at(-1)?.at ?? saved.at);
  return { session, links: saved.links, model: saved.model, items: saved.items.map(item), lostBefore: session.turns.length };
}

function item({ name, bytes, sha256, profile, problems }: SavedItem): Item {
  const base = { name, bytes, sha256, kept: sha256 === null ? ("memory" as const) : ("browser" as const) };
  if (profile && sha256 !== null) return { ...base, state: { type: "open", profile, problems, mounted: false } };
  return { ...base, state: { type: "failed", problems: problems.length > 0 ? problems : [problemOf(name, null)] } };
}

/** A turn that ran when the page was closed has stopped there. */
function settled(session: Session, at: number): Session {
  const open = session.turns.filter(({ status }) => status === "running");
  const ends = open.map(({ index, steps, repairs, usage }): AgentEvent => {
    const ran = steps.filter(({ state }) => state.type === "ran").length;
    const message = "The page was closed while this ran.";
    return { type: "turn-ended", turn: index, at, outcome: "stopped", answer: null, message, steps: ran, repairs, usage };
  });
  return ends.reduce(fold, session);
}
