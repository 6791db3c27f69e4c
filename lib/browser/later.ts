import { z } from "zod";
import type { Assets, Wanted } from "./assets.ts";
import type { Life } from "./life.ts";

/** Whoever looks at a first result does without the rest for so long. */
const calmMs = 4_000;

type Bytes = Uint8Array<ArrayBuffer>;

function joined(files: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(files.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const file of files) {
    whole.set(file, at);
    at += file.length;
  }
  return whole;
}

/** The files that a woken kernel can do without at first. Ends it, with the reason, where they cannot be had: the next one then begins from nothing. */
async function fetched(life: Life, assets: Assets, files: readonly Wanted[]): Promise<Bytes[] | null> {
  try {
    return await assets.claim(files, () => undefined);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "files of Python could not be fetched.";
    if (life.alive) assets.withoutSnapshot(reason);
    life.kill({ reason: "fatal", message: reason });
    return null;
  }
}

/** Hands a woken kernel its files when it asks for them, or when it has worked for a while. */
export function handLater(life: Life, assets: Assets, files: readonly Wanted[]): void {
  let asked = false;
  const hand = async () => {
    if (asked || !life.alive) return;
    asked = true;
    const bytes = await fetched(life, assets, files);
    if (bytes) life.give(bytes);
  };
  life.wanted = () => void hand();
  const timer = setTimeout(() => void hand(), calmMs);
  void life.death.then(() => clearTimeout(timer));
}

/** The same at once, for a kernel that cannot wait for them: its frame has no memory to share. */
export async function handNow(life: Life, assets: Assets, files: readonly Wanted[]): Promise<void> {
  const bytes = await fetched(life, assets, files);
  if (bytes) await life.call(z.unknown(), (kernel) => kernel.later(joined(bytes)));
}
