import { foldAll } from "../agent/fold.ts";
import type { ApprovalRequest, Consultation, Verdict, World } from "../agent/ports.ts";
import { type Ask, runTurn } from "../agent/turn.ts";
import { Mapping } from "../policy/mask.ts";
import { type Wished, wished } from "../policy/wish.ts";
import type { TableArtifact, TablePage } from "../protocol/artifact.ts";
import type { AgentEvent, TurnOrigin } from "../protocol/event.ts";
import type { ColumnFacts, ColumnFilter, ColumnRequest, HelperFault, PageRequest } from "../protocol/kernel.ts";
import { Policy } from "../protocol/policy.ts";
import type { Sent } from "../protocol/sent.ts";
import { ahead } from "./ahead.ts";
import { asTokens } from "./as-tokens.ts";
import { Asking } from "./asking.ts";
import { auditServer } from "./audit.ts";
import { batched } from "./batch.ts";
import type { DeskState, NoticeCode, Queued, Writing } from "./desk-state.ts";
import { emptyDesk } from "./desk-state.ts";
import { digestOfContent } from "./digest.ts";
import { openDoor } from "./door.ts";
import { embedded } from "./embedded.ts";
import { type Leaving, type Recorded, recordExport, recordShown, type Shown } from "./exporting.ts";
import { facts } from "./facts.ts";
import { type Claim, type Held, hold, takeOver } from "./hold.ts";
import { openHost } from "./host/host.ts";
import { inputsOf } from "./inputs.ts";
import { type Journal, openJournal, type StorageFault } from "./journal.ts";
import { openKeep } from "./keep.ts";
import { KeepingAudit } from "./keeping.ts";
import { held } from "./leak.ts";
import { remoteModel, type Watch } from "./model.ts";
import { openSandbox } from "./open-sandbox.ts";
import { Pseudonyms } from "./pseudonyms.ts";
import { looserThan } from "./looser.ts";
import { recentHere, rememberHere } from "./recent.ts";
import { restored, savedOf } from "./restore.ts";
import { Retry } from "./retry.ts";
import type { BrowserSandbox } from "./sandbox.ts";
import type { SavedSession } from "./saved.ts";
import { nameOf, Sessions } from "./sessions.ts";
import { bringSession, type Inside, insideOf, takeSession, type Wanted } from "./take/session-file.ts";
import { Shelf } from "./shelf.ts";
import { Sorted } from "./sorted.ts";
import { Box } from "./state.ts";
import { own, type Want, type Wish } from "./steer.ts";
import { watchingBuild } from "./version.ts";

/** How often records that wait in this browser are tried to be handed in. */
const handInEveryMs = 10_000;

const dayMs = 86_400_000;
const isOver = (days: number, changedAt: number): boolean => Date.now() - changedAt > days * dayMs;

const quiet: ReadonlySet<NoticeCode["type"]> = new Set<NoticeCode["type"]>(["pasted", "handed-in", "elsewhere", "brought"]);

/** How long a page that was reloaded waits for what it held before. */
const reloadMs = 1_500;

