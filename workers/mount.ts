import type { PyodideInterface } from "pyodide";

const folder = "/data";
const mounts = "/mnt/files";

/** Dropped files below /data: each a mount of its own without a copy, seen through a link of its name. */
export class Mounts {
  private readonly python: PyodideInterface;
  private readonly places = new Map<string, string>();
  private count = 0;

  constructor(python: PyodideInterface) {
    this.python = python;
  }

  /** Mounts a file; one of the same name is replaced. Throws for a name that is a path. */
  add(name: string, file: File): void {
    if (name === "" || name === "." || name === ".." || /[/\0]/.test(name)) throw new Error(`not a file name: ${name}`);
    this.remove(name);
    const { FS } = this.python;
    const place = `${mounts}/${++this.count}`;
    FS.mkdirTree(place);
    FS.mkdirTree(folder);
    FS.mount(Reflect.get(FS, "filesystems").WORKERFS, { blobs: [{ name: "file", data: file }] }, place);
    FS.symlink(`${place}/file`, `${folder}/${name}`);
    this.places.set(name, place);
  }

  remove(name: string): void {
    const place = this.places.get(name);
    if (!place) return;
    this.places.delete(name);
    const { FS } = this.python;
    if (FS.analyzePath(`${folder}/${name}`, true).exists) FS.unlink(`${folder}/${name}`);
    FS.unmount(place);
  }
}
