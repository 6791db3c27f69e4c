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
    const path = this.lend(file);
    this.python.FS.mkdirTree(folder);
    this.python.FS.symlink(path, `${folder}/${name}`);
    this.places.set(name, path);
  }

  /** Mounts bytes for a moment; the path they can be read at. */
  lend(blob: Blob): string {
    const { FS } = this.python;
    const place = `${mounts}/${++this.count}`;
    FS.mkdirTree(place);
    FS.mount(Reflect.get(FS, "filesystems").WORKERFS, { blobs: [{ name: "file", data: blob }] }, place);
    return `${place}/file`;
  }

  takeBack(path: string): void {
    this.python.FS.unmount(path.slice(0, path.lastIndexOf("/")));
  }

  remove(name: string): void {
    const path = this.places.get(name);
    if (!path) return;
    this.places.delete(name);
    const { FS } = this.python;
    if (FS.analyzePath(`${folder}/${name}`, true).exists) FS.unlink(`${folder}/${name}`);
    this.takeBack(path);
  }
}
