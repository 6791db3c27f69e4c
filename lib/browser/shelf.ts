import type { Limits } from "../protocol/policy.ts";
import type { DeskState, Item, NoticeCode } from "./desk-state.ts";
import { forget, keep, reopen } from "./files.ts";
import { linksWithout, problemOf, stateOf, withItem } from "./items.ts";
import type { BrowserSandbox } from "./sandbox.ts";
import type { Box } from "./state.ts";

/** What the shelf needs of the desk it stands on. */
export interface Room {
  readonly state: Box<DeskState>;
  readonly life: AbortSignal;
  limits(): Limits;
  /** Boots one when there is none. */
  kernel(): BrowserSandbox;
  running(): BrowserSandbox | null;
  tell(code: NoticeCode): void;
}

/** The files: taken in, read by the kernel, kept in the browser, opened again, given away. */
export class Shelf {
  private readonly reading = new Map<string, AbortController>();
  private queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly room: Room) {}

  async add(files: readonly File[]): Promise<void> {
    const fit = this.admitted(files);
    for (const file of fit) this.put({ name: file.name, bytes: file.size, kept: "saving", sha256: null, state: { type: "waiting" } });
    await Promise.all(fit.map((file) => Promise.all([this.enqueue(() => this.read(file)), this.store(file)])));
  }

  /** Takes a file away; while it is being read, this is how reading is cancelled. */
  async remove(name: string): Promise<void> {
    const item = this.item(name);
    this.reading.get(name)?.abort();
    this.change({ items: this.items().filter((one) => one.name !== name), links: linksWithout(this.room.state.get().links, item) });
    if (item?.state.type === "open" && item.state.mounted) await this.enqueue(() => this.room.running()?.close(name, this.room.life));
    if (item?.sha256 && !this.items().some((one) => one.sha256 === item.sha256)) await forget([item.sha256]);
  }

  /** Ends all reading, and forgets every copy. */
  async clear(): Promise<void> {
    for (const one of this.reading.values()) one.abort();
    await forget(this.items().flatMap(({ sha256 }) => sha256 ?? []));
  }

  /** Opens again what a reload has left unopened, once everything before it is read. Rejects when its signal aborts. */
  async mount(signal: AbortSignal): Promise<void> {
    await this.enqueue(async () => {
      for (const item of this.items()) {
        signal.throwIfAborted();
        if (item.state.type === "open" && !item.state.mounted) await this.again(item);
      }
    });
    signal.throwIfAborted();
  }

  private async again({ name, sha256 }: Item): Promise<void> {
    const file = sha256 === null ? null : await reopen(sha256);
    if (file) await this.read(new File([file], name));
    else this.alter(name, { state: { type: "failed", problems: [problemOf(name, null)] } });
  }

  private async read(file: File): Promise<void> {
    if (!this.item(file.name)) return;
    const stop = new AbortController();
    this.reading.set(file.name, stop);
    this.alter(file.name, { state: { type: "reading" } });
    try {
      const opened = await this.room.kernel().open([{ name: file.name, file }], AbortSignal.any([stop.signal, this.room.life]));
      this.alter(file.name, { state: stateOf(file.name, opened) });
      this.change({ links: opened.links });
    } catch (error) {
      if (!stop.signal.aborted) this.alter(file.name, { state: { type: "failed", problems: [problemOf(file.name, error)] } });
    } finally {
      this.reading.delete(file.name);
    }
  }

  private async store(file: File): Promise<void> {
    const kept = await keep(file, this.room.life);
    this.alter(file.name, { kept: kept.where, sha256: kept.sha256 });
    if (kept.where === "memory") this.room.tell({ type: "memory-only" });
  }

  /** Files within the limits; the person is told of the others. */
  private admitted(files: readonly File[]): File[] {
    const limits = this.room.limits();
    const fit = files.filter((file) => file.size <= limits.fileBytes);
    for (const file of files)
      if (file.size > limits.fileBytes) this.room.tell({ type: "too-large", name: file.name, bytes: limits.fileBytes });
    const room = Math.max(0, limits.files - this.items().length);
    if (fit.length > room) this.room.tell({ type: "too-many", limit: limits.files });
    return fit.slice(0, room);
  }

  /** One after the other: the kernel does one thing at a time. */
  private enqueue<T>(work: () => Promise<T> | undefined): Promise<T | undefined> {
    const next = this.queue.then(work);
    this.queue = next.catch(() => {});
    return next;
  }

  private put(item: Item): void {
    if (this.item(item.name)) this.room.tell({ type: "replaced", name: item.name });
    this.change({ items: withItem(this.items(), item) });
  }

  private alter(name: string, part: Partial<Item>): void {
    this.change({ items: this.items().map((one) => (one.name === name ? { ...one, ...part } : one)) });
  }

  private items() {
    return this.room.state.get().items;
  }

  private item(name: string) {
    return this.items().find((one) => one.name === name);
  }

  private change(part: Partial<DeskState>): void {
    this.room.state.set({ ...this.room.state.get(), ...part });
  }
}
