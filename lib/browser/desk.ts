import { foldAll } from "../agent/fold.ts";
import type { World } from "../agent/ports.ts";
import { runTurn } from "../agent/turn.ts";
import type { TablePage } from "../protocol/artifact.ts";
import type { AgentEvent } from "../protocol/event.ts";
import type { PageRequest } from "../protocol/kernel.ts";
import { Policy } from "../protocol/policy.ts";
import { ahead } from "./ahead.ts";
import { remoteAudit } from "./audit.ts";
import { batched } from "./batch.ts";
import type { DeskState, NoticeCode } from "./desk-state.ts";
import { emptyDesk } from "./desk-state.ts";
import { facts } from "./facts.ts";
import { hold } from "./hold.ts";
import { type Journal, openJournal } from "./journal.ts";
import { remoteModel } from "./model.ts";
import { restored, savedOf } from "./restore.ts";
import { type BrowserSandbox, openSandbox } from "./sandbox.ts";
import { Shelf } from "./shelf.ts";
import { Box } from "./state.ts";

/** One person's work: the files, the kernel, the turns. Everything the screen can do is a method; everything it shows is `state`. */
export class Desk {
  readonly state = new Box<DeskState>(emptyDesk);
  private id: string = crypto.randomUUID();
  private policy: Policy = Policy.parse({});
  private sandbox: BrowserSandbox | null = null;
  private turn: AbortController | null = null;
  private notices = 0;
  private readonly life = new AbortController();
  private readonly emit = batched((events) => this.happened(events));
  private readonly shelf = new Shelf({
    state: this.state,
    life: this.life.signal,
    limits: () => this.policy.limits,
    kernel: () => this.kernel(),
    running: () => this.sandbox,
    tell: (code) => this.tell(code),
  });

  private constructor(private readonly journal: Journal) {}

  /** Reads the journal and asks the server for its policy and its models. Never rejects. */
  static async open(): Promise<Desk> {
    const desk = new Desk(await openJournal());
    await desk.restore();
    await desk.learn();
    desk.change({ phase: "ready" });
    ahead(() => desk.warm());
    return desk;
  }

  /** Boots Python ahead of need. */
  warm(): void {
    this.kernel();
  }

  async add(files: readonly File[]): Promise<void> {
    await this.shelf.add(files);
    await this.settle();
  }

  async remove(name: string): Promise<void> {
    await this.shelf.remove(name);
    await this.settle();
  }

  /** Asks a question; resolves when its turn has ended. A second question while one runs is not taken. */
  async ask(question: string): Promise<void> {
    if (this.turn || question.trim() === "") return;
    this.turn = new AbortController();
    const { signal } = this.turn;
    this.change({ pending: question.trim() });
    try {
      await this.shelf.mount(signal);
      await this.answer(question.trim(), signal);
    } catch (error) {
      if (!signal.aborted) this.tell({ type: "server", text: error instanceof Error ? error.message : String(error) });
    } finally {
      this.turn = null;
      this.change({ stopping: false, pending: null });
    }
    await this.settle();
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

  /** Null when the table lived in a kernel that is gone. */
  async page(request: PageRequest, signal: AbortSignal): Promise<TablePage | null> {
    const either = AbortSignal.any([signal, this.life.signal]);
    return (await this.sandbox?.page(request, either).catch(() => null)) ?? null;
  }

  tell(code: NoticeCode): void {
    const tone = code.type === "pasted" ? ("info" as const) : ("warning" as const);
    const others = this.state.get().notices.filter((notice) => JSON.stringify(notice.code) !== JSON.stringify(code));
    this.notices += 1;
    this.change({ notices: [...others, { id: this.notices, tone, code }] });
  }

  dismiss(id: number): void {
    this.change({ notices: this.state.get().notices.filter((notice) => notice.id !== id) });
  }

  /** Forgets this session, its files included, and begins another. */
  async renew(): Promise<void> {
    const { models, model, runMs } = this.state.get();
    this.turn?.abort();
    this.sandbox?.dispose();
    this.sandbox = null;
    await this.shelf.clear();
    await this.journal.drop(this.id);
    this.id = crypto.randomUUID();
    await hold(this.id);
    this.state.set({ ...emptyDesk, phase: "ready", models, model, runMs });
  }

  private async answer(question: string, signal: AbortSignal): Promise<void> {
    const { session: past, items, links, model } = this.state.get();
    const files = items.flatMap(({ state }) => (state.type === "open" ? [state.profile] : []));
    if (files.length === 0) return this.tell({ type: "no-files" });
    this.change({ pending: null });
    const world: World = { model: remoteModel(), audit: remoteAudit(), sandbox: this.kernel(), clock: () => Date.now(), emit: this.emit };
    const opened = { files, links: [...links] };
    await runTurn(world, { session: this.id, policy: this.policy, past, opened, question, model }, signal);
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

  /** After anything that may have changed the variables: looks at them and writes the session down. */
  private async settle(): Promise<void> {
    this.save();
    const variables = await this.sandbox?.variables(this.life.signal).catch(() => null);
    if (variables) this.change({ variables });
  }

  /** The latest session, unless another tab has it. */
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

  private change(part: Partial<DeskState>): void {
    this.state.set({ ...this.state.get(), ...part });
  }

  private save(): void {
    void this.journal.put(savedOf(this.id, this.state.get()));
  }
}
