import { transfer } from "comlink";
import { FromKernel } from "../protocol/kernel.ts";
import type { Limits } from "../protocol/policy.ts";
import type { Assets, Progress } from "./assets.ts";
import { fetchBest, loadBest } from "./compiled.ts";
import { openFrame } from "./frame.ts";
import { type Death, Life } from "./life.ts";
import { closure, ensure } from "./packages.ts";
import { deadline } from "./wait.ts";

/** Loaded before anyone asks: every profile and nearly every script needs them. */
const first = "import sandpiper.profile\nimport numpy, pandas";

/** The kernel could not be started; the message is for the person. */
export class BirthError extends Error {}

const stillborn = (death: Death): never => {
  throw new BirthError(death.message);
};

/** Of a traceback the line that says what went wrong. */
const lastLine = (text: string): string => `Python could not be started: ${text.trim().split("\n").at(-1)?.slice(0, 500)}`;

async function bootIn({ life, assets, limits }: { life: Life; assets: Assets; limits: Limits }, progress: Progress): Promise<void> {
  const lock = await assets.readLock();
  const [stdlib] = await loadBest(assets, [lock.core.stdlib], () => undefined);
  progress("Starting Python", 0, 1);
  const bytes = stdlib?.bytes ?? new Uint8Array();
  const booted = await life.call(FromKernel.Booted, (kernel) => kernel.boot(transfer({ stdlib: bytes, lock, fileSystemBytes: limits.fileSystemBytes }, [bytes.buffer])));
  if (booted.type === "died") stillborn(booted.death);
  if (booted.type === "failed") throw new BirthError(lastLine(booted.message));
  const loaded = await ensure(life, assets, first, progress);
  if (loaded.type === "died") stillborn(loaded.death);
  if (loaded.type === "failed") throw new BirthError(lastLine(loaded.message));
}

/** A kernel that can run code. Rejects with a message for the person when files are missing or it takes too long. */
export async function bear(assets: Assets, limits: Limits, progress: Progress, signal: AbortSignal): Promise<Life> {
  const [lock, url] = await Promise.all([assets.readLock(), assets.frameUrl()]);
  await fetchBest(assets, [lock.core.wasm, lock.core.stdlib, ...closure(lock, "pandas")], progress);
  const order = assets.load([lock.core.wasm], "Loading Python", progress).then(([wasm]) => ({ wasm: wasm ?? new Uint8Array(), memoryBytes: limits.memoryBytes }));
  const life = new Life(await openFrame(url, order, signal));
  const limit = deadline(limits.bootMs, signal);
  void limit.over.then((reason) => life.kill({ reason, message: `Python did not start within ${limits.bootMs / 1000} s.` }));
  try {
    await bootIn({ life, assets, limits }, progress);
    return life;
  } catch (error) {
    life.kill({ reason: "fatal", message: "Python could not be started." });
    throw error;
  } finally {
    limit.clear();
  }
}
