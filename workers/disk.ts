import type { PyodideInterface } from "pyodide";

type Folder = Record<string, Inode>;
/** What was written from Python is a view of signed bytes, what was written from outside one of unsigned. */
type Inode = { contents?: Uint8Array | Int8Array | Folder };
type Write = (stream: { node: Inode }, ...rest: [buffer: unknown, offset: number, length: number, position: number, canOwn?: boolean]) => number;
type Resize = (node: Inode, size: number) => void;
type Memory = { ops_table: { file: { stream: { write: Write } } }; stream_ops: { write: Write }; resizeFileStorage: Resize };

/** Emscripten's number for "no space left on device". */
const full = 51;

const bytesOf = ({ contents }: Inode): number => (ArrayBuffer.isView(contents) ? contents.byteLength : 0);

/** Files of the sandbox live in JavaScript's memory, which the cap of WebAssembly's does not bound: this bounds them. */
export class Disk {
  private readonly files: PyodideInterface["FS"];
  private limit: number;
  /** At least what is held; measured anew before anything is refused. */
  private used: number;

  /** From here on files may grow by `bytes` in all; what lies there already does not count. */
  constructor(files: PyodideInterface["FS"], bytes: number) {
    this.files = files;
    this.used = this.measure();
    this.limit = this.used + bytes;
    this.guard(Reflect.get(files, "filesystems").MEMFS);
  }

  /** What `work` writes does not count. */
  exempt<T>(work: () => T): T {
    const before = this.measure();
    const { limit } = this;
    this.limit = Number.POSITIVE_INFINITY;
    try {
      return work();
    } finally {
      this.used = this.measure();
      this.limit = limit + Math.max(0, this.used - before);
    }
  }

  private guard(memory: Memory): void {
    const { write } = memory.ops_table.file.stream;
    const resize = memory.resizeFileStorage;
    const guarded: Write = (stream, buffer, offset, length, position, canOwn) => {
      return this.grown(stream.node, position + length, () => write(stream, buffer, offset, length, position, canOwn));
    };
    const fixed = { writable: false, configurable: false };
    for (const place of [memory.ops_table.file.stream, memory.stream_ops]) Object.defineProperty(place, "write", { value: guarded, ...fixed });
    const resized: Resize = (node, size) => {
      this.grown(node, size, () => resize(node, size));
    };
    Object.defineProperty(memory, "resizeFileStorage", { value: resized, ...fixed });
  }

  /** Does `work`, after which the file is to hold `size` bytes, and counts what it really took: files grow in strides. */
  private grown<T>(node: Inode, size: number, work: () => T): T {
    const before = bytesOf(node);
    const growth = size - before;
    if (growth > 0 && this.used + growth > this.limit) this.used = this.measure();
    if (growth > 0 && this.used + growth > this.limit) throw new this.files.ErrnoError(full);
    const done = work();
    this.used += bytesOf(node) - before;
    return done;
  }

  /** Bytes of all files, of those too that were removed while they are open. */
  private measure(): number {
    const seen = new Set<Inode>();
    const visit = (node: Inode): void => {
      if (seen.has(node)) return;
      seen.add(node);
      if (node.contents && !ArrayBuffer.isView(node.contents)) Object.values(node.contents).forEach(visit);
    };
    visit(Reflect.get(this.files, "root"));
    const open: ({ node?: Inode } | null | undefined)[] = Reflect.get(this.files, "streams");
    for (const stream of open) if (stream?.node) visit(stream.node);
    let sum = 0;
    for (const node of seen) sum += bytesOf(node);
    return sum;
  }
}
