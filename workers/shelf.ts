import type { Mounts } from "./mount.ts";

/** How many more bytes may be put. */
export type Room = { left: number };

/** What Python hands over; only its buffer is used. */
type Bytes = { getBuffer(type: "u8"): { data: Uint8Array<ArrayBuffer>; release(): void } };

/**
 * Bytes that Python puts outside of its memory while files are opened: blobs, which the browser moves to disk, each seen by Python as a file. Nothing can be put there while code runs, and
 * never more than what is opened accounts for.
 */
export class Shelf {
  private readonly mounts: Pick<Mounts, "lend" | "takeBack">;
  private readonly blobs = new Map<string, Blob>();
  private room: Room = { left: 0 };

  constructor(mounts: Pick<Mounts, "lend" | "takeBack">) {
    this.mounts = mounts;
  }

  /** What is put until `work` is done is taken from that room. */
  within<T>(room: Room, work: () => T): T {
    this.room = room;
    try {
      return work();
    } finally {
      this.room = { left: 0 };
    }
  }

  /** Copies them; the path of a file that holds them. Throws where there is no room. */
  put = (bytes: Bytes): string => {
    const held = bytes.getBuffer("u8");
    try {
      if (held.data.byteLength > this.room.left) throw new Error("no room outside of Python's memory");
      this.room.left -= held.data.byteLength;
      return this.lend(new Blob([held.data]));
    } finally {
      held.release();
    }
  };

  /** Mounts a blob until it is dropped. */
  lend(blob: Blob): string {
    const path = this.mounts.lend(blob);
    this.blobs.set(path, blob);
    return path;
  }

  drop = (path: string): void => {
    if (this.blobs.delete(path)) this.mounts.takeBack(path);
  };

  /** The blob, which Python sees no more. */
  take(path: string): Blob {
    const blob = this.blobs.get(path);
    if (!blob) throw new Error("nothing lies there");
    this.drop(path);
    return blob;
  }
}
