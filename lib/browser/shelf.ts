import type { Limits } from "../protocol/policy.ts";
import type { DeskState, Item, NoticeCode } from "./desk-state.ts";
import { forget, keep, reopen } from "./files.ts";
import type { Link } from "../protocol/profile.ts";
import { linksWithout, problemOf, stateOf, toldAnew, withItem } from "./items.ts";
import type { BrowserSandbox, Opening } from "./sandbox.ts";
import type { Box } from "./state.ts";
import { orAborted } from "./wait.ts";

/** What the shelf needs of the desk it stands on. */
export interface Room {
  readonly state: Box<DeskState>;
  readonly life: AbortSignal;
  /** The session whose files these are. */
  session(): string;
  limits(): Limits;
  /** Boots one when there is none. */
  kernel(): BrowserSandbox;
  running(): BrowserSandbox | null;
  tell(code: NoticeCode): void;
}

/** The files: taken in, read by the kernel, kept in the browser, opened again, given away. */
export class Shelf {
  private readonly reading = new Map<string, AbortController>();
  private readonly storing = new Set<Promise<void>>();
  private queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly room: Room) {}

  async add(files: readonly File[]): Promise<void> {
    const fit = this.admitted(files);
    for (const file of fit)
      this.put({ name: file.name, bytes: file.size, changed: file.lastModified, kept: "saving", sha256: null, state: { type: "waiting" } });
    await Promise.all(fit.map((file) => Promise.all([this.enqueue(() => this.read(file)), this.stored(file)])));
  }

  /** Takes a file away; while it is being read, this is how reading is cancelled. */
  async remove(name: string): Promise<void> {
    const item = this.item(name);
    this.reading.get(name)?.abort();
    const { links, toldLinks } = this.room.state.get();
    const items = this.items().filter((one) => one.name !== name);
    this.change({ items, links: linksWithout(links, item), toldLinks: linksWithout(toldLinks, item) });
    if (item?.state.type === "open" && item.state.mounted) await this.enqueue(async () => this.retell(await this.room.running()?.close(name, this.room.life)));
    if (item?.sha256 && !this.items().some((one) => one.sha256 === item.sha256)) await forget(this.room.session(), [item.sha256]);
  }

  /** Ends all reading, and waits until what is being copied is kept: another session comes. */
  async leave(): Promise<void> {
    for (const one of this.reading.values()) one.abort();
    await Promise.allSettled(this.storing);
    await this.queue;
  }

  /** Opens again what a reload has left unopened or unread, once everything before it is read. Rejects when its signal aborts. */
  async mount(signal: AbortSignal): Promise<void> {
    const mounting = this.enqueue(async () => {
      for (const item of this.items()) {
        signal.throwIfAborted();
        if ((item.state.type === "open" && !item.state.mounted) || (item.state.type === "waiting" && item.sha256 !== null)) await this.again(item);
      }
    });
    mounting.catch(() => {});
    await orAborted(mounting, signal);
  }

  private async again({ name, sha256 }: Item): Promise<void> {
    const file = sha256 === null ? null : await reopen(this.room.session(), sha256);
    if (file) await this.read(new File([file], name));
    else this.alter(name, { state: { type: "failed", problems: [problemOf(name, null)] } });
  }

  private async read(file: File): Promise<void> {
    if (!this.item(file.name)) return;
    const stop = new AbortController();
    this.reading.set(file.name, stop);
    this.alter(file.name, { state: { type: "reading" } });
    try {
      const opening = await this.room.kernel().open([{ name: file.name, file }], AbortSignal.any([stop.signal, this.room.life]));
      this.alter(file.name, { state: stateOf(file.name, opening) });
      if (opening.opened.files.length > 0) this.link(opening.opened.links, opening.told);
    } catch (error) {
      if (!stop.signal.aborted) this.alter(file.name, { state: { type: "failed", problems: [problemOf(file.name, error)] } });
    } finally {
      this.reading.delete(file.name);
    }
  }

  private link(links: readonly Link[], told: Opening["told"]): void {
    this.change({ links, toldLinks: told?.links ?? links });
    this.retell(told);
  }

  private retell(told: Opening["told"] | undefined): void {
    if (told) this.change({ items: toldAnew(this.items(), told), toldLinks: told.links });
  }

  private async stored(file: File): Promise<void> {
    const storing = this.store(file);
    this.storing.add(storing);
    await storing.finally(() => this.storing.delete(storing));
  }

  private async store(file: File): Promise<void> {
    const kept = await keep(this.room.session(), file, this.room.life);
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
    return this.within(fit.slice(0, room), limits.sessionFileBytes);
  }

  /** As many of them, in order, as fit into what a session may hold beside the files that stay. */
  private within(files: readonly File[], limit: number): File[] {
    const names = new Set(files.map(({ name }) => name));
    let left = limit - this.items().reduce((sum, { name, bytes }) => sum + (names.has(name) ? 0 : bytes), 0);
    const fit: File[] = [];
    for (const file of files) {
      if (file.size > left) continue;
      left -= file.size;
      fit.push(file);
    }
    if (fit.length < files.length) this.room.tell({ type: "too-much", bytes: limit });
    return fit;
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
