import type { Turn } from "../lib/agent/session.ts";

/** How asking ended, and the exit code that says so; docs/headless.md promises these numbers. */
export const exitCodes = {
  answered: 0,
  usage: 2,
  partial: 3,
  failed: 4,
  stopped: 5,
  server: 6,
  timeout: 7,
  bug: 70,
  interrupted: 130,
} as const;
export type Ended = keyof typeof exitCodes;

/** What a person can mend; told without a stack trace, with its own exit code. */
export class Trouble extends Error {
  readonly ended: Ended;
  constructor(ended: Ended, message: string) {
    super(message);
    this.ended = ended;
  }
}

export function endedOf(turn: Turn | undefined): Ended {
  const status = turn?.status ?? "failed";
  return status === "running" ? "stopped" : status;
}

/** The gravest of several: what a batch as a whole came to. */
export function worst(all: readonly Ended[]): Ended {
  const order: readonly Ended[] = ["interrupted", "bug", "server", "usage", "timeout", "failed", "stopped", "partial"];
  return order.find((one) => all.includes(one)) ?? "answered";
}
