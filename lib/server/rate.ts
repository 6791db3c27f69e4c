const minuteMs = 60_000;

/** Token buckets by key, in the memory of this process; they start anew with it. */
export class Rates {
  #buckets = new Map<string, { tokens: number; at: number }>();

  /** 0 when the call may go on, else the milliseconds until it may. */
  take(key: string, perMinute: number, now: number): number {
    if (this.#buckets.size > 10_000) this.#sweep(now);
    const last = this.#buckets.get(key) ?? { tokens: perMinute, at: now };
    const tokens = Math.min(perMinute, last.tokens + ((now - last.at) / minuteMs) * perMinute);
    const waitMs = tokens >= 1 ? 0 : ((1 - tokens) / perMinute) * minuteMs;
    this.#buckets.set(key, { tokens: waitMs === 0 ? tokens - 1 : tokens, at: now });
    return Math.ceil(waitMs);
  }

  /** A bucket untouched for a minute is full again and need not be kept. */
  #sweep(now: number) {
    for (const [key, { at }] of this.#buckets) if (now - at > minuteMs) this.#buckets.delete(key);
  }
}
