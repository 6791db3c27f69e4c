import { sparing } from "./ahead.ts";
import type { Assets } from "./assets.ts";
import { best } from "./compiled.ts";
import { closure } from "./packages.ts";

/** What questions lead to sooner or later; 23 MB on the wire. */
const likely = ["scikit-learn", "matplotlib"];
/** A person who has looked at the screen for so long is not in need of the line. */
const calmMs = 10_000;

/** Fetches packages ahead of need into the browser's cache, one after the other, once; nothing where the network is dear. */
export class Stock {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly assets: Assets;

  constructor(assets: Assets) {
    this.assets = assets;
  }

  /** The kernel has come to rest for the first time. */
  begin(): void {
    if (this.timer === undefined && !sparing()) this.timer = setTimeout(() => void this.fetchAll().catch(() => undefined), calmMs);
  }

  end(): void {
    clearTimeout(this.timer);
  }

  private async fetchAll(): Promise<void> {
    const lock = await this.assets.readLock();
    const packages = likely.flatMap((name) => closure(lock, name));
    for (const file of await best(this.assets, [...new Set(packages)])) await this.assets.stock(file);
  }
}
