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

/** These files, each compiled if it can be had so. When one of the compiled is missing or altered, all come as published. */
export async function loadBest(assets: Assets, files: readonly Wanted[], progress: (done: number, total: number) => void): Promise<Loaded[]> {
  const compiled = await usable(assets);
  const chosen = files.map((file) => twin(compiled, file) ?? file);
  try {
    const all = await assets.claim(chosen, (_what, done, total) => progress(done, total));
    return all.map((bytes, index) => ({ form: chosen[index] === files[index] ? "wheel" : "compiled", ...parcel(chosen[index] ?? {}, bytes) }));
  } catch (error) {
    if (compiled === null || !(error instanceof AssetError)) throw error;
    assets.withoutCompiled(error);
    return loadBest(assets, files, progress);
  }
}
