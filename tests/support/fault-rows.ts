import { mkdirSync, writeFileSync } from "node:fs";

const folder = ".sandpiper/reports/faults";

/** A fault that was tried: what came of it by name, after how long, and in what state Python (or what else it struck) was then. */
export interface FaultRow {
  readonly fault: string;
  readonly outcome: string;
  readonly ms: number;
  readonly after: string;
}

/** The long form of a fault suite is what `npm run test:faults` asks for; `npm test` takes the short one. */
export const full = process.env["SANDPIPER_FAULTS"] === "full";

/** Puts down what one test found; scripts/faults.mjs makes one table of all of them. */
export function found(suite: "Python" | "page" | "model" | "file" | "server", test: string, rows: readonly FaultRow[]): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/${suite}-${test}.json`, JSON.stringify({ suite, rows }));
}

/** Does it and says how long it took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return performance.now() - since;
}
