import { transfer } from "comlink";
import { z } from "zod";
import { FromKernel } from "../protocol/kernel.ts";
import type { Limits } from "../protocol/policy.ts";
import type { Assets, Progress } from "./assets.ts";
import { openFrame } from "./frame.ts";
import { handLater, handNow } from "./later.ts";
import { type Death, Life } from "./life.ts";
import { ensure } from "./packages.ts";
import { type Seed, seed } from "./snapshot.ts";
import { deadline, orAborted } from "./wait.ts";

/** Loaded before anyone asks: every profile and nearly every script needs them. */
const first = "import sandpiper.profile\nimport numpy, pandas";

/** The kernel could not be started; the message is for the person. */
export class BirthError extends Error {}

const stillborn = (death: Death): never => {
  throw new BirthError(death.message);
};

/** Of a traceback the line that says what went wrong. */
const lastLine = (text: string): string => `Python could not be started: ${text.trim().split("\n").at(-1)?.slice(0, 500)}`;

/** The snapshot was there, but this interpreter could not live in it. */
class Unawakened extends Error {}

type World = { assets: Assets; limits: Limits };
type Born = World & { life: Life };

/** Hands the memory of a heap over as it comes; what is lacking shows in the body. */
async function feed(life: Life, pieces: Seed["pieces"]): Promise<void> {
  for (const one of pieces) {
    const packed = await one.catch(() => null);
    if (!packed) return;
    void life.call(z.unknown(), (kernel) => kernel.piece(transfer(packed, [packed.bytes.buffer])));
  }
}

/** Hands over all that comes before the body, each as soon as it is there. */
async function nourish(life: Life, { core, libraries, laterBytes, pieces }: Omit<Seed, "body">): Promise<void> {
  const compiling = core.then((wasm) => life.tell({ type: "core", wasm }));
  const linking = libraries.then((pack) => life.tell({ type: "libraries", pack, laterBytes }));
  await Promise.all([compiling, linking, feed(life, pieces)]);
}

async function bootIn({ life, assets, limits }: Born, body: Seed["body"], progress: Progress): Promise<void> {
  const [lock, { beginning, later }] = await Promise.all([assets.readLock(), body]);
  progress("Starting Python", 0, 1);
  const order = { beginning, lock, fileSystemBytes: limits.fileSystemBytes, memoryBytes: limits.memoryBytes };
  const woken = beginning.from === "heap";
  const moved = woken ? beginning.head : beginning.stdlib.bytes;
  const booted = await life.call(FromKernel.Booted, (kernel) => kernel.boot(transfer(order, [moved.buffer])));
  if (booted.type === "died" && woken && booted.death.reason !== "stopped") throw new Unawakened(booted.death.message);
  if (booted.type === "died") return stillborn(booted.death);
  if (booted.type === "failed") throw woken ? new Unawakened(booted.message) : new BirthError(lastLine(booted.message));
  if (woken && booted.value.interruptible) return handLater(life, assets, later);
  if (woken) return handNow(life, assets, later);
  const loaded = await ensure(life, assets, first, progress);
  if (loaded.type === "died") stillborn(loaded.death);
  if (loaded.type === "failed") throw new BirthError(lastLine(loaded.message));
}

/** A kernel that can run code. Rejects with a message for the person when files are missing or it takes too long. */
export async function bear(world: World, progress: Progress, signal: AbortSignal): Promise<Life> {
  try {
    return await bearOnce(world, progress, signal);
  } catch (error) {
    if (!(error instanceof Unawakened)) throw error;
    world.assets.withoutSnapshot(lastLine(error.message));
    return bearOnce(world, progress, signal);
  }
}

/** The frame loads and its worker starts while the files are fetched; the limit counts from when they are there. */
async function bearOnce({ assets, limits }: World, progress: Progress, signal: AbortSignal): Promise<Life> {
  const sown = seed(assets, progress);
  sown.catch(() => undefined);
  const life = new Life(await openFrame(await assets.frameUrl(), limits.memoryBytes, signal));
  try {
    const { body, ...rest } = await orAborted(sown, signal);
    body.catch(() => undefined);
    await orAborted(nourish(life, rest), signal);
    await withinLimit({ life, assets, limits }, body, progress, signal);
    return life;
  } catch (error) {
    life.kill({ reason: "fatal", message: "Python could not be started." });
    throw error;
  }
}

async function withinLimit(born: Born, body: Seed["body"], progress: Progress, signal: AbortSignal): Promise<void> {
  const limit = deadline(born.limits.bootMs, signal);
  void limit.over.then((reason) => born.life.kill({ reason, message: `Python did not start within ${born.limits.bootMs / 1000} s.` }));
  try {
    await bootIn(born, body, progress);
  } finally {
    limit.clear();
  }
}
