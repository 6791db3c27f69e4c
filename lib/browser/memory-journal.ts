import type { AgentEvent } from "../protocol/event.ts";
import type { Sent } from "../protocol/sent.ts";
import type { Journal } from "./journal.ts";
import type { Pairs } from "./pseudonyms.ts";
import type { SavedSession } from "./saved.ts";

type Kept = { saved: SavedSession | null; events: AgentEvent[]; pairs: { tokens: string[]; originals: string[] }; sent: Map<number, Sent> };

/** Sessions until the tab is closed, where the browser keeps nothing. */
export function memoryJournal(): Journal {
  const sessions = new Map<string, Kept>();
  const of = (id: string): Kept => {
    const one = sessions.get(id) ?? { saved: null, events: [], pairs: { tokens: [], originals: [] }, sent: new Map() };
    sessions.set(id, one);
    return one;
  };
  return {
    all: async () => [...sessions.values()].flatMap(({ saved }) => saved ?? []).toSorted((one, other) => other.at - one.at),
    find: async (id) => sessions.get(id)?.saved ?? null,
    events: async (id) => [...of(id).events],
    append: async (id, event) => {
      if (event.type !== "model-delta" && event.type !== "run-output") of(id).events.push(event);
    },
    put: async (saved) => {
      of(saved.id).saved = saved;
    },
    keep: async (id, { tokens, originals }: Pairs) => {
      const { pairs } = of(id);
      for (const [at, token] of tokens.entries()) {
        pairs.tokens.push(token);
        pairs.originals.push(originals[at] ?? "");
      }
    },
    pairs: async (id) => of(id).pairs,
    post: async (id, sent) => void of(id).sent.set(sent.at, sent),
    posted: async (id) => [...of(id).sent.values()].toSorted((one, other) => one.at - other.at),
    drop: async (id) => void sessions.delete(id),
  };
}
