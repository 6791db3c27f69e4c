import { digestOf } from "./digest.ts";
import { shelf } from "./embedded.ts";

/** Where a file was put: under its digest in the session's folder of the browser's own storage, or nowhere but in memory. */
export type Kept = { where: "browser"; sha256: string } | { where: "memory"; sha256: string | null };

const folderNamed = async (name: string, create: boolean) => (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create });
const sessions = (create: boolean) => folderNamed(`sessions${shelf()}`, create);
const folder = async (session: string) => (await sessions(true)).getDirectoryHandle(session, { create: true });
/** Where an older version put the files of all sessions together. */
const before = () => folderNamed(`files${shelf()}`, false);

/** Copies a file into the session's folder. Never throws but for its signal: a full or forbidden storage leaves it in memory. */
export async function keep(session: string, file: File, signal: AbortSignal): Promise<Kept> {
  let sha256: string | null = null;
  try {
    sha256 = await digestOf(file, signal);
    await write(await folder(session), sha256, file, signal);
    return { where: "browser", sha256 };
  } catch {
    signal.throwIfAborted();
    return { where: "memory", sha256 };
  }
}

/** A writable shows its content only once it is closed: a copy that broke off is not there. */
async function write(into: FileSystemDirectoryHandle, name: string, file: File, signal: AbortSignal) {
  const there = await fileIn(into, name);
  if (there?.size === file.size) return;
  const handle = await into.getFileHandle(name, { create: true });
  await file.stream().pipeTo(await handle.createWritable(), { signal });
}

const fileIn = (from: FileSystemDirectoryHandle, name: string): Promise<File | null> =>
  from
    .getFileHandle(name)
    .then((handle) => handle.getFile())
    .catch(() => null);

/** The copy of a file, or null when it is not there any more. */
export async function reopen(session: string, sha256: string): Promise<File | null> {
  const here = await folder(session).catch(() => null);
  const found = here && (await fileIn(here, sha256));
  if (found) return found;
  const old = await before().catch(() => null);
  return old && fileIn(old, sha256);
}

/** Removes copies; what is not there is no matter. */
export async function forget(session: string, digests: readonly string[]): Promise<void> {
  for (const from of [await folder(session).catch(() => null), await before().catch(() => null)])
    await Promise.all(digests.map((name) => from?.removeEntry(name).catch(() => {})));
}

/** Removes all files of a session. */
export async function forgetAll(session: string): Promise<void> {
  const from = await sessions(false).catch(() => null);
  await from?.removeEntry(session, { recursive: true }).catch(() => {});
}

/** Copies what is kept of one session for another; the digests that have a copy there now. */
export async function copyAll(from: string, to: string, digests: readonly string[]): Promise<ReadonlySet<string>> {
  const copied = new Set<string>();
  for (const sha256 of digests) {
    const file = await reopen(from, sha256);
    const done = file && (await write(await folder(to), sha256, file, new AbortController().signal).then(() => true, () => false));
    if (done) copied.add(sha256);
  }
  return copied;
}
