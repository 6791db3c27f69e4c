import type { PyodideInterface } from "pyodide";
import type { LaterFiles } from "../lib/protocol/kernel.ts";
import { unpack } from "./unpack.ts";

/** Place of the frame's answer in the shared numbers: 0 not yet, 1 the files are there, 2 they cannot be had. */
const place = 3;
const waitMs = 120_000;
/** Emscripten's number for "input/output error". */
const unreadable = 29;

/** Bytes that the page sends when Python works already. Whoever needs them earlier asks for them, and waits without an event loop: the frame puts them into shared memory. */
export class Later {
  private readonly flags: Int32Array | null;
  private readonly ask: () => void;
  private given: Uint8Array | null = null;
  /** Where the frame puts them, for where memory can be shared. */
  store: Uint8Array | null = null;

  constructor(flags: Int32Array | null, ask: () => void) {
    this.flags = flags;
    this.ask = ask;
  }

  /** For where memory cannot be shared. */
  give(bytes: Uint8Array): void {
    this.given = bytes;
  }

  /** Throws when they cannot be had. */
  take(): Uint8Array {
    const { flags, store } = this;
    if (this.given) return this.given;
    if (!flags || !store) throw new Error("these files are not there yet");
    if (Atomics.load(flags, place) === 0) {
      this.ask();
      Atomics.wait(flags, place, 0, waitMs);
    }
    if (Atomics.load(flags, place) !== 1) throw new Error("these files could not be fetched");
    return store;
  }
}

type Node = { node_ops: Record<string, (...all: unknown[]) => unknown>; stream_ops: { open?: (stream: { stream_ops: object }) => void } };
type Place = { zip: string; folder: string; exempt: (work: () => void) => void; made: (stdlib: Uint8Array) => Uint8Array };

/**
 * Has the standard library (below `zip`) and the packages' files (below `folder`) come into being when somebody first looks for one of them.
 * What sleeps in the heap needs none. Gives whether they are there.
 */
export function layLater({ FS }: PyodideInterface, later: Later, { stdlib, packages }: LaterFiles, { zip, folder, exempt, made }: Place): () => boolean {
  const node = (path: string): Node => Object.assign(FS.lookupPath(path, {}).node);
  const [library, site] = [node(zip), node(folder)];
  const plain = { library: library.stream_ops, site: site.node_ops };
  const lookup: Node["node_ops"][string] = (...all) => Reflect.apply(Reflect.get(FS, "lookupNode"), FS, all);
  let there = false;
  const bytesNow = () => {
    try {
      return later.take();
    } catch {
      throw new FS.ErrnoError(unreadable);
    }
  };
  const arrive = () => {
    if (there) return;
    const bytes = bytesNow();
    there = true;
    library.stream_ops = plain.library;
    site.node_ops = plain.site;
    exempt(() => {
      FS.writeFile(zip, made(bytes.slice(0, stdlib)), { canOwn: true });
      let at = stdlib;
      for (const { bytes: length } of packages) {
        unpack({ FS }, bytes.subarray(at, at + length), folder);
        at += length;
      }
    });
  };
  const after = Object.entries(plain.site).map(([name, work]) => [
    name,
    name === "getattr" || name === "setattr" ? work : (...all: unknown[]) => {
      arrive();
      return name === "lookup" ? lookup(...all) : work(...all);
    },
  ]);
  site.node_ops = Object.fromEntries(after);
  library.stream_ops = {
    ...plain.library,
    open: (stream) => {
      arrive();
      stream.stream_ops = plain.library;
    },
  };
  return () => there;
}
