import { z } from "zod";
import type { Output, Rebuilding, Sandbox } from "../agent/ports.ts";
import type { TableArtifact, TablePage } from "../protocol/artifact.ts";
import { codeRules } from "../policy/rules.ts";
import { type CodeRules, type ColumnFacts, type ColumnRequest, FromKernel, type HelperFault, type PageRequest, type Variable } from "../protocol/kernel.ts";
import type { Observation } from "../protocol/observation.ts";
import type { TokenTable } from "../protocol/masking.ts";
import type { Helper, Limits, Policy } from "../protocol/policy.ts";
import type { FileProfile, Link, Opened } from "../protocol/profile.ts";
import type { Assets } from "./assets.ts";
import { bear } from "./birth.ts";
import { examined } from "./health.ts";
import type { Death, Life } from "./life.ts";
import { adoptIn, type Dropped, openIn } from "./open.ts";
import { ensure } from "./packages.ts";
import { provideIn } from "./provide.ts";
import { Past } from "./past.ts";
import { killed, runIn } from "./run.ts";
import { Spare } from "./spare.ts";
import { Stock } from "./stock.ts";
import { Box, type Observable, type SandboxState } from "./state.ts";
import { orAborted, Turnstile } from "./wait.ts";

/** What opening came to for the person; and what a model may be told of all open files, by the person's names, where that is another thing. */
export type Opening = { opened: Opened; told: { files: { file: string; profile: FileProfile }[]; links: Link[] } | null };

/**
 * One person's kernel. After a kill a fresh one boots by itself, opens the files again and goes on; nothing here rejects
 * for anything Python or a file did. A promise rejects with the signal's reason when its own signal aborts while waiting
 * (`run` never does: it ends as `killed`).
 */
export interface BrowserSandbox extends Sandbox {
  readonly state: Observable<SandboxState>;
  /** Why helper modules of the policy were left out, once a kernel has looked at them. */
  readonly faults: Observable<readonly HelperFault[]>;
  /** Resolves once a kernel can run code; rejects with a message for the person when none can be started. */
  ready(signal: AbortSignal): Promise<void>;
  /** Reads and profiles files. A file that cannot be read is among `problems`; a name already open is replaced. */
  open(files: Dropped[], signal: AbortSignal): Promise<Opening>;
  /** Forgets a file and the variables made of it; what is left to tell a model, where that is another thing than what the person sees. */
  close(name: string, signal: AbortSignal): Promise<Opening["told"]>;
  /** Null when the table lived in a kernel that is gone. */
  page(request: PageRequest, signal: AbortSignal): Promise<TablePage | null>;
  /** Null like a page. */
  column(request: ColumnRequest, signal: AbortSignal): Promise<ColumnFacts | null>;
  /** The table that a variable holds now; null when it holds none. */
  table(name: string, signal: AbortSignal): Promise<TableArtifact | null>;
  variables(signal: AbortSignal): Promise<Variable[]>;
  /** A kernel without variables: the files are open again, nothing else is left. */
  restart(signal: AbortSignal): Promise<void>;
  /** Ends it for good and takes the frame out of the page. */
  dispose(): void;
}

/** Of one run: its limits, who hears it, and what its observation says of what came before it. */
type How = { limits: Limits; output: (piece: Output) => void; news: () => string[] };

const nothingSeen = { stdout: "", stderr: "", durationMs: 0 };

/** A kernel that runs generated code, over whatever was opened in it or handed to it. Starts booting when `after` is settled. */
export class LiveSandbox implements BrowserSandbox {
  readonly state = new Box<SandboxState>({ type: "booting", what: "Starting", done: 0, total: 1 });
  readonly faults = new Box<readonly HelperFault[]>([]);
  private readonly limits: Limits;
  private readonly helpers: readonly Helper[];
  private readonly rules: CodeRules;
  private readonly ended = new AbortController();
  private readonly assets: Assets;
  private readonly turnstile = new Turnstile();
  private readonly files = new Map<string, File>();
  private readonly tables = new Map<string, TokenTable[]>();
  /** The kernel that was given tables last. */
  private readonly given = new WeakMap<TokenTable[], Life>();
  private readonly spare = new Spare(() => bear({ assets: this.assets, limits: this.limits }, () => undefined, this.ended.signal));
  private readonly stock: Stock;
  private life: Promise<Life>;
  private runs = 0;
  /** Of Python, as the last run told it. */
  private heldBytes = 0;
  /** For the next run: what has changed under it. */
  private news: string[] = [];
  private readonly past = new Past({ run: (code, ms, signal) => this.runAnother(code, { limits: { ...this.limits, runMs: Math.max(1, Math.min(ms, this.limits.runMs)) }, output: () => undefined, news: () => [] }, signal), ask: (signal, otherwise, work) => this.ask(signal, otherwise, work), state: this.state });
  readonly rebuilding: Rebuilding = this.past;

