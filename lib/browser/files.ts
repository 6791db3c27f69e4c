import { digestOf } from "./digest.ts";

/** Where a file was put: under its digest in the browser's own storage, or nowhere but in memory. */
export type Kept = { where: "browser"; sha256: string } | { where: "memory"; sha256: string | null };

const folder = async () => (await navigator.storage.getDirectory()).getDirectoryHandle("files", { create: true });

/** Copies a file into the browser's own storage. Never throws but for its signal: a full or forbidden storage leaves it in memory. */
export async function keep(file: File, signal: AbortSignal): Promise<Kept> {
  let sha256: string | null = null;
  try {
    sha256 = await digestOf(file, signal);
    await write(await folder(), sha256, file, signal);
    return { where: "browser", sha256 };
  } catch {
    signal.throwIfAborted();
    return { where: "memory", sha256 };
  }
}

/** A writable shows its content only once it is closed: a copy that broke off is not there. */
async function write(into: FileSystemDirectoryHandle, name: string, file: File, signal: AbortSignal) {
  const there = await into
    .getFileHandle(name)
    .then((handle) => handle.getFile())
    .catch(() => null);
  if (there?.size === file.size) return;
  const handle = await into.getFileHandle(name, { create: true });
  await file.stream().pipeTo(await handle.createWritable(), { signal });
}

/** The copy of a file, or null when it is not there any more. */
export async function reopen(sha256: string): Promise<File | null> {
  try {
    return await (await (await folder()).getFileHandle(sha256)).getFile();
  } catch {
    return null;
  }
}

/** Removes copies; what is not there is no matter. */
export async function forget(digests: readonly string[]): Promise<void> {
  const from = await folder().catch(() => null);
  await Promise.all(digests.map((name) => from?.removeEntry(name).catch(() => {})));
}
