import { Assets } from "../../lib/browser/assets.ts";
import { type BrowserSandbox, LiveSandbox } from "../../lib/browser/sandbox.ts";
import { Policy } from "../../lib/protocol/policy.ts";
import type { Artifact } from "../../lib/protocol/artifact.ts";
import type { Observation } from "../../lib/protocol/observation.ts";
import type { Opened } from "../../lib/protocol/profile.ts";

export type Ran = { ms: number; streamed: string; artifacts: string[]; observation: Observation };

/** The page of tests/e2e/sandbox.spec.ts: the sandbox and nothing else. */
export type Bench = {
  states: string[];
  /** `unchecked` lets code import anything, so that what is tried meets the wall and not the check. */
  start(limits: Record<string, number>, unchecked?: "unchecked", part?: Partial<Policy>): Promise<void>;
  run(code: string, stopAfterMs?: number): Promise<Ran>;
  open(files: Record<string, string>): Promise<Opened>;
  box(): BrowserSandbox;
  made(): Artifact[];
};

declare global {
  interface Window {
    bench: Bench;
  }
}

let sandbox: BrowserSandbox | null = null;
let artifacts: Artifact[] = [];
const states: string[] = [];

const box = (): BrowserSandbox => {
  if (!sandbox) throw new Error("not started");
  return sandbox;
};

function policyOf(limits: Record<string, number>, unchecked: boolean, part: Partial<Policy>): Policy {
  const policy = { ...Policy.parse({ limits }), ...part };
  return unchecked ? { ...policy, allowedModules: [...policy.allowedModules, ...policy.deniedModules], deniedModules: [] } : policy;
}

async function start(limits: Record<string, number>, unchecked?: "unchecked", part: Partial<Policy> = {}): Promise<void> {
  sandbox?.dispose();
  states.length = 0;
  const { signal } = new AbortController();
  const policy = policyOf(limits, unchecked === "unchecked", part);
  const made = new LiveSandbox(policy, new Assets(policy, signal), signal);
  sandbox = made;
  made.state.subscribe(() => {
    const { type } = made.state.get();
    if (states.at(-1) !== type) states.push(type);
  });
  await made.ready(AbortSignal.timeout(110_000));
}

async function run(code: string, stopAfterMs?: number): Promise<Ran> {
  let streamed = "";
  const began = performance.now();
  const signal = stopAfterMs === undefined ? new AbortController().signal : AbortSignal.timeout(stopAfterMs);
  const observation = await box().run(code, (piece) => { streamed += piece.text; }, signal);
  artifacts = observation.artifacts;
  return { ms: performance.now() - began, streamed, artifacts: artifacts.map(({ kind, title }) => `${kind} ${title}`), observation: { ...observation, artifacts: [] } };
}

async function open(files: Record<string, string>): Promise<Opened> {
  const dropped = Object.entries(files).map(([name, text]) => ({ name, file: new File([text], name) }));
  return (await box().open(dropped, AbortSignal.timeout(110_000))).opened;
}

window.bench = { states, start, run, open, box, made: () => artifacts };
