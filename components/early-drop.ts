import type { Carried } from "./dropped.ts";

/** What was dropped before the page listened, until `stop` is called: public/early.js, which comes first and waits for nothing. */
interface Early {
  readonly carried: Carried[];
  readonly stop: () => void;
}

declare global {
  /** Null once the page listens: that script does nothing then. */
  var sandpiperEarly: Early | null | undefined;
}

/** Takes what was kept; whoever calls listens from now on. */
export function earlyDrops(): readonly Carried[] {
  const early = globalThis.sandpiperEarly;
  globalThis.sandpiperEarly = null;
  early?.stop();
  return early?.carried ?? [];
}
