import { foldAll } from "../agent/fold.ts";
import type { World } from "../agent/ports.ts";
import { runTurn } from "../agent/turn.ts";
import type { TablePage } from "../protocol/artifact.ts";
import type { AgentEvent } from "../protocol/event.ts";
import type { PageRequest } from "../protocol/kernel.ts";
import { Policy } from "../protocol/policy.ts";
import { remoteAudit } from "./audit.ts";
import { batched } from "./batch.ts";
import type { DeskState, Item, NoticeCode } from "./desk-state.ts";
import { emptyDesk } from "./desk-state.ts";
import { facts } from "./facts.ts";
import { forget, keep, reopen } from "./files.ts";
import { hold } from "./hold.ts";
import { problemOf, stateOf, withItem } from "./items.ts";
import { type Journal, openJournal } from "./journal.ts";
import { remoteModel } from "./model.ts";
import { restored, savedOf } from "./restore.ts";
import type { BrowserSandbox } from "./sandbox.ts";
import { openSandbox } from "./sandbox.ts";
import { Box } from "./state.ts";

/** One person's work: the files, the kernel, the turns. Everything the screen can do is a method; everything it shows is `state`. */
export class Desk {
  readonly state = new Box<DeskState>(emptyDesk);
  private id: string = crypto.randomUUID();
  private policy: Policy = Policy.parse({});
  private sandbox: BrowserSandbox | null = null;
  private turn: AbortController | null = null;
  private readonly life = new AbortController();
  private readonly reading = new Map<string, AbortController>();
  private queue: Promise<unknown> = Promise.resolve();
  private notices = 0;
  private readonly emit = batched((events) => this.happened(events));

  private constructor(private readonly journal: Journal) {}

  /** Reads the journal and asks the server for its policy and its models. Never rejects. */
  static async open(): Promise<Desk> {
    const desk = new Desk(await openJournal());
    await Promise.all([desk.restore(), desk.learn()]);
    desk.change({ phase: "ready" });
    return desk;
  }

  close(): void {
    this.turn?.abort();
    this.life.abort();
  }

  /** Boots Python ahead of need. */
  warm(): void {
    void this.kernel();
  }

  async add(files: readonly File[]): Promise<void> {
    const fit = this.admitted(files);
    for (const file of fit) this.put({ name: file.name, bytes: file.size, kept: "saving", sha256: null, state: { type: "waiting" } });
    await Promise.all(fit.map((file) => Promise.all([this.enqueue(() => this.read(file)), this.store(file)])));
    this.save();
  }

  /** Takes a file away; while it is being read, this is how reading is cancelled. */
  async remove(name: string): Promise<void> {
    const item = this.item(name);
    this.reading.get(name)?.abort();
    this.change({ items: this.state.get().items.filter((one) => one.name !== name), links: this.linksWithout(item) });
    if (item?.state.type === "open" && item.state.mounted) await this.enqueue(() => this.sandbox?.close(name, this.life.signal));
    if (item?.sha256 && !this.state.get().items.some((one) => one.sha256 === item.sha256)) await forget([item.sha256]);
    await this.look();
    this.save();
  }

  /** Asks a question; resolves when its turn has ended. A second question while one runs is not taken. */
  async ask(question: string): Promise<void> {
    if (this.turn || question.trim() === "") return;
    this.turn = new AbortController();
    const { signal } = this.turn;
    this.change({ pending: question.trim() });
    try {
      await this.enqueue(() => this.mount(signal));
      if (this.state.get().items.some(({ state }) => state.type === "open")) await this.answer(question.trim(), signal);
      else this.tell({ type: "no-files" });
    } catch (error) {
      if (!signal.aborted) this.tell({ type: "server", text: error instanceof Error ? error.message : String(error) });
    } finally {
      this.turn = null;
      this.change({ stopping: false, pending: null });
    }
    await this.look();
    this.save();
  }

  stop(): void {
    if (!this.turn) return;
    this.change({ stopping: true });
    this.turn.abort();
  }

  choose(model: string): void {
    this.change({ model });
    this.save();
  }

  page = async (request: PageRequest, signal: AbortSignal): Promise<TablePage | null> =>
    (await this.sandbox?.page(request, AbortSignal.any([signal, this.life.signal])).catch(() => null)) ?? null;

  dismiss(id: number): void {
    this.change({ notices: this.state.get().notices.filter((notice) => notice.id !== id) });
  }

  tell(code: NoticeCode): void {
    const tone = code.type === "pasted" ? ("info" as const) : ("warning" as const);
    const others = this.state.get().notices.filter((notice) => JSON.stringify(notice.code) !== JSON.stringify(code));
    this.change({ notices: [...others, { id: ++this.notices, tone, code }] });
  }

  /** Forgets this session, its files included, and begins another. */
  async renew(): Promise<void> {
    const { items, models, model, runMs } = this.state.get();
    this.turn?.abort();
    for (const one of this.reading.values()) one.abort();
    this.sandbox?.dispose();
    this.sandbox = null;
    await this.journal.drop(this.id);
    await forget(items.flatMap(({ sha256 }) => sha256 ?? []));
    this.id = crypto.randomUUID();
    void hold(this.id);
    this.state.set({ ...emptyDesk, phase: "ready", models, model, runMs });
  }