/** One person's work: the files, the kernel, the turns. Everything the screen can do is a method; everything it shows is `state`. */
export class Desk {
  readonly state = new Box<DeskState>(emptyDesk);
  private id: string = crypto.randomUUID();
  /** The policy in force here: the server's, and what a page around the widget wished stricter. */
  private rules: Wished = wished(Policy.parse({}), null);
  private sandbox: BrowserSandbox | null = null;
  private pseudonyms: Pseudonyms;
  private turn: AbortController | null = null;
  /** Settles when nothing of the session runs. */
  private underWay: Promise<void> = Promise.resolve();
  private held: Held | null = null;
  /** What was hidden from models while the session was made, as it was saved. */
  private madeUnder: DeskState["masking"] = null;
  private changedAt = Date.now();
  /** One change of the session on the desk at a time. */
  private moving: Promise<unknown> = Promise.resolve();
  private notices = 0;
  /** All that has happened so far is in the journal. */
  private written: Promise<unknown> = Promise.resolve();
  private readonly fetch = watchingBuild(document.documentElement.dataset["build"] ?? "", () => this.tell({ type: "new-version" }));
  private readonly sorted = new Sorted();
  private filters: { readonly key: string; readonly made: Promise<ColumnFilter[]> } = { key: "", made: Promise.resolve([]) };
  private readonly audit = new KeepingAudit({
    server: auditServer((input, init) => this.fetch(input, init)),
    keep: openKeep(),
    digest: digestOfContent,
    clock: () => Date.now(),
    mode: () => this.policy.auditDown,
    host: embedded()?.host ?? null,
    told: (news) => this.heardOfAudit(news),
  });
  private readonly life = new AbortController();
  private readonly handingIn = new Retry(() => this.audit.handIn(), handInEveryMs, this.life.signal);
  private readonly asking = new Asking<ApprovalRequest, Verdict>((asking) => this.change({ asking }));
  private readonly consulting = new Asking<Consultation, string | null>((consulting) => this.change({ consulting }));
  private readonly emit = batched((events) => this.happened(events));
  private readonly shelf = new Shelf({
    state: this.state,
    life: this.life.signal,
    session: () => this.id,
    limits: () => this.policy.limits,
    kernel: () => this.kernel(),
    running: () => this.sandbox,
    tell: (code) => this.tell(code),
  });

  readonly sessions: Sessions;

  private constructor(private readonly journal: Journal) {
    this.pseudonyms = this.veil(null);
    this.sessions = new Sessions(journal, () => this.id);
  }

  /** Reads the journal and asks the server for its policy and its models. Never rejects. */
  static async open(): Promise<Desk> {
    const faults: StorageFault[] = [];
    let told = (fault: StorageFault): void => {
      faults.push(fault);
    };
    const desk = new Desk(await openJournal((fault) => told(fault)));
    told = (fault) => desk.tell({ type: "not-kept", fault });
    for (const fault of faults) told(fault);
    await desk.restore();
    await desk.learn();
    desk.judge();
    await desk.expire();
    desk.change({ phase: "ready" });
    openDoor({
      state: desk.state.get,
      kept: () => desk.kept(),
      page: (request, signal) => desk.page(request, signal),
      exporting: (leaving) => desk.exporting(leaving),
    });
    openHost(desk.hosted(), desk.life.signal);
    ahead(() => desk.warm());
    void desk.audit.handIn().then((done) => done || desk.handingIn.start());
    return desk;
  }

  /** Boots Python ahead of need. */
  warm(): void {
    this.kernel();
  }

  async add(files: readonly File[]): Promise<void> {
    if (this.readOnly()) return;
    this.changedAt = Date.now();
    await this.shelf.add(files);
    await this.settle();
  }

  async remove(name: string): Promise<void> {
    if (this.readOnly()) return;
    await this.shelf.remove(name);
    await this.settle();
  }

  /** Asks a question; resolves when its turn has ended. While something runs it waits in the queue, and so does one that was stopped before it began. */
  async ask(question: string, origin: TurnOrigin | null = null): Promise<void> {
    const asked = question.trim();
    if (asked === "" || this.readOnly()) return;
    const { id } = this;
    const one: Queued = { id: crypto.randomUUID(), question: asked, origin, held: false };
    if (this.turn) return this.line((queue) => [...queue, one]);
    let begun = false;
    await this.busy(one, (signal) => {
      begun = true;
      return this.answer(asked, origin, signal);
    });
    if (!begun && id === this.id) this.line((queue) => [{ ...one, held: true }, ...queue]);
  }

  /** Takes a question that waits out of the queue. */
  unqueue(id: string): void {
    this.line((queue) => queue.filter((one) => one.id !== id));
  }

  /** The person's word to go on with the queue, if nothing runs. */
  next(): void {
    if (this.turn) return;
    this.line((queue) => queue.map((one) => ({ ...one, held: false })));
    this.goOn();
  }

