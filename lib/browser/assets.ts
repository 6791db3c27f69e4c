import { z } from "zod";
import { allowedLock } from "../policy/packages.ts";
import { Compiled, Lock, type LockPackage, type Parcel, Snapshot } from "../protocol/kernel.ts";
import type { Policy } from "../protocol/policy.ts";

const Manifest = z.object({ version: z.string().regex(/^[0-9a-f]+$/) });

/** `plainBytes` where it is packed by zstd: the sandbox unpacks it. */
export type Wanted = Pick<LockPackage, "file" | "bytes" | "sha256"> & { plainBytes?: number };

/** A file as the sandbox gets it. */
export const parcel = ({ plainBytes = null }: { plainBytes?: number | null }, bytes: Uint8Array<ArrayBuffer>): Parcel => ({ bytes, plainBytes });

export type Progress = (what: string, done: number, total: number) => void;

/** A file of the app's own that is missing, cut or altered. The message is for the person. */
export class AssetError extends Error {}

async function get(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(path, init).catch((cause: unknown) => {
    init.signal?.throwIfAborted();
    throw new AssetError(`${path} could not be fetched. Is the server still running?`, { cause });
  });
  if (!response.ok) throw new AssetError(`${path} could not be fetched (${response.status}). Run the set-up again.`);
  return response;
}

/** Hexadecimal; null where the page is not in a secure context and the browser offers no digest. */
async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  if (!globalThis.crypto.subtle) return null;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** With the version in it, so that the browser may keep it for ever. */
const addressOf = (file: string, digest: string): string => `/pyodide/${encodeURIComponent(file)}?v=${digest.slice(0, 16)}`;

/** What the sandbox boots from, fetched from the app's own origin once, checked against the lock, kept for the next boot. */
export class Assets {
  private readonly kept = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  private lock: Promise<Lock> | null = null;
  private compiled: Promise<Compiled | null> | null = null;
  private snapshot: Promise<Snapshot | null> | null = null;
  private readonly policy: Pick<Policy, "allowedPackages" | "embedOrigins">;
  private readonly signal: AbortSignal;

  constructor(policy: Pick<Policy, "allowedPackages" | "embedOrigins">, signal: AbortSignal) {
    this.policy = policy;
    this.signal = signal;
  }

  /** Address of the frame, with the version of the build and what its headers depend on, so that it may be cached for ever. */
  async frameUrl(): Promise<string> {
    const response = await get("/sandbox/manifest.json", { cache: "no-cache", signal: this.signal });
    const above = this.policy.embedOrigins.length === 0 ? "" : `&above=${encodeURIComponent(this.policy.embedOrigins.join(" "))}`;
    return `/sandbox/frame.html?v=${Manifest.parse(await response.json()).version}${above}`;
  }

  /** Holds no package that the policy does not allow: this is where all others get their list from. */
  readLock(): Promise<Lock> {
    this.lock ??= get("/pyodide/lock.json", { cache: "no-cache", signal: this.signal }).then(async (response) => allowedLock(Lock.parse(await response.json()), this.policy));
    this.lock.catch(() => { this.lock = null; });
    return this.lock;
  }

  /** What set-up compiled ahead; null where it did not, or where a file of it turned out not to be the right one. */
  readCompiled(): Promise<Compiled | null> {
    this.compiled ??= get("/pyodide/compiled.json", { cache: "no-cache", signal: this.signal })
      .then(async (response) => Compiled.parse(await response.json()))
      .catch((error: unknown) => this.withoutCompiled(error));
    return this.compiled;
  }

  /** From now on everything comes as it was published. */
  withoutCompiled(error: unknown): null {
    if (!this.signal.aborted) console.warn("Python starts from the plain wheels, which takes longer:", error instanceof AssetError ? error.message : "compiled.json cannot be read.");
    this.compiled = Promise.resolve(null);
    return null;
  }

  /** The heap that set-up has taken; null where there is none, or where it turned out not to fit. */
  readSnapshot(): Promise<Snapshot | null> {
    this.snapshot ??= get("/pyodide/snapshot.json", { cache: "no-cache", signal: this.signal })
      .then(async (response) => Snapshot.parse(await response.json()))
      .catch((error: unknown) => this.withoutSnapshot(error instanceof AssetError ? error.message : "snapshot.json cannot be read."));
    return this.snapshot;
  }

  /** From now on Python begins from nothing. */
  withoutSnapshot(reason: string): null {
    if (!this.signal.aborted) console.warn("Python starts without its snapshot, which takes longer:", reason);
    this.snapshot = Promise.resolve(null);
    return null;
  }

  /** Begins to fetch what is not there yet; `progress` counts its bytes. */
  fetch(files: readonly Wanted[], what: string, progress: Progress): void {
    const fresh = files.filter((file) => !this.kept.has(file.file));
    const total = fresh.reduce((sum, file) => sum + file.bytes, 0);
    let done = 0;
    let told = 0;
    const report = (bytes: number) => {
      done += bytes;
      // By whole percents: each report renders the page.
      if (done - told < total / 100 && done < total) return;
      told = done;
      progress(what, Math.min(done, total), total);
    };
    for (const file of fresh) this.keep(file, this.fetchChecked(file, report));
  }

  /** Copies of these files' bytes, in order. */
  async load(files: readonly Wanted[], what: string, progress: Progress): Promise<Uint8Array<ArrayBuffer>[]> {
    this.fetch(files, what, progress);
    const all = await Promise.all(files.map((file) => this.kept.get(file.file) ?? this.fetchChecked(file, () => undefined)));
    return all.map((bytes) => bytes.slice());
  }

  /** Has the browser keep a file in its cache; nothing of it stays in the page. */
  async stock({ file, sha256 }: Wanted): Promise<void> {
    const response = await get(addressOf(file, sha256), { signal: this.signal, credentials: "same-origin", priority: "low" });
    await response.body?.pipeTo(new WritableStream());
  }

  /** The bytes themselves, not kept: for what is large and needed rarely. The next to ask gets them from the browser's cache. */
  async claim(files: readonly Wanted[], progress: Progress): Promise<Uint8Array<ArrayBuffer>[]> {
    return Promise.all(this.claimEach(files, progress));
  }

  /** The same, each as soon as it is there. */
  claimEach(files: readonly Wanted[], progress: Progress): Promise<Uint8Array<ArrayBuffer>>[] {
    this.fetch(files, "", progress);
    const all = files.map((file) => this.kept.get(file.file) ?? this.fetchChecked(file, () => undefined));
    for (const { file } of files) this.kept.delete(file);
    return all;
  }

  private keep(file: Wanted, bytes: Promise<Uint8Array<ArrayBuffer>>): void {
    this.kept.set(file.file, bytes);
    bytes.catch(() => this.kept.delete(file.file));
  }

  private async fetchChecked(file: Wanted, report: (bytes: number) => void): Promise<Uint8Array<ArrayBuffer>> {
    const response = await get(addressOf(file.file, file.sha256), { signal: this.signal, credentials: "same-origin" });
    const bytes = new Uint8Array(await response.arrayBuffer());
    report(bytes.length);
    const digest = await sha256(bytes);
    if (digest !== null && digest !== file.sha256) throw new AssetError(`${file.file} is not the file it should be (its digest differs). Run the set-up again.`);
    return bytes;
  }
}