  constructor(policy: Policy, assets: Assets, signal: AbortSignal, after: Promise<unknown> = Promise.resolve()) {
    this.limits = policy.limits;
    this.helpers = policy.helpers;
    this.rules = codeRules(policy);
    this.assets = assets;
    this.stock = new Stock(assets);
    // Let go of once it is over: the signal outlives many a session.
    signal.addEventListener("abort", () => this.dispose(), { once: true, signal: this.ended.signal });
    this.life = after.then(() => this.begin(null));
    this.life.catch(() => undefined);
  }

  async ready(signal: AbortSignal): Promise<void> {
    await orAborted(this.living(), signal);
  }

  run = async (code: string, output: (piece: Output) => void, signal: AbortSignal): Promise<Observation> => {
    return this.runAnother(code, { limits: this.limits, output, news: () => [...this.past.news(), ...this.news.splice(0)] }, signal);
  };

  /** What comes next passes the turnstile after it, so that nothing is loaded twice. */
  foresee = (imports: string): void => {
    const load = async (life: Life) => void (await ensure(life, this.assets, imports, () => undefined));
    void this.ask(this.ended.signal, undefined, load).catch(() => undefined);
  };

  private async runAnother(code: string, how: How, signal: AbortSignal): Promise<Observation> {
    try {
      return await this.turnstile.pass(signal, () => this.runNow(code, how, signal));
    } catch (error) {
      return killed(signal.aborted ? { reason: "stopped", message: "The run was stopped before it began." } : reasonOf(error), signal.aborted ? "kept" : "lost", nothingSeen);
    }
  }

  open(files: Dropped[], signal: AbortSignal): Promise<Opening> {
    return this.turnstile.pass(signal, async () => {
      const life = await orAborted(this.living(), signal);
      this.spare.busy();
      const opened = await openIn({ life, assets: this.assets, limits: this.limits, files, progress: this.opening }, signal);
      const read = new Set(opened.files.map(({ file }) => file));
      for (const { name, file } of files) if (read.has(name)) this.files.set(name, file);
      this.rest(life);
      signal.throwIfAborted();
      return { opened, told: null };
    });
  }

  /** Tokenised tables of one file, by the name that the model knows, in the place of the file. */
  adopt(name: string, tables: TokenTable[], signal: AbortSignal): Promise<void> {
    this.tables.set(name, tables);
    return this.ask(signal, undefined, async (life) => {
      this.spare.busy();
      await this.handOver(life, tables);
      this.rest(life);
      return undefined;
    });
  }

  close(name: string, signal: AbortSignal): Promise<null> {
    this.files.delete(name);
    this.tables.delete(name);
    return this.ask(signal, null, async (life) => {
      await life.call(z.unknown(), (kernel) => kernel.close(name));
      return null;
    });
  }

  page(request: PageRequest, signal: AbortSignal): Promise<TablePage | null> {
    return this.ask(signal, null, async (life) => {
      const page = await life.call(FromKernel.TablePage, (kernel) => kernel.page(request));
      return page.type === "done" ? page.value : null;
    });
  }

  column(request: ColumnRequest, signal: AbortSignal): Promise<ColumnFacts | null> {
    return this.ask(signal, null, async (life) => {
      const facts = await life.call(FromKernel.ColumnFacts, (kernel) => kernel.column(request));
      return facts.type === "done" ? facts.value : null;
    });
  }

  table(name: string, signal: AbortSignal): Promise<TableArtifact | null> {
    return this.ask(signal, null, async (life) => {
      const table = await life.call(FromKernel.Table, (kernel) => kernel.table(name));
      return table.type === "done" ? table.value : null;
    });
  }

  variables(signal: AbortSignal): Promise<Variable[]> {
    return this.ask(signal, [], async (life) => {
      const told = await life.call(FromKernel.Variables, (kernel) => kernel.variables());
      return told.type === "done" ? told.value : [];
    });
  }

  restart(signal: AbortSignal): Promise<void> {
    return this.turnstile.pass(signal, async () => {
      const life = await orAborted(this.living(), signal);
      life.kill({ reason: "stopped", message: "Python was started anew." });
      await life.death;
      await orAborted(this.living(), signal);
      this.news = [];
    });
  }