  private goOn(): void {
    const first = this.state.get().queue.find(({ held }) => !held);
    if (!first || this.turn) return;
    this.unqueue(first.id);
    void this.ask(first.question, first.origin);
  }

  /** Changes the queue, and writes it down: what waits outlives a reload. */
  private line(changed: (queue: readonly Queued[]) => readonly Queued[]): void {
    this.change({ queue: changed(this.state.get().queue) });
    this.save();
  }

  /** Runs a step again, a changed one, or a figure of it by another route. */
  async want(at: Wish, want: Want): Promise<void> {
    if (this.turn) return;
    await this.busy(null, async (signal) => {
      const code = want.type === "edit" ? await this.masked(want.code) : "";
      await own(this.bench(), at, want.type === "edit" ? { type: "edit", code } : want, signal);
      this.emit.flush();
      await this.written;
    });
  }

  /** Goes on from a step; what came after it is kept as a branch. */
  async branch({ turn, step }: Wish): Promise<void> {
    if (this.turn) return;
    const { branches = [], branch = 0 } = this.state.get().session;
    const number = Math.max(branch, ...branches.map((one) => one.number)) + 1;
    await this.rewound({ type: "branched", turn, step, at: Date.now(), branch: number });
  }

  /** Goes back to a branch that was left. */
  async take(branch: number): Promise<void> {
    if (!this.turn) await this.rewound({ type: "branch-taken", turn: 0, at: Date.now(), branch });
  }

  /** What the person says to a question of the code; null when they cannot say. */
  say(at: Wish, answer: string | null): void {
    this.consulting.decide(at, answer);
  }

  /** Variables of another branch are not those of this one: Python begins anew, and the next run makes what it needs (rebuild.ts). */
  private async rewound(event: AgentEvent): Promise<void> {
    await this.busy(null, async (signal) => {
      this.emit(event);
      this.emit.flush();
      await this.written;
      await this.kernel().restart(signal);
    });
  }

  /** One thing at a time; then the next question that waits, unless the person has stopped. */
  private busy(pending: Queued | null, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    if (this.readOnly()) return Promise.resolve();
    this.underWay = this.busyWith(pending, work);
    return this.underWay;
  }

  private async busyWith(pending: Queued | null, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.turn = new AbortController();
    const { signal } = this.turn;
    this.change({ pending, busy: true });
    if (pending) this.save();
    try {
      await this.shelf.mount(signal);
      await work(signal);
    } catch (error) {
      if (!signal.aborted) this.tell({ type: "server", text: error instanceof Error ? error.message : String(error) });
    } finally {
      this.turn = null;
      this.change({ stopping: false, pending: null, busy: false });
    }
    if (signal.aborted) this.line((queue) => queue.map((one) => ({ ...one, held: true })));
    await this.settle();
    if (!signal.aborted) this.goOn();
  }

  stop(): void {
    if (!this.turn) return;
    this.change({ stopping: true });
    this.turn.abort();
  }

  /** The person's word on the script of that step. */
  decide(at: Pick<ApprovalRequest, "turn" | "step">, verdict: Verdict): void {
    this.asking.decide(at, verdict);
  }

  choose(model: string): void {
    this.change({ model });
    this.save();
  }

  /** Null when the table lived in a kernel that is gone. */
  async page(request: PageRequest, signal: AbortSignal): Promise<TablePage | null> {
    const either = AbortSignal.any([signal, this.life.signal]);
    const ask = async (one: PageRequest) => (await this.sandbox?.page(one, either).catch(() => null)) ?? null;
    const filters = await this.filtered(request.id, request.filters ?? [], ask).catch(() => null);
    if (filters === null) return null;
    return this.sorted.page({ ...request, filters }, this.state.get().mapping, ask);
  }

  /** Facts of a column; null like a page. */
  async column(request: ColumnRequest, signal: AbortSignal): Promise<ColumnFacts | null> {
    const either = AbortSignal.any([signal, this.life.signal]);
    const ask = async (one: PageRequest) => (await this.sandbox?.page(one, either).catch(() => null)) ?? null;
    const filters = await this.filtered(request.id, request.filters, ask).catch(() => null);
    if (filters === null) return null;
    return (await this.sandbox?.column({ ...request, filters }, either).catch(() => null)) ?? null;
  }

