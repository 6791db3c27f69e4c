import { availableParallelism, freemem } from "node:os";

/** A page with Python in it: its interpreter, its packages, room for data. */
const bytesPerPage = 1.5 * 1024 ** 3;

/** How many questions may run side by side on this machine. */
export function atOnce(wanted: number | null, cores = availableParallelism(), free = freemem()): number {
  const room = Math.max(1, Math.min(cores, Math.floor(free / bytesPerPage)));
  return wanted === null ? room : Math.max(1, Math.min(wanted, room * 2));
}

/** Runs `work` on each item, so many at once, in order; stops taking new ones once `signal` is aborted. */
export async function pooled<T>(items: readonly T[], width: number, signal: AbortSignal, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined && !signal.aborted; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
}
