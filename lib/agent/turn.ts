import type { AgentEvent } from "../protocol/event.ts";
import type { Policy } from "../protocol/policy.ts";
import type { Opened } from "../protocol/profile.ts";
import type { World } from "./ports.ts";
import type { Session } from "./session.ts";

/** One question, with all that is known when it is asked. */
export interface Ask {
  /** Id of the session, as the server and the audit know it. */
  session: string;
  policy: Policy;
  /** The turns before this one: the fold of the journal. */
  past: Session;
  opened: Pick<Opened, "files" | "links">;
  question: string;
  /** Id of the model, as /api/policy lists it. */
  model: string;
}

export type TurnEnded = Extract<AgentEvent, { type: "turn-ended" }>;

/**
 * Answers one question and tells of it through `world.emit`; the last event is the returned one.
 * Never throws for anything that model, code or audit did; an aborted signal ends it as `stopped`.
 */
export async function runTurn(world: World, ask: Ask, signal: AbortSignal): Promise<TurnEnded> {
  throw new Error(`not built yet: ${ask.question}, ${world.clock()}, ${signal.aborted}`);
}