  /** The table that a variable holds now; null when it holds none, or Python has ended. */
  async table(name: string): Promise<TableArtifact | null> {
    return (await this.sandbox?.table(name, this.life.signal).catch(() => null)) ?? null;
  }

  /** The same filters come with every page that is scrolled to: the last ones are remembered. */
  private filtered(id: string, filters: readonly ColumnFilter[], ask: Parameters<typeof asTokens>[1]["ask"]): Promise<ColumnFilter[]> {
    const { mapping } = this.state.get();
    const key = JSON.stringify([id, filters, mapping.size]);
    if (this.filters.key === key) return this.filters.made;
    const made = asTokens(filters, { id, ask, mapping, masked: (text) => this.masked(text) });
    this.filters = { key, made };
    made.catch(() => {
      if (this.filters.made === made) this.filters = { key: "", made: Promise.resolve([]) };
    });
    return made;
  }

  /** To be awaited before anything is handed out to the person; when it is not ok, nothing may be, and the reason is for them. */
  async exporting(leaving: Leaving): Promise<Recorded> {
    return recordExport(this.book(), { ...leaving, file: await this.named(leaving.file) });
  }

  /** To be called once for each column of a table whose masked values are shown in clear. */
  async shown(shown: Shown): Promise<void> {
    return recordShown(this.book(), { ...shown, table: await this.named(shown.table), column: await this.named(shown.column) });
  }

  /** Every message that went to a model in this session, or was kept back, oldest first. */
  sent(): Promise<Sent[]> {
    return this.journal.posted(this.id);
  }

  tell(code: NoticeCode): void {
    const tone = quiet.has(code.type) ? ("info" as const) : ("warning" as const);
    const others = this.state.get().notices.filter((notice) => JSON.stringify(notice.code) !== JSON.stringify(code));
    this.notices += 1;
    this.change({ notices: [...others, { id: this.notices, tone, code }] });
  }

  dismiss(id: number): void {
    this.change({ notices: this.state.get().notices.filter((notice) => notice.id !== id) });
  }

  /** Begins another session; this one goes into the list. */
  renew(): Promise<void> {
    return this.move(async () => {
      await this.leave();
      await this.enter(crypto.randomUUID(), null);
    });
  }

  /** Puts a session of the list on the desk, and this one back into it. A question that runs is stopped; what it has found so far stays. */
  open(id: string): Promise<void> {
    return this.move(async () => {
      const saved = id === this.id ? null : await this.journal.find(id);
      if (!saved) return;
      await this.leave();
      await this.enter(id, saved);
    });
  }

  /** Makes this tab the one that writes; the one that did so ends what it is at, and shows the session from then on. */
  takeOver(): Promise<void> {
    return this.move(async () => {
      const { writing } = this.state.get();
      if (writing !== "elsewhere" && writing !== "taken") return;
      const { id } = this;
      await this.leave();
      const held = await takeOver(this.claim(id));
      await this.enter(id, await this.journal.find(id), held);
    });
  }

  async rename(id: string, name: string): Promise<void> {
    if (id !== this.id) return this.sessions.rename(id, name);
    if (this.readOnly()) return;
    this.change({ name: nameOf(name) });
    this.save();
    await this.written;
  }

  /** Forgets a session and its files; when it is the one on the desk, another begins. */
  forget(id: string): Promise<void> {
    return this.move(async () => {
      const here = id === this.id;
      if (here && this.held === null) return this.tell({ type: "not-removed" });
      if (here) await this.leave();
      if (!(await this.sessions.remove(id))) this.tell({ type: "not-removed" });
      else if (here) await this.enter(crypto.randomUUID(), null);
    });
  }

  inside(id: string): Promise<Inside> {
    return insideOf(this.journal, id);
  }

