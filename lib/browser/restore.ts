import { fold, foldAll } from "../agent/fold.ts";
import type { Session } from "../agent/session.ts";
import { type Mapping, pieces } from "../policy/mask.ts";
import type { AgentEvent } from "../protocol/event.ts";
import type { DeskState, Item } from "./desk-state.ts";
import { problemOf } from "./items.ts";
import type { SavedItem, SavedQuestion, SavedSession, SavedTurn } from "./saved.ts";

type Saving = { readonly id: string; readonly key: Uint8Array<ArrayBuffer> | null; readonly at: number };

export function savedOf({ id, key, at }: Saving, state: DeskState): SavedSession {
  const { name, model, items, links, toldLinks, session, mapping, masking } = state;
  const [turns, queue] = [turnsOf(session), waitingIn(state)];
  return { id, key, at, name, model, links: [...links], toldLinks: [...toldLinks], turns, queue, meant: meantIn(turns, mapping), mode: masking, items: items.flatMap(savedItem) };
}

/** A question that waits for its files has not begun: it is the first of those that wait. */
const waitingIn = ({ pending, queue }: DeskState): SavedQuestion[] => [...(pending ? [pending] : []), ...queue].map(({ id, question, origin }) => ({ id, question, origin }));

function savedItem({ name, bytes, sha256, kept, state }: Item): SavedItem[] {
  const unread = state.type === "waiting" || state.type === "reading";
  if (unread && (kept !== "browser" || sha256 === null)) return [];
  return [
    {
      name,
      bytes,
      sha256: kept === "browser" ? sha256 : null,
      profile: state.type === "open" ? state.profile : null,
      told: state.type === "open" && state.told !== state.profile ? state.told : null,
      problems: unread ? [] : [...state.problems],
    },
  ];
}

const questionChars = 500;
const answerChars = 4_000;

/** The questions and what was found, short enough for a list. */
export const turnsOf = ({ turns }: Session): SavedTurn[] =>
  turns.map(({ question, answer, message }) => ({
    question: question.slice(0, questionChars),
    answer: (answer ? [answer.finding, ...answer.evidence].join("\n") : message).slice(0, answerChars),
  }));

function meantIn(turns: readonly SavedTurn[], mapping: Mapping): [string, string][] {
  if (mapping.size === 0) return [];
  const texts = turns.flatMap(({ question, answer }) => [question, answer]);
  const found = texts.flatMap((text) => pieces(text, mapping).flatMap((piece): [string, string][] => (piece.type === "token" ? [[piece.token, piece.original]] : [])));
  return [...new Map(found)];
}

/** The desk as it was: nothing is mounted, the kernel is another one, and no question that waited is asked by itself. */
export function restored(saved: SavedSession, events: readonly AgentEvent[]): Partial<DeskState> {
  const session = settled(foldAll(events), events.at(-1)?.at ?? saved.at);
  const { name, links, toldLinks, model } = saved;
  const queue = saved.queue.map((one) => ({ ...one, held: true }));
  return { session, name, links, toldLinks, model, queue, items: saved.items.map(item), lostBefore: session.turns.length };
}

function item({ name, bytes, sha256, profile, told, problems }: SavedItem): Item {
  const base = { name, bytes, sha256, kept: sha256 === null ? ("memory" as const) : ("browser" as const) };
  if (sha256 !== null && profile) return { ...base, state: { type: "open", profile, told: told ?? profile, problems, mounted: false } };
  if (sha256 !== null && problems.length === 0) return { ...base, state: { type: "waiting" } };
  return { ...base, state: { type: "failed", problems: problems.length > 0 ? problems : [problemOf(name, null)] } };
}

/** A turn that ran when the page was closed has stopped there. */
function settled(session: Session, at: number): Session {
  const open = session.turns.filter(({ status }) => status === "running");
  const ends = open.map(({ index, steps, repairs, usage }): AgentEvent => {
    const ran = steps.filter(({ state }) => state.type === "ran").length;
    const message = "The page was closed while this ran. Nothing is run again by itself: ask again to go on.";
    return { type: "turn-ended", turn: index, at, outcome: "stopped", answer: null, message, steps: ran, repairs, usage };
  });
  return ends.reduce(fold, session);
}
