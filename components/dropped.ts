/** What a drop carries; the browser shows it during the event only. */
export interface Carried {
  readonly files: readonly File[];
  readonly entries: readonly (FileSystemEntry | null)[];
}

export const carriedBy = (dropped: DataTransfer): Carried => ({
  files: [...dropped.files],
  entries: [...dropped.items].map((item) => item.webkitGetAsEntry()),
});

/** Files in what was dropped; folders are opened, whatever they hold inside comes with them. */
export async function filesOf({ files, entries }: Carried): Promise<readonly File[]> {
  if (!entries.some((entry) => entry?.isDirectory)) return files;
  const lists = await Promise.all(entries.map((entry) => (entry ? inside(entry) : [])));
  return lists.flat();
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

async function inside(entry: FileSystemEntry): Promise<File[]> {
  if (entry.name.startsWith(".")) return [];
  if (isFile(entry))
    return new Promise((resolve) =>
      entry.file(
        (file) => resolve([file]),
        () => resolve([]),
      ),
    );
  if (!isFolder(entry)) return [];
  const found: FileSystemEntry[] = [];
  const reader = entry.createReader();
  for (let some = await next(reader); some.length > 0; some = await next(reader)) found.push(...some);
  return (await Promise.all(found.map(inside))).flat();
}

const next = (reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> =>
  new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
