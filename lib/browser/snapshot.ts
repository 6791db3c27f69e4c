import type { Beginning, Lock, Parcel, Snapshot } from "../protocol/kernel.ts";
import { type Assets, type Progress, parcel, type Wanted } from "./assets.ts";
import { best, fetchBest, loadBest } from "./compiled.ts";
import { closure } from "./packages.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** What Python starts with, and the files that it gets once it works. */
type Body = { beginning: Beginning; later: Wanted[] };

/** All that a kernel starts from: what its frame compiles, the memory of a heap, and what the interpreter then gets. All come at the same time; the body when all others can be had. */
export type Seed = { core: Promise<Bytes>; libraries: Promise<Parcel | null>; laterBytes: number; pieces: Promise<Parcel>[]; body: Promise<Body> };

/** The snapshot, where it is one of this interpreter, and where all that is in it may be there. */
async function usable(assets: Assets, lock: Lock): Promise<Snapshot | null> {
  const [snapshot, compiled] = await Promise.all([assets.readSnapshot(), assets.readCompiled()]);
  if (!snapshot || !compiled || compiled.wasm !== lock.core.wasm.sha256) return null;
  if (Object.keys(snapshot.packages).some((name) => !Object.hasOwn(lock.packages, name))) return null;
  if (snapshot.wasm !== lock.core.wasm.sha256 || snapshot.stdlib !== compiled.stdlib.sha256) return assets.withoutSnapshot("it was taken of another interpreter.");
  const strange = Object.entries(snapshot.packages).find(([name, { from }]) => lock.packages[name]?.sha256 !== from);
  return strange ? assets.withoutSnapshot(`it was taken with another ${strange[0]}.`) : snapshot;
}

const plain = ({ bytes, plainBytes = bytes }: Wanted): number => plainBytes;

const only = (files: readonly Bytes[]): Bytes => files[0] ?? new Uint8Array();

const quiet = () => undefined;

async function plainBody(assets: Assets, lock: Lock): Promise<Body> {
  const [stdlib] = await loadBest(assets, [lock.core.stdlib], quiet);
  return { beginning: { from: "nothing", stdlib: stdlib ?? parcel({}, new Uint8Array()) }, later: [] };
}

/** Rejects without its libraries too: there is no waking without them. */
async function sleeper(assets: Assets, { head, packages }: Snapshot, stdlib: Wanted, others: Promise<unknown>[]): Promise<Body> {
  const [text] = await Promise.all([assets.load([head], "", quiet), ...others]);
  const rest = Object.entries(packages).map(([name, { plainBytes }]) => ({ name, bytes: plainBytes }));
  return { beginning: { from: "heap", head: only(text), later: { stdlib: plain(stdlib), packages: rest } }, later: [stdlib, ...Object.values(packages)] };
}

/** Begins to fetch what a kernel starts from, in the quickest form that is there. A file of the snapshot that is not the right one leads to a plain start. */
export async function seed(assets: Assets, progress: Progress): Promise<Seed> {
  // Asked for beside the lock; `usable` waits for them.
  void assets.readSnapshot();
  void assets.readCompiled();
  const lock = await assets.readLock();
  const loading = (files: readonly Wanted[]) => assets.load(files, "Loading Python", progress);
  assets.fetch([lock.core.wasm], "Loading Python", progress);
  const snapshot = await usable(assets, lock);
  if (!snapshot) {
    await fetchBest(assets, [lock.core.wasm, lock.core.stdlib, ...closure(lock, "pandas")], progress);
    return { core: loading([lock.core.wasm]).then(only), libraries: Promise.resolve(null), laterBytes: 0, pieces: [], body: plainBody(assets, lock) };
  }
  assets.fetch([snapshot.libraries, snapshot.head, ...snapshot.pieces], "Loading Python", progress);
  const [stdlib = lock.core.stdlib] = await best(assets, [lock.core.stdlib]);
  const libraries = loading([snapshot.libraries]).then((files) => parcel(snapshot.libraries, only(files)));
  const packed = assets.claimEach(snapshot.pieces, quiet);
  const pieces = packed.map(async (one, at) => parcel(snapshot.pieces[at] ?? {}, await one));
  for (const one of pieces) one.catch(quiet);
  const body = sleeper(assets, snapshot, stdlib, [libraries, ...packed]).catch((error: unknown) => {
    assets.withoutSnapshot(error instanceof Error ? error.message : "its files could not be fetched.");
    return plainBody(assets, lock);
  });
  const laterBytes = [stdlib, ...Object.values(snapshot.packages)].reduce((sum, file) => sum + plain(file), 0);
  return { core: loading([lock.core.wasm]).then(only), libraries: libraries.catch(() => null), laterBytes, pieces, body };
}
