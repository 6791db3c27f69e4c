/** How much the sandbox may send to the page; more is a flood. Output is capped far below this by the kernel itself. */
const burst = { messages: 2_000, chars: 4_000_000 };
const perSecond = { messages: 400, chars: 1_000_000 };

/** A leaky bucket of messages and characters. */
export class Gauge {
  private messages = 0;
  private chars = 0;
  private at: number;
  private readonly clock: () => number;

  constructor(clock: () => number) {
    this.clock = clock;
    this.at = clock();
  }

  /** Counts one message; true when it is too much. */
  over(chars: number): boolean {
    const seconds = (this.clock() - this.at) / 1000;
    this.at = this.clock();
    this.messages = Math.max(0, this.messages - seconds * perSecond.messages) + 1;
    this.chars = Math.max(0, this.chars - seconds * perSecond.chars) + chars;
    return this.messages > burst.messages || this.chars > burst.chars;
  }
}
