import type { Compiled, PackageBytes } from "../protocol/kernel.ts";
import { AssetError, type Assets, type Progress, parcel, type Wanted } from "./assets.ts";

type Loaded = Omit<PackageBytes, "name">;

/** The archive that was compiled from this very file, if there is one. */
function twin(compiled: Compiled | null, { sha256 }: Wanted): Wanted | undefined {
  return compiled ? [compiled.stdlib, ...Object.values(compiled.packages)].find(({ from }) => from === sha256) : undefined;
}

/** Compiled archives, where they are for the interpreter that is going to read them. */
async function usable(assets: Assets): Promise<Compiled | null> {
  const [compiled, lock] = await Promise.all([assets.readCompiled(), assets.readLock()]);
  return compiled?.wasm === lock.core.wasm.sha256 ? compiled : null;
}

/** These files in the form in which they will be loaded. */
export async function best(assets: Assets, files: readonly Wanted[]): Promise<Wanted[]> {
  const compiled = await usable(assets);
  return files.map((file) => twin(compiled, file) ?? file);
}

/** Begins to fetch these files. */
export async function fetchBest(assets: Assets, files: readonly Wanted[], progress: Progress): Promise<void> {
  assets.fetch(await best(assets, files), "Loading Python", progress);
}

/**
 * These files, each as soon as it is there, compiled if it can be had so. One of the compiled that is missing or altered comes as published, and so does all that is asked for after it. Each may reject
 * by itself.
 */
export async function loadEach(assets: Assets, files: readonly Wanted[], progress: (done: number, total: number) => void): Promise<Promise<Loaded>[]> {
  const compiled = await usable(assets);
  const chosen = files.map((file) => twin(compiled, file) ?? file);
  const coming = assets.claimEach(chosen, (_what, done, total) => progress(done, total));
  const all = coming.map(async (bytes, at): Promise<Loaded> => {
    const [file, one] = [files[at], chosen[at]];
    try {
      return { form: one === file ? "wheel" : "compiled", ...parcel(one ?? {}, await bytes) };
    } catch (error) {
      if (!file || one === file || !(error instanceof AssetError)) throw error;
      assets.withoutCompiled(error);
      const [published] = await assets.claim([file], () => undefined);
      return { form: "wheel", ...parcel({}, published ?? new Uint8Array()) };
    }
  });
  for (const one of all) one.catch(() => undefined);
  return all;
}

/** All of them. */
export async function loadBest(assets: Assets, files: readonly Wanted[], progress: (done: number, total: number) => void): Promise<Loaded[]> {
  return Promise.all(await loadEach(assets, files, progress));
}
