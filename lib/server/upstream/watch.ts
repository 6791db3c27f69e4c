import type { Limits } from "../../protocol/policy.ts";
import { type Failure, final, passing } from "./failure.ts";
import { timerMs } from "./pause.ts";

const stopped = final("stopped", "The request was stopped.");

/** Watches one try: silence, the deadline of the whole call, the page going away. Aborting carries the reason in `verdict`. */
export class Watch {
  verdict: Failure | null = null;
  /** The server said `[DONE]`. */
  sealed = false;
  #controller = new AbortController();
  #idle: NodeJS.Timeout;
  #total: NodeJS.Timeout;
  readonly #page: AbortSignal;
  readonly #leave = () => this.stop(stopped);

  constructor(limits: Limits, remainingMs: number, page: AbortSignal) {
    this.#page = page;
    this.#idle = setTimeout(
      () => this.stop(passing("timeout", `The model's server was silent for ${limits.modelIdleMs / 1000} s (modelIdleMs).`)),
      timerMs(limits.modelIdleMs),
    );
    this.#total = setTimeout(
      () => this.stop(final("timeout", `The reply took longer than ${limits.modelTotalMs / 1000} s (modelTotalMs).`)),
      timerMs(remainingMs),
    );
    page.addEventListener("abort", this.#leave);
    if (page.aborted) this.#leave();
  }

  get signal() {
    return this.#controller.signal;
  }

  /** Bytes came: the silence begins anew. */
  beat() {
    if (!this.signal.aborted) this.#idle.refresh();
  }

  /** The first reason is the one that counts. */
  stop(verdict: Failure) {
    this.verdict ??= verdict;
    this.close();
  }

  /** The try is over: no clock of it goes on, and neither does its connection. */
  close() {
    this.#controller.abort();
    clearTimeout(this.#idle);
    clearTimeout(this.#total);
    this.#page.removeEventListener("abort", this.#leave);
  }
}
