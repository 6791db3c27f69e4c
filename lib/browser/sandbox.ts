import { z } from "zod";
import type { Output, Sandbox } from "../agent/ports.ts";
import type { TablePage } from "../protocol/artifact.ts";
import { codeRules } from "../policy/rules.ts";
import { type CodeRules, FromKernel, type PageRequest, type Variable } from "../protocol/kernel.ts";
import type { Observation } from "../protocol/observation.ts";
import type { Limits, Policy } from "../protocol/policy.ts";
import type { Opened } from "../protocol/profile.ts";
import { Assets } from "./assets.ts";
import { bear } from "./birth.ts";
import { examined } from "./health.ts";
import type { Death, Life } from "./life.ts";
import { type Dropped, openIn } from "./open.ts";
import { ensure } from "./packages.ts";
import { killed, runIn } from "./run.ts";
import { Spare } from "./spare.ts";
import { Box, type Observable, type SandboxState } from "./state.ts";
import { orAborted, Turnstile } from "./wait.ts";

/**
 * One person's kernel. After a kill a fresh one boots by itself, opens the files again and goes on; nothing here rejects
 * for anything Python or a file did. A promise rejects with the signal's reason when its own signal aborts while waiting
 * (`run` never does: it ends as `killed`).
 */
export interface BrowserSandbox extends Sandbox {
  readonly state: Observable<SandboxState>;
  /** Resolves once a kernel can run code; rejects with a message for the person when none can be started. */
  ready(signal: AbortSignal): Promise<void>;
  /** Mounts, reads and profiles files. A file that cannot be read is among `problems`; a name already open is replaced. */
  open(files: Dropped[], signal: AbortSignal): Promise<Opened>;
  /** Forgets a file and the variables made of it. */
  close(name: string, signal: AbortSignal): Promise<void>;
  /** Null when the table lived in a kernel that is gone. */
  page(request: PageRequest, signal: AbortSignal): Promise<TablePage | null>;
  variables(signal: AbortSignal): Promise<Variable[]>;
  /** Ends it for good and takes the frame out of the page. */
  dispose(): void;
}

/** Starts booting at once; `signal` disposes. */
export function openSandbox(policy: Policy, signal: AbortSignal): BrowserSandbox {
  return new LiveSandbox(policy, signal);
}

const nothingSeen = { stdout: "", stderr: "", durationMs: 0 };

class LiveSandbox implements BrowserSandbox {
  readonly state = new Box<SandboxState>({ type: "booting", what: "Starting", done: 0, total: 1 });
  private readonly limits: Limits;
  private readonly rules: CodeRules;
  private readonly ended = new AbortController();
  private readonly assets: Assets;
  private readonly turnstile = new Turnstile();
  private readonly files = new Map<string, File>();
  private readonly spare = new Spare(() => bear(this.assets, this.limits, () => undefined, this.ended.signal));
  private life: Promise<Life>;
  private runs = 0;
  /** For the next run: what has changed under it. */
  private news: string[] = [];

  constructor(policy: Policy, signal: AbortSignal) {
    this.limits = policy.limits;
    this.rules = codeRules(policy);
    this.assets = new Assets(this.ended.signal);
    signal.addEventListener("abort", () => this.dispose(), { once: true });
    this.life = this.begin(null);
  }

  async ready(signal: AbortSignal): Promise<void> {
    await orAborted(this.living(), signal);
  }

  run = async (code: string, output: (piece: Output) => void, signal: AbortSignal): Promise<Observation> => {
    try {
      return await this.turnstile.pass(signal, () => this.runNow(code, output, signal));
    } catch (error) {
      return killed(signal.aborted ? { reason: "stopped", message: "The run was stopped before it began." } : reasonOf(error), signal.aborted ? "kept" : "lost", nothingSeen);
    }
  };

  open(files: Dropped[], signal: AbortSignal): Promise<Opened> {
    return this.turnstile.pass(signal, async () => {
      const life = await orAborted(this.living(), signal);
      this.spare.busy();
      const opened = await openIn({ life, assets: this.assets, limits: this.limits, files, progress: this.opening }, signal);
      const read = new Set(opened.files.map(({ file }) => file));
      for (const { name, file } of files) if (read.has(name)) this.files.set(name, file);
      this.rest(life);
      signal.throwIfAborted();
      return opened;
    });
  }

  close(name: string, signal: AbortSignal): Promise<void> {
    this.files.delete(name);
    return this.ask(signal, undefined, async (life) => {
      await life.call(z.unknown(), (kernel) => kernel.close(name));
      return undefined;
    });
  }

  page(request: PageRequest, signal: AbortSignal): Promise<TablePage | null> {
    return this.ask(signal, null, async (life) => {
      const page = await life.call(FromKernel.TablePage, (kernel) => kernel.page(request));
      return page.type === "done" ? page.value : null;
    });
  }

  variables(signal: AbortSignal): Promise<Variable[]> {
    return this.ask(signal, [], async (life) => {
      const told = await life.call(FromKernel.Variables, (kernel) => kernel.variables());
      return told.type === "done" ? told.value : [];
    });
  }

  dispose = (): void => {
    if (this.ended.signal.aborted) return;
    this.ended.abort();
    this.spare.end();
    this.state.set({ type: "dead", message: "The sandbox was closed." });
    void this.life.then((life) => life.kill({ reason: "stopped", message: "The sandbox was closed." }), () => undefined);
  };

  private ask<T>(signal: AbortSignal, otherwise: T, work: (life: Life) => Promise<T>): Promise<T> {
    return this.turnstile.pass(signal, async () => {
      const life = await orAborted(this.living().catch(() => null), signal);
      return life ? orAborted(work(life), signal) : otherwise;
    });
  }

  private async runNow(code: string, output: (piece: Output) => void, signal: AbortSignal): Promise<Observation> {
    const life = await orAborted(this.living(), signal);
    this.spare.busy();
    this.state.set({ type: "running", since: Date.now() });
    const loaded = await orAborted(ensure(life, this.assets, code, this.opening), signal);
    this.state.set({ type: "running", since: Date.now() });
    if (loaded.type === "died") return killed(loaded.death, "lost", nothingSeen);
    const news = this.news.splice(0);
    const told = await runIn(life, { id: ++this.runs, code, limits: this.limits, rules: this.rules }, output, signal).then((seen) => examined(life, seen));
    this.rest(life);
    return { ...told, notes: [...news, ...told.notes] };
  }

  private opening = (what: string, done: number, total: number): void => this.state.set({ type: "opening", what, done, total });

  private rest(life: Life): void {
    if (!life.alive) return;
    this.state.set({ type: "ready" });
    this.spare.idle();
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
    const warm = after && this.spare.take();
    const life = (warm ? Promise.resolve(warm) : bear(this.assets, this.limits, progress, this.ended.signal)).then(async (born) => {
      void born.death.then((death) => this.mourn(death));
      await this.reopen(born, progress);
      this.rest(born);
      return born;
    });
    life.catch((error: unknown) => this.giveUp(error));
    return life;
  }

  private mourn(death: Death): void {
    if (this.ended.signal.aborted) return;
    this.news = [`Python was started anew (${death.reason}): variables of earlier runs are gone${this.files.size > 0 ? ", the files are open again" : ""}.`];
    this.life = this.begin(death);
  }

  private async reopen(life: Life, progress: (what: string, done: number, total: number) => void): Promise<void> {
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
