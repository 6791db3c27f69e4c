import { transfer } from "comlink";
import { z } from "zod";
import { FromKernel, type Lock, type LockPackage } from "../protocol/kernel.ts";
import type { Assets, Progress } from "./assets.ts";
import { loadBest } from "./compiled.ts";
import type { Life, Outcome } from "./life.ts";

/** Loads what `code` needs and the kernel does not have yet, dependencies first. Rejects when a file cannot be fetched or is not the right one. */
export async function ensure(life: Life, assets: Assets, code: string, progress: Progress): Promise<Outcome<unknown>> {
  const asked = await life.call(FromKernel.Needs, (kernel) => kernel.needs(code));
  if (asked.type !== "done" || asked.value.length === 0) return asked;
  // Whatever is laid beside files that are still to come has them come first.
  life.wanted();
  const lock = await assets.readLock();
  const wanted = asked.value.flatMap((name) => found(lock, name));
  const what = `Loading ${wanted.map(({ name }) => name).join(", ")}`;
  const loaded = await loadBest(assets, wanted, (done, total) => progress(what, done, total));
  const packages = loaded.map((one, index) => ({ ...one, name: wanted[index]?.name ?? "" }));
  const installed = await life.call(z.unknown(), (kernel) => kernel.install(transfer(packages, packages.map(({ bytes }) => bytes.buffer))));
  // Asked once more, the kernel imports what is there now, off the clock of the run.
  return installed.type === "done" ? life.call(FromKernel.Needs, (kernel) => kernel.needs(code)) : installed;
}

const found = (lock: Lock, name: string) => {
  const one = Object.hasOwn(lock.packages, name) ? lock.packages[name] : undefined;
  return one ? [one] : [];
};

/** A package and all that it depends on. */
export function closure(lock: Lock, name: string): LockPackage[] {
  const below = found(lock, name).flatMap(({ depends }) => depends.flatMap((other) => closure(lock, other)));
  return [...new Set([...below, ...found(lock, name)])];
}

/** What opening these files will need, as code that says so. */
export const codeFor = (names: readonly string[]): string =>
  ["import sandpiper.profile", ...names.map((name) => JSON.stringify(name))].join("\n");
