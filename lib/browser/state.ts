import type { KillReason } from "../protocol/observation.ts";

/** Where the sandbox stands, for the screen. `done` and `total` are bytes while downloading, else counts. */
export type SandboxState =
  | { type: "booting"; what: string; done: number; total: number }
  | { type: "ready" }
  | { type: "opening"; what: string; done: number; total: number }
  | { type: "running"; since: number }
  | { type: "restarting"; reason: KillReason; what: string; done: number; total: number }
  /** Runs of before are repeated, so that their variables are there again. */
  | { type: "rebuilding"; done: number; total: number }
  | { type: "dead"; message: string };

/** A value that can be read at any time and watched; fits React's useSyncExternalStore. */
export interface Observable<T> {
  get(): T;
  subscribe(listener: () => void): () => void;
}

export class Box<T> implements Observable<T> {
  private readonly listeners = new Set<() => void>();
  private value: T;

  constructor(value: T) {
    this.value = value;
  }

  get = (): T => this.value;

  set(value: T): void {
    this.value = value;
    for (const listener of [...this.listeners]) listener();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}
