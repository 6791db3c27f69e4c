/** A promise with its resolve and reject in hand. */
export function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (reason: unknown) => void } {
  let resolve: (value: T) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<T>((keep, refuse) => {
    resolve = keep;
    reject = refuse;
  });
  return { promise, resolve, reject };
}

/** Resolves when the time is up or the signal aborts, whichever is first; `clear` lets go of both. */
export function deadline(ms: number, signal: AbortSignal): { over: Promise<"timeout" | "stopped">; clear(): void } {
  const { promise, resolve } = deferred<"timeout" | "stopped">();
  const stopped = () => resolve("stopped");
  const timer = setTimeout(() => resolve("timeout"), ms);
  if (signal.aborted) stopped();
  signal.addEventListener("abort", stopped, { once: true });
  const clear = () => {
    clearTimeout(timer);
    signal.removeEventListener("abort", stopped);
  };
  return { over: promise, clear };
}

/** Lets one in at a time, in order. */
export class Turnstile {
  private tail: Promise<unknown> = Promise.resolve();

  /** Runs `work` when all before it are done. Rejects with the signal's reason when it aborts in the queue; once begun, `work` answers for it. */
  async pass<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const before = this.tail;
    const { promise: after, resolve: leave } = deferred<void>();
    this.tail = before.then(() => after);
    try {
      await orAborted(before, signal);
      return await work();
    } finally {
      leave();
    }
  }
}

/** The promise, unless the signal aborts first. */
export function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) return Promise.reject(signal.reason);
  const { promise: cut, reject } = deferred<never>();
  const abort = () => reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  return Promise.race([promise, cut]).finally(() => signal.removeEventListener("abort", abort));
}
