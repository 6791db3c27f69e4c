import type { Carried } from "./dropped.ts";

/** What was dropped before the page listened, until `stop` is called. */
interface Early {
  readonly carried: Carried[];
  readonly stop: () => void;
}

declare global {
  var sandpiperEarly: Early | undefined;
}

/**
 * Keeps what is dropped on a page whose scripts are still on their way: without it the browser would leave the page and show the file.
 * It stands in the page as text (app/early-script.tsx), so it names nothing outside of itself.
 */
export function keepEarlyDrops(): void {
  const carried: Carried[] = [];
  const listen = new AbortController();
  const ours = (event: DragEvent) => {
    const data = event.dataTransfer;
    if (!data?.types.includes("Files")) return null;
    event.preventDefault();
    return data;
  };
  const drop = (event: DragEvent) => {
    const data = ours(event);
    if (data) carried.push({ files: Array.from(data.files), entries: Array.from(data.items, (item) => item.webkitGetAsEntry()) });
  };
  addEventListener("dragover", ours, { signal: listen.signal });
  addEventListener("drop", drop, { signal: listen.signal });
  globalThis.sandpiperEarly = { carried, stop: () => listen.abort() };
}

/** Takes what was kept; whoever calls listens from now on. */
export function earlyDrops(): readonly Carried[] {
  const early = globalThis.sandpiperEarly;
  globalThis.sandpiperEarly = undefined;
  early?.stop();
  return early?.carried ?? [];
}