  dispose = (): void => {
    if (this.ended.signal.aborted) return;
    this.ended.abort();
    this.spare.end();
    this.stock.end();
    this.state.set({ type: "dead", message: "The sandbox was closed." });
    void this.life.then((life) => life.kill({ reason: "stopped", message: "The sandbox was closed." }), () => undefined);
  };

  private ask<T>(signal: AbortSignal, otherwise: T, work: (life: Life) => Promise<T>): Promise<T> {
    return this.turnstile.pass(signal, async () => {
      const life = await orAborted(this.living().catch(() => null), signal);
      return life ? orAborted(work(life), signal) : otherwise;
    });
  }

  private async runNow(code: string, { limits, output, news }: How, signal: AbortSignal): Promise<Observation> {
    const life = await orAborted(this.living(), signal);
    this.spare.busy();
    if (!this.past.busy) this.state.set({ type: "running", since: Date.now() });
    const loaded = await orAborted(ensure(life, this.assets, code, this.opening), signal);
    if (!this.past.busy) this.state.set({ type: "running", since: Date.now() });
    if (loaded.type === "died") return killed(loaded.death, "lost", nothingSeen);
    const before = news();
    const told = await runIn(life, { id: ++this.runs, code, limits, rules: this.rules }, output, signal).then((seen) => examined(life, seen));
    this.heldBytes = told.peakMemoryBytes ?? this.heldBytes;
    this.rest(life);
    return { ...told, notes: [...before, ...told.notes] };
  }

  private opening = (what: string, done: number, total: number): void => this.state.set({ type: "opening", what, done, total });

  private rest(life: Life): void {
    if (!life.alive) return;
    if (!this.past.busy) this.state.set({ type: "ready" });
    this.spare.idle(this.heldBytes);
    this.stock.begin();
  }

  /** The kernel that is there or being started; a failed start is tried once more for whoever asks next. */
  private living(): Promise<Life> {
    const current = this.state.get();
    if (current.type === "dead" && !this.ended.signal.aborted) this.life = this.begin(null);
    return this.life;
  }

  /** Starts a kernel, the first (null) or one after a death, and stays with it until it dies in its turn. */
  private begin(after: Death | null): Promise<Life> {
    const progress = (what: string, done: number, total: number) =>
      this.state.set(after ? { type: "restarting", reason: after.reason, what, done, total } : { type: "booting", what, done, total });
    progress("Starting Python", 0, 1);
    this.heldBytes = 0;
    this.past.begin(after);
    const warm = after && this.spare.take();
    const life = (warm ? Promise.resolve(warm) : bear({ assets: this.assets, limits: this.limits }, progress, this.ended.signal)).then(async (born) => {
      void born.death.then((death) => this.mourn(death));
      await this.provide(born);
      await this.reopen(born, progress);
      this.rest(born);
      return born;
    });
    life.catch((error: unknown) => this.giveUp(error));
    return life;
  }

  private mourn(death: Death): void {
    if (this.ended.signal.aborted) return;
    this.news = [];
    this.life = this.begin(death);
  }

  private async provide(life: Life): Promise<void> {
    if (this.helpers.length === 0) return;
    const faults = await provideIn(life, { modules: [...this.helpers], rules: this.rules });
    if (JSON.stringify(faults) !== JSON.stringify(this.faults.get())) this.faults.set(faults);
  }

  /** Once to each kernel: one that was born after they came has been given them by then. */
  private async handOver(life: Life, tables: TokenTable[]): Promise<void> {
    if (this.given.get(tables) === life) return;
    await adoptIn({ life, tables, limits: this.limits });
    this.given.set(tables, life);
  }

  private async reopen(life: Life, progress: (what: string, done: number, total: number) => void): Promise<void> {
    for (const tables of this.tables.values()) await this.handOver(life, tables);
    const files = [...this.files].map(([name, file]) => ({ name, file }));
    if (files.length === 0) return;
    const opened = await openIn({ life, assets: this.assets, limits: this.limits, files, progress }, this.ended.signal);
    const read = new Set(opened.files.map(({ file }) => file));
    for (const { name } of files.filter((file) => !read.has(file.name))) {
      this.files.delete(name);
      this.news.push(`${name} could not be opened again.`);
    }
  }

  private giveUp(error: unknown): void {
    if (!this.ended.signal.aborted) this.state.set({ type: "dead", message: reasonOf(error).message });
  }
}

const reasonOf = (error: unknown): Death => ({ reason: "fatal", message: error instanceof Error ? error.message : "Python could not be started." });
