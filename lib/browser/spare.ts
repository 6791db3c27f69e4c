import type { Life } from "./life.ts";

/** A person who reads for so long lets a second kernel start unnoticed. */
const idleMs = 15_000;

/** What a second interpreter takes that has imported what the first needs: its memory, and the code that the browser made of its modules. */
const spareBytes = 256 * 1024 ** 2;
/** Of the machine's memory, for all interpreters of one page. */
const share = 1 / 8;

/** As the browser tells it, rounded and never more than 8 GB; one that does not say gets the benefit of the doubt. */
const deviceBytes = (): number => {
  const gigabytes: unknown = "deviceMemory" in navigator ? navigator.deviceMemory : 8;
  return (typeof gigabytes === "number" ? gigabytes : 8) * 1024 ** 3;
};

/** Whether a machine has memory for a second interpreter beside one that holds `heldBytes`. */
export const roomFor = (heldBytes: number, machineBytes: number): boolean => machineBytes >= 4 * 1024 ** 3 && heldBytes + spareBytes <= machineBytes * share;

/** One warm kernel behind the working one, started when nothing has happened for a while: a kill then costs no wait. */
export class Spare {
  private life: Life | null = null;
  private starting = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly bear: () => Promise<Life>;

  constructor(bear: () => Promise<Life>) {
    this.bear = bear;
  }

  /** The working kernel has come to rest; it holds so many bytes. A spare for which there is no room any more is given up. */
  idle(heldBytes: number): void {
    this.busy();
    if (!roomFor(heldBytes, deviceBytes())) this.drop("There is no memory for a second kernel.");
    else if (this.life === null && !this.starting) this.timer = setTimeout(() => void this.start(), idleMs);
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
    this.drop("The sandbox was closed.");
  }

  private drop(message: string): void {
    this.take()?.kill({ reason: "stopped", message });
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
