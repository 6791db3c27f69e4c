import type { Life } from "./life.ts";

/** A person who reads for so long lets a second kernel start unnoticed. */
const idleMs = 15_000;

/** Whether this machine has memory for a second interpreter; browsers that do not say get the benefit of the doubt. */
const roomy = (): boolean => {
  const gigabytes: unknown = "deviceMemory" in navigator ? navigator.deviceMemory : 8;
  return typeof gigabytes !== "number" || gigabytes >= 4;
};

/** One warm kernel behind the working one, started when nothing has happened for a while: a kill then costs no wait. */
export class Spare {
  private life: Life | null = null;
  private starting = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly bear: () => Promise<Life>;

  constructor(bear: () => Promise<Life>) {
    this.bear = bear;
  }

  /** The working kernel has come to rest. */
  idle(): void {
    this.busy();
    if (this.life === null && !this.starting && roomy()) this.timer = setTimeout(() => void this.start(), idleMs);
  }

  busy(): void {
    clearTimeout(this.timer);
  }

  /** The warm kernel, if there is one; it is then no longer the spare. */
  take(): Life | null {
    const life = this.life?.alive ? this.life : null;
    this.life = null;
    return life;
  }

  end(): void {
    this.busy();
    this.take()?.kill({ reason: "stopped", message: "The sandbox was closed." });
  }

  private async start(): Promise<void> {
    this.starting = true;
    try {
      this.life = await this.bear();
    } catch {
      // Without a spare everything works as before, only slower after a kill.
    } finally {
      this.starting = false;
    }
  }
}