  private async answer(question: string, signal: AbortSignal): Promise<void> {
    const sandbox = this.kernel();
    const { session, items, links, model } = this.state.get();
    this.change({ pending: null });
    const world: World = { model: remoteModel(), audit: remoteAudit(), sandbox, clock: () => Date.now(), emit: this.emit };
    const files = items.flatMap(({ state }) => (state.type === "open" ? [state.profile] : []));
    await runTurn(
      world,
      { session: this.id, policy: this.policy, past: session, opened: { files, links: [...links] }, question, model },
      signal,
    );
    this.emit.flush();
  }

  private happened(events: readonly AgentEvent[]): void {
    this.change({ session: foldAll(events, this.state.get().session) });
    for (const event of events) void this.journal.append(this.id, event);
  }

  /** The kernel, booted when it is first needed. */
  private kernel(): BrowserSandbox {
    if (this.sandbox) return this.sandbox;
    const sandbox = openSandbox(this.policy, this.life.signal);
    sandbox.state.subscribe(() => this.sandbox === sandbox && this.change({ kernel: sandbox.state.get() }));
    this.sandbox = sandbox;
    this.change({ kernel: sandbox.state.get() });
    return sandbox;
  }

  private async read(file: File): Promise<void> {
    if (!this.item(file.name)) return;
    const stop = new AbortController();
    this.reading.set(file.name, stop);
    this.alter(file.name, { state: { type: "reading" } });
    try {
      const opened = await this.kernel().open([{ name: file.name, file }], AbortSignal.any([stop.signal, this.life.signal]));
      this.alter(file.name, { state: stateOf(file.name, opened) });
      this.change({ links: opened.links });
      await this.look();
    } catch (error) {
      if (!stop.signal.aborted) this.alter(file.name, { state: { type: "failed", problems: [problemOf(file.name, error)] } });
    } finally {
      this.reading.delete(file.name);
    }
  }

  private async store(file: File): Promise<void> {
    const kept = await keep(file, this.life.signal);
    this.alter(file.name, { kept: kept.where, sha256: kept.sha256 });
    if (kept.where === "memory") this.tell({ type: "memory-only" });
  }

  /** Opens again what a reload has left unopened. */
  private async mount(signal: AbortSignal): Promise<void> {
    for (const item of this.state.get().items) {
      if (item.state.type !== "open" || item.state.mounted) continue;
      const file = item.sha256 === null ? null : await reopen(item.sha256);
      if (file) await this.read(new File([file], item.name));
      else this.alter(item.name, { state: { type: "failed", problems: [problemOf(item.name, null)] } });
      signal.throwIfAborted();
    }
  }

  private async look(): Promise<void> {
    const variables = await this.sandbox?.variables(this.life.signal).catch(() => null);
    if (variables) this.change({ variables });
  }

  private async restore(): Promise<void> {
    const latest = await this.journal.latest().catch(() => null);
    if (!latest || !(await hold(latest.saved.id))) return void (await hold(this.id));
    this.id = latest.saved.id;
    this.change(restored(latest.saved, latest.events));
  }

  private async learn(): Promise<void> {
    const { policy, list } = await facts(this.life.signal);
    if (policy) this.policy = policy;
    if (!policy || !list) this.tell({ type: "offline" });
    for (const text of list?.notes ?? []) this.tell({ type: "server", text });
    const models = list?.models ?? [];
    const chosen = this.state.get().model;
    const model = models.some(({ id }) => id === chosen) ? chosen : (list?.default ?? "");
    this.change({ models, model, runMs: this.policy.limits.runMs });
  }

  /** Files within the limits; the person is told of the others. */
  private admitted(files: readonly File[]): File[] {
    const { limits } = this.policy;
    const fit = files.filter((file) => file.size <= limits.fileBytes);
    for (const file of files) if (file.size > limits.fileBytes) this.tell({ type: "too-large", name: file.name, bytes: limits.fileBytes });
    const room = limits.files - this.state.get().items.length;
    if (fit.length > room) this.tell({ type: "too-many", limit: limits.files });
    return fit.slice(0, Math.max(0, room));
  }

  /** One after the other: the kernel does one thing at a time. */
  private enqueue<T>(work: () => Promise<T> | undefined): Promise<T | undefined> {
    const next = this.queue.then(work);
    this.queue = next.catch(() => {});
    return next;
  }

  private linksWithout(item: Item | undefined) {
    const gone = new Set(item?.state.type === "open" ? item.state.profile.tables.map(({ variable }) => variable) : []);
    return this.state.get().links.filter(({ left, right }) => !gone.has(left.variable) && !gone.has(right.variable));
  }

  private item(name: string) {
    return this.state.get().items.find((one) => one.name === name);
  }

  private put(item: Item): void {
    if (this.item(item.name)) this.tell({ type: "replaced", name: item.name });
    this.change({ items: withItem(this.state.get().items, item) });
  }

  private alter(name: string, part: Partial<Item>): void {
    this.change({ items: this.state.get().items.map((one) => (one.name === name ? { ...one, ...part } : one)) });
  }

  private change(part: Partial<DeskState>): void {
    this.state.set({ ...this.state.get(), ...part });
  }

  private save(): void {
    void this.journal.put(savedOf(this.id, this.state.get()));
  }
}
