import { deferred } from "./wait.ts";

type Place = { readonly turn: number; readonly step: number };

/** What waits for the person, one at a time; `changed` is told of each that comes and goes. */
export class Asking<Request extends Place, Answer> {
  private waiting: { request: Request; resolve: (answer: Answer) => void } | null = null;

  constructor(private readonly changed: (request: Request | null) => void) {}

  /** Never settles once the signal has aborted: a late click decides nothing. */
  ask = (request: Request, signal: AbortSignal): Promise<Answer> => {
    const { promise, resolve } = deferred<Answer>();
    this.set({ request, resolve });
    signal.addEventListener("abort", () => this.waiting?.request === request && this.set(null), { once: true });
    return promise;
  };

  /** Decides what waits at that step; anything else is too late. */
  decide({ turn, step }: Place, answer: Answer): void {
    const waiting = this.waiting;
    if (waiting?.request.turn !== turn || waiting.request.step !== step) return;
    this.set(null);
    waiting.resolve(answer);
  }

  private set(waiting: typeof this.waiting): void {
    this.waiting = waiting;
    this.changed(waiting?.request ?? null);
  }
}
