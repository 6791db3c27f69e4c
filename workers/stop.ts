/** The worker's side of the buffer by which its frame interrupts Python. Works without one, but then nothing interrupts. */
export class Stop {
  readonly buffer: Int32Array | null;

  constructor(buffer: Int32Array | null) {
    this.buffer = buffer;
  }

  /** From here on an interrupt of `run` is let through. */
  begin(run: number): void {
    if (!this.buffer) return;
    Atomics.store(this.buffer, 0, 0);
    Atomics.store(this.buffer, 1, run);
  }

  /** From here on none is. */
  end(): void {
    if (!this.buffer) return;
    Atomics.store(this.buffer, 1, 0);
    Atomics.store(this.buffer, 0, 0);
  }

  /** Takes back a signal that Python has not seen yet. */
  clear(): void {
    if (this.buffer) Atomics.store(this.buffer, 0, 0);
  }

  /** Whether `run` was interrupted from outside. */
  hit(run: number): boolean {
    return this.buffer !== null && Atomics.load(this.buffer, 2) === run;
  }

  /** Waits; an interrupt ends the wait. Needs shared memory: without it the wait is busy. */
  sleep = (seconds: number): void => {
    if (this.buffer) {
      Atomics.wait(this.buffer, 0, 0, seconds * 1000);
      return;
    }
    const end = performance.now() + seconds * 1000;
    while (performance.now() < end);
  };
}