  /** A session as one file, once that is on record; null when it cannot be handed out, and the person is told why. */
  async packed(id: string, file: string, wanted: Wanted): Promise<Blob | null> {
    if (id === this.id) this.save();
    await this.written;
    const made = await takeSession(this.journal, id, wanted, (text) => this.masked(text));
    if (!made) {
      this.tell({ type: "not-packed" });
      return null;
    }
    const { blob: content, unmasked, session } = made;
    const leaving = { artifact: null, file: await this.named(file), format: "sandpiper", content, unmasked };
    const recorded = await recordExport({ audit: this.audit, id, session }, leaving);
    if (!recorded.ok) this.tell({ type: "not-handed-out", file, reason: recorded.reason });
    return recorded.ok ? content : null;
  }

  /** Opens the session that a file holds, beside those that are here (while a question runs it only joins them); a file that is none changes nothing. */
  async bring(file: File): Promise<void> {
    const brought = await bringSession(this.journal, file, this.policy.limits);
    if (typeof brought === "string") this.tell({ type: "unfit", name: file.name, why: brought });
    else if (this.turn) this.tell({ type: "brought", name: file.name });
    else await this.open(brought.id);
  }

  private async answer(asked: string, origin: TurnOrigin | null, signal: AbortSignal): Promise<void> {
    const { session: past, items } = this.state.get();
    if (!items.some(({ state }) => state.type === "open")) return this.tell({ type: "no-files" });
    const limit = this.policy.limits.sessionTurns;
    if (past.turns.length >= limit) return this.tell({ type: "turns-spent", limit });
    const question = await this.masked(asked);
    this.change({ pending: null });
    this.save();
    const { world, ask } = this.bench();
    await runTurn(world, ask(question, origin ?? undefined), signal);
    this.emit.flush();
    await this.written;
  }

  /** All that a run needs, as it is now. */
  private bench() {
    const { session: past, items, toldLinks, model } = this.state.get();
    const files = items.flatMap(({ state }) => (state.type === "open" ? [state.told] : []));
    const watch: Watch = {
      gate: async (body) => (this.masks ? held(await this.pseudonyms.gate(body)) : null),
      keep: (sent) => void this.journal.post(this.id, sent),
    };
    const world: World = {
      model: remoteModel(this.fetch, watch, () => document.documentElement.lang),
      audit: this.audit,
      sandbox: this.kernel(),
      clock: () => Date.now(),
      emit: this.emit,
      digest: digestOfContent,
      inputs: () => inputsOf(this.state.get().items),
      consult: async (request, within) => {
        const said = await this.consulting.ask(request, within);
        return said === null ? null : this.masked(said);
      },
      approve: async (request, within) => this.judged(await this.asking.ask(request, within)),
      ...(this.masks ? { masked: () => ({ ...this.pseudonyms.counts }) } : {}),
    };
    const opened = { files, links: [...toldLinks] };
    const images = this.state.get().models.find(({ id }) => id === model)?.images === true;
    const ask = (question: string, origin?: TurnOrigin): Ask => ({
      session: this.id, policy: this.policy, past, opened, question, model, images, ...(origin ? { origin } : {}),
    });
    return { world, ask, session: past };
  }

  /** What the person wrote themselves, as a model may read it. */
  private async judged(verdict: Verdict): Promise<Verdict> {
    if (verdict.type === "approved") return verdict;
    if (verdict.type === "edited") return { type: "edited", code: await this.masked(verdict.code) };
    return { type: "refused", reason: await this.masked(verdict.reason) };
  }

  private heardOfFaults(faults: readonly HelperFault[]): void {
    for (const fault of faults) this.tell({ type: "helper-left-out", ...fault });
  }

  private heardOfAudit(news: { type: "kept" } | { type: "handed-in"; count: number }): void {
    if (news.type === "kept") {
      this.tell({ type: "kept-locally" });
      this.handingIn.start();
      return;
    }
    this.change({ notices: this.state.get().notices.filter(({ code }) => code.type !== "kept-locally") });
    this.tell(news);
  }

