import type { Observation } from "../../../lib/protocol/observation.ts";
import "../sandbox-page.ts";

/** `ms` is from the script's first line to what was told of it; `stallMs` the longest time in between in which the page did nothing else. */
export type Trial = { outcome: string; told: string; ms: number; stallMs: number; after: string; backMs: number };

declare global {
  interface Window {
    trial(code: string): Promise<Trial>;
    /** The longest stall that is seen when the page does nothing else for so long. */
    stall(ms: number): Promise<number>;
  }
}

const tasks: { start: number; ms: number }[] = [];
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) tasks.push({ start: startTime, ms: duration });
}).observe({ type: "longtask" });

function outcomeOf(seen: Observation): string {
  const renewed = seen.notes.some((note) => note.includes("started anew")) ? " renewed" : "";
  if (seen.status === "killed") return `${seen.reason} ${seen.state}`;
  return seen.status === "error" ? `error ${seen.error.type}${renewed}` : `ok${renewed}`;
}

const toldOf = (seen: Observation): string => [seen.status === "killed" ? seen.message : seen.status === "error" ? seen.error.message : "", ...seen.notes].filter(Boolean).join(" | ").slice(0, 160);

const never = new AbortController().signal;

window.trial = async (code) => {
  const box = window.bench.box();
  let begun = 0;
  const seen = await box.run(`print("begun")\n${code}`, () => { begun ||= performance.now(); }, never);
  const ended = performance.now();
  const next = await box.run("1 + 1", () => undefined, never);
  const back = performance.now();
  // What was noticed late is in by then.
  await new Promise((resolve) => setTimeout(resolve, 60));
  const stalls = tasks.filter(({ start, ms }) => start < ended && start + ms > begun).map(({ ms }) => ms);
  const after = next.status === "ok" && next.value === "2" ? "works" : `${next.status} ${toldOf(next)}`;
  return { outcome: outcomeOf(seen), told: toldOf(seen), ms: ended - (begun || ended), stallMs: Math.max(0, ...stalls), after, backMs: back - ended };
};

window.stall = async (ms) => {
  const since = performance.now();
  await new Promise((resolve) => setTimeout(resolve));
  const end = performance.now() + ms;
  while (performance.now() < end);
  await new Promise((resolve) => setTimeout(resolve, 100));
  return Math.max(0, ...tasks.filter(({ start }) => start >= since - 1).map((one) => one.ms));
};
