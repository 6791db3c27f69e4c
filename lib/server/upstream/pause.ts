/** Milliseconds that `retry-after-ms` or `Retry-After` (seconds or a date) asks to wait; null where it asks nothing readable. */
export function retryAfter(headers: Headers | undefined, now: number): number | null {
  const ms = Number(headers?.get("retry-after-ms") || Number.NaN);
  if (Number.isFinite(ms) && ms >= 0) return ms;
  const text = headers?.get("retry-after")?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

const firstMs = 500;
const mostMs = 8_000;

/** Doubles from try to try, with jitter so that many pages do not come back at the same moment. */
export const backoff = (tries: number, random: number) => Math.min(mostMs, firstMs * 2 ** (tries - 1)) * (0.5 + random / 2);

/** The longest time a timer of Node can hold; a longer one would ring at once. */
export const timerMs = (ms: number) => Math.min(2 ** 31 - 1, Math.max(0, ms));

/** Resolves after `ms`, or at once when the signal aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, timerMs(ms));
    signal.addEventListener("abort", done);
  });
}
