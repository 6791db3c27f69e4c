import { transfer } from "comlink";
import { z } from "zod";
import type { Parcel } from "../protocol/kernel.ts";
import { type Assets, parcel, type Wanted } from "./assets.ts";
import type { Life } from "./life.ts";

/** Whoever looks at a first result does without the rest for so long. */
const calmMs = 4_000;

/** The files that a woken kernel can do without at first. Ends it, with the reason, where they cannot be had: the next one then begins from nothing. */
async function fetched(life: Life, assets: Assets, files: readonly Wanted[]): Promise<Parcel[] | null> {
  try {
    const all = await assets.claim(files, () => undefined);
    return all.map((bytes, at) => parcel(files[at] ?? {}, bytes));
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
    const parcels = await fetched(life, assets, files);
    if (parcels) life.tell({ type: "later", files: parcels });
  };
  life.wanted = () => void hand();
  const timer = setTimeout(() => void hand(), calmMs);
  void life.death.then(() => clearTimeout(timer));
}

/** The same at once, for a kernel that cannot wait for them: its frame has no memory to share. */
export async function handNow(life: Life, assets: Assets, files: readonly Wanted[]): Promise<void> {
  const parcels = await fetched(life, assets, files);
  if (parcels) await life.call(z.unknown(), (kernel) => kernel.later(transfer(parcels, parcels.map(({ bytes }) => bytes.buffer))));
}