  private book() {
    return { audit: this.audit, id: this.id, session: this.state.get().session };
  }

  /** The end of a turn is shown once all of it is written down: what was seen to be finished outlives a crash. */
  private happened(events: readonly AgentEvent[]): void {
    const rebuilt = events.some(({ type }) => type === "namespace-rebuilt") ? { lostBefore: 0 } : {};
    const show = () => this.change({ session: foldAll(events, this.state.get().session), ...rebuilt });
    const { writing } = this.state.get();
    this.changedAt = events.at(-1)?.at ?? this.changedAt;
    if (writing === "mine") this.written = Promise.all([this.written, ...events.map((event) => this.journal.append(this.id, event))]);
    if (events.some(({ type }) => type === "turn-ended")) this.written = this.written.then(show);
    else show();
  }

  /** The kernel, booted when it is first needed. */
  private kernel(): BrowserSandbox {
    if (this.sandbox) return this.sandbox;
    const sandbox = openSandbox(this.policy, this.pseudonyms, this.life.signal);
    sandbox.state.subscribe(() => this.sandbox === sandbox && this.change({ kernel: sandbox.state.get() }));
    sandbox.faults.subscribe(() => this.sandbox === sandbox && this.heardOfFaults(sandbox.faults.get()));
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

  /** The session that this tab had, as before a reload; else the latest one, unless another tab has it. */
  private async restore(): Promise<void> {
    const here = recentHere();
    if (here === "none") return this.enter(this.id, null);
    const mine = here === null ? null : await this.journal.find(here);
    if (mine) return this.enter(mine.id, mine, await hold(this.claim(mine.id), reloadMs));
    const [latest] = await this.journal.all();
    const held = latest ? await hold(this.claim(latest.id)) : null;
    if (latest && held) return this.enter(latest.id, latest, held);
    await this.enter(this.id, null);
    if (latest) this.tell({ type: "elsewhere" });
  }

  /** Ends what is under way and writes it down; the kernel and all that was made in it are let go. */
  private async leave(): Promise<void> {
    this.stop();
    await this.shelf.leave();
    await this.rest();
    this.save();
    await this.written;
    this.sandbox?.dispose();
    this.sandbox = null;
    this.pseudonyms.end();
    this.held?.release();
    this.held = null;
  }

  private async rest(): Promise<void> {
    this.stop();
    await this.underWay;
    this.emit.flush();
    await this.written;
  }

  /** Puts a session on the desk: one that was saved, or (null) a new one. */
  private async enter(id: string, saved: SavedSession | null, held: Held | null = null): Promise<void> {
    const { models, model, runMs, helpers, masking, phase } = this.state.get();
    const notices = this.state.get().notices.filter(({ code }) => code.type !== "elsewhere" && code.type !== "read-only");
    this.id = id;
    this.held = held ?? (await hold(this.claim(id)));
    this.pseudonyms.end();
    this.pseudonyms = this.veil(saved?.key ?? null);
    this.madeUnder = saved?.mode ?? null;
    this.changedAt = saved?.at ?? Date.now();
    const fresh = { ...emptyDesk, mapping: new Mapping([]), phase, models, model, runMs, helpers, masking, notices };
    const writing: Writing = this.held ? "mine" : "elsewhere";
    if (saved) {
      const events = await this.journal.events(id);
      const desk = restored(saved, events);
      this.state.set({ ...fresh, ...desk, writing, model: models.length === 0 || models.some((one) => one.id === desk.model) ? saved.model : model });
      this.judge();
      await this.pseudonyms.recall({ ...(await this.journal.pairs(id)), open: [] });
    } else this.state.set({ ...fresh, writing });
    rememberHere(saved || phase === "ready" ? (saved ? id : "none") : null);
    if (phase === "ready") ahead(() => this.warm());
    if (this.state.get().items.some(({ state }) => state.type === "waiting")) void this.shelf.mount(this.life.signal).then(() => this.settle(), () => {});
  }

  /** A session that was made while less was hidden is shown, and no model is told of it. */
  private judge(): void {
    const { writing, masking } = this.state.get();
    if (writing === "mine" && looserThan(this.madeUnder, masking)) this.change({ writing: "looser" });
  }

  private claim(session: string): Claim {
    return {
      session,
      asked: async () => {
        await this.rest();
        this.save();
        await this.written;
      },
      lost: () => {
        if (this.id !== session) return;
        this.held = null;
        this.stop();
        this.change({ writing: "taken" });
      },
    };
  }

  /** Whether the session may not be changed from here; the person is told why. */
  private readOnly(): boolean {
    const { writing } = this.state.get();
    if (writing !== "mine") this.tell({ type: "read-only", writing });
    return writing !== "mine";
  }

  private async expire(): Promise<void> {
    const { retentionDays: days } = this.policy;
    const others = await this.sessions.expire(days, Date.now());
    const here = days !== null && this.held !== null && isOver(days, this.changedAt);
    if (here) await this.forget(this.id);
    const count = others + Number(here);
    if (days !== null && count > 0) this.tell({ type: "expired", count, days });
  }

  private move(work: () => Promise<void>): Promise<void> {
    const moved = this.moving.then(work);
    this.moving = moved.catch(() => {});
    return moved;
  }

  private get policy(): Policy {
    return this.rules.policy;
  }

  /** What the page around the widget may reach. */
  private hosted() {
    return {
      state: this.state,
      rules: this.rules,
      add: (files: readonly File[]) => this.add(files),
      ask: (question: string) => this.ask(question),
      stop: () => this.stop(),
      page: (request: PageRequest, signal: AbortSignal) => this.page(request, signal),
      exporting: (leaving: Leaving) => this.exporting(leaving),
    };
  }

  private get masks(): boolean {
    return this.policy.masking.mode !== "open";
  }

  /** A text as it may leave the page: with tokens where the policy masks. */
  private async masked(text: string): Promise<string> {
    return this.masks ? this.pseudonyms.text(text) : text;
  }

  /** A name for the record; it is told without when the guard cannot work. */
  private named(name: string): Promise<string> {
    return this.masked(name).catch(() => "(withheld)");
  }

  /** The pseudonyms of the session that begins or goes on. */
  private veil(key: Uint8Array<ArrayBuffer> | null): Pseudonyms {
    const { id } = this;
    return new Pseudonyms(key, {
      changed: (mapping) => {
        if (this.id === id) this.change({ mapping });
      },
      keep: (pairs) => void this.journal.keep(id, pairs),
    });
  }

  private async learn(): Promise<void> {
    const { policy, list } = await facts(this.life.signal, this.fetch);
    if (policy) this.rules = wished(policy, embedded()?.wish ?? null);
    if (!policy || !list) this.tell({ type: "offline" });
    for (const text of list?.notes ?? []) this.tell({ type: "server", text });
    const { models: mine } = this.policy;
    const models = (list?.models ?? []).filter(({ id }) => mine === null || mine.some((one) => one.id === id));
    const chosen = this.state.get().model;
    const model = models.some(({ id }) => id === chosen) ? chosen : ((models.find(({ id }) => id === list?.default) ?? models[0])?.id ?? "");
    this.change({ models, model, runMs: this.policy.limits.runMs, helpers: this.policy.helpers, masking: policy ? this.policy.masking.mode : null });
  }

  private change(part: Partial<DeskState>): void {
    this.state.set({ ...this.state.get(), ...part });
  }

  private async kept(): Promise<{ id: string; events: readonly AgentEvent[] }> {
    return { id: this.id, events: await this.journal.events(this.id) };
  }

  /** Writes down what is not in the events; a session without anything in it is none. */
  private save(): void {
    const state = this.state.get();
    if (state.writing !== "mine" || (state.items.length === 0 && state.session.turns.length === 0)) return;
    rememberHere(this.id);
    this.written = Promise.all([this.written, this.journal.put(savedOf({ id: this.id, key: this.pseudonyms.key, at: this.changedAt }, state))]);
  }
}
