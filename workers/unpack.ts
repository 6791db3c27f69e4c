import type { PyodideInterface } from "pyodide";

type Entry = { path: string; bytes: Uint8Array };

const endRecord = 0x06054b50;
const stored = 0;

const broken = (): never => {
  throw new Error("not an archive of stored files");
};

/** The files of a zip archive in which nothing is compressed, in its order; each a view of the archive, not a copy. */
export function entries(archive: Uint8Array): Entry[] {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = archive.length - 22;
  if (end < 0 || view.getUint32(end, true) !== endRecord) broken();
  const text = new TextDecoder();
  const found: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (view.getUint16(at + 10, true) !== stored) broken();
    const name = view.getUint16(at + 28, true);
    const local = view.getUint32(at + 42, true);
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    found.push({ path: text.decode(archive.slice(at + 46, at + 46 + name)), bytes: archive.subarray(start, start + view.getUint32(at + 24, true)) });
    at += 46 + name + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return found;
}

/** Puts the files of a compiled archive below `folder`. They stay where they are in memory: the archive is theirs from now on. */
export function unpack({ FS }: Pick<PyodideInterface, "FS">, archive: Uint8Array, folder: string): void {
  const made = new Set<string>();
  for (const { path, bytes } of entries(archive)) {
    const parent = `${folder}/${path.slice(0, Math.max(0, path.lastIndexOf("/")))}`;
    if (!made.has(parent)) FS.mkdirTree(parent);
    made.add(parent);
    FS.writeFile(`${folder}/${path}`, bytes, { canOwn: true });
  }
}
