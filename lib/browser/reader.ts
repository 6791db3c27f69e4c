import { FromKernel } from "../protocol/kernel.ts";
import type { Read, ReadOrder } from "../protocol/masking.ts";
import type { Limits } from "../protocol/policy.ts";
import type { FileProblem } from "../protocol/profile.ts";
import type { Assets } from "./assets.ts";
import { bear } from "./birth.ts";
import type { Life } from "./life.ts";
import { type Dropped, inTime, sized, smaller } from "./open.ts";
import { Box, type SandboxState } from "./state.ts";
import { orAborted, Turnstile } from "./wait.ts";

export type Reading = { read: Read | null; problems: FileProblem[] };

/**
 * The kernel that reads dropped files in clear and gives out tokens. No generated code ever runs in it: nothing here can ask it to, and the kernel
 * itself refuses. When it dies the next reading starts another and reads all files that are open once more: the same key gives the same tokens.
 */
export class Reader {
  readonly state = new Box<SandboxState>({ type: "booting", what: "Starting Python", done: 0, total: 1 });
  private readonly files = new Map<string, File>();
  private readonly turnstile = new Turnstile();
  private life: Promise<Life>;
  /** Files that the living kernel has read. */
  private read = new Set<string>();

  constructor(
    private readonly world: { assets: Assets; limits: Limits; order: ReadOrder },
    private readonly ended: AbortSignal,
  ) {
    this.life = this.begin();
  }

  /** Settles when the first kernel is there, or could not be started. */
  ready(): Promise<unknown> {
    return this.life.catch(() => undefined);
  }

  /** What may leave of these files. Rejects only with the reason of `signal`. */
  open(files: Dropped[], signal: AbortSignal): Promise<Reading> {
    return this.turnstile.pass(signal, async () => {
      const { fit, tooLarge } = sized(files, this.world.limits);
      const problems = [...tooLarge.problems];
      if (fit.length === 0) return { read: null, problems };
      try {
        const life = await orAborted(this.living(), signal);
        const read = await this.readIn(life, fit, signal);
        signal.throwIfAborted();
        if (typeof read === "string") return { read: null, problems: [...problems, ...problemsOf(fit, read)] };
        this.keep(fit, read);
        return { read, problems: [...problems, ...read.opened.problems] };
      } catch (error) {
        signal.throwIfAborted();
        return { read: null, problems: [...problems, ...problemsOf(fit, error instanceof Error ? error.message : "could not be read")] };
      }
    });
  }

  /** Forgets a file; what is left to tell, or null when there is nothing new to say. */
  close(name: string, signal: AbortSignal): Promise<Read | null> {
    this.files.delete(name);
    if (!this.read.delete(name)) return Promise.resolve(null);
    return this.turnstile.pass(signal, async () => {
      const left = await (await this.living()).call(FromKernel.Left, (kernel) => kernel.forget(name));
      return left.type === "done" ? left.value : null;
    });
  }

  end(): void {
    void this.life.then((life) => life.kill({ reason: "stopped", message: "The sandbox was closed." }), () => undefined);
  }

  private async readIn(life: Life, files: Dropped[], signal: AbortSignal): Promise<Read | string> {
    const names = new Set(files.map(({ name }) => name));
    const again = [...this.files].filter(([name]) => !names.has(name) && !this.read.has(name)).map(([name, file]) => ({ name, file }));
    const all = [...again, ...files];
    const progress = (what: string, done: number, total: number) => this.state.set({ type: "opening", what, done, total });
    const task = { life, assets: this.world.assets, limits: this.world.limits, files: all, progress };
    const read = await inTime(task, signal, () => life.call(FromKernel.Read, (kernel) => kernel.read(all, this.world.order)));
    if (life.alive) this.state.set({ type: "ready" });
    if (typeof read !== "string") for (const { name } of again) this.read.add(name);
    return read;
  }

  private keep(files: Dropped[], { opened }: Read): void {
    const good = new Set(opened.files.map(({ file }) => file));
    for (const { name, file } of files)
      if (good.has(name)) {
        this.files.set(name, file);
        this.read.add(name);
      }
  }

  private living(): Promise<Life> {
    const current = this.state.get();
    if (current.type === "dead" && !this.ended.aborted) this.life = this.begin();
    return this.life;
  }

  private begin(): Promise<Life> {
    this.read.clear();
    const progress = (what: string, done: number, total: number) => this.state.set({ type: "booting", what, done, total });
    const life = bear(this.world, progress, this.ended).then((born) => {
      void born.death.then(({ message }) => this.state.set({ type: "dead", message }));
      this.state.set({ type: "ready" });
      return born;
    });
    life.catch((error: unknown) => this.state.set({ type: "dead", message: error instanceof Error ? error.message : "Python could not be started." }));
    return life;
  }
}

const problemsOf = (files: readonly Dropped[], reason: string): FileProblem[] =>
  files.map(({ name }) => ({ file: name, part: null, line: null, reason, fix: smaller }));
