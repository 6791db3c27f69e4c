import type { Session } from "../lib/agent/session.ts";
import type { Item } from "./item.ts";

/** What one question led to, whichever way it was asked. */
export interface Answered {
  readonly ended: string;
  readonly session: Session;
  readonly model: string;
  /** The journal as it was kept: masked. */
  readonly journal: string;
  readonly seconds: number;
  readonly masks: Readonly<Record<string, number>>;
}

/** A way to ask: through the product, or through its loop alone. Never rejects for what a model did. */
export interface Way {
  ask(item: Item, question: string, signal: AbortSignal): Promise<Answered>;
  close(): Promise<void>;
}
