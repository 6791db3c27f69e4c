import { deadline } from "./wait.ts";

/** Work that is tried again and again until it says that it is done: one try at a time, however often it is asked for. */
export class Retry {
  private trying = false;

  constructor(
    private readonly work: () => Promise<boolean>,
    private readonly everyMs: number,
    private readonly signal: AbortSignal,
  ) {}

  start = (): void => {
    if (this.trying) return;
    this.trying = true;
    void this.again();
  };

  private async again(): Promise<void> {
    for (let done = false; !done && !this.signal.aborted; ) {
      await deadline(this.everyMs, this.signal).over;
      done = await this.work();
    }
    this.trying = false;
  }
}
