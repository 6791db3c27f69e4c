import type { Output, Rebuilding } from "../agent/ports.ts";
import type { TableArtifact, TablePage } from "../protocol/artifact.ts";
import type { ColumnFacts, ColumnRequest, HelperFault, PageRequest, Variable } from "../protocol/kernel.ts";
import type { Read, TokenTable } from "../protocol/masking.ts";
import { Observation } from "../protocol/observation.ts";
import type { Policy } from "../protocol/policy.ts";
import type { Assets } from "./assets.ts";
import type { Dropped } from "./open.ts";
import type { Pseudonyms } from "./pseudonyms.ts";
import { Reader } from "./reader.ts";
import { killed } from "./run.ts";
import { type BrowserSandbox, LiveSandbox, type Opening } from "./sandbox.ts";
import { Box, type Observable, type SandboxState } from "./state.ts";

/**
 * Two kernels: one reads the files in clear and runs our own code only; the other runs generated code on tokenised copies of their tables. What
 * comes back from a run passes the guard, so that what is kept and told holds no original by chance either.
 */
export class MaskedSandbox implements BrowserSandbox {
  readonly state = new Box<SandboxState>({ type: "booting", what: "Starting", done: 0, total: 1 });
  readonly faults: Observable<readonly HelperFault[]>;
  private readonly reader: Reader;
  private readonly work: LiveSandbox;
  private readonly pseudonyms: Pseudonyms;
  /** Name that the model knows a file by, by the person's. */
  private readonly names = new Map<string, string>();

  constructor(policy: Policy, { assets, pseudonyms }: { assets: Assets; pseudonyms: Pseudonyms }, signal: AbortSignal) {
    const order = { key: [...pseudonyms.key], ...policy.masking };
    this.pseudonyms = pseudonyms;
    this.reader = new Reader({ assets, limits: policy.limits, order }, signal);
    this.work = new LiveSandbox(policy, assets, signal, this.reader.ready());
    this.faults = this.work.faults;
    for (const { state } of [this.reader, this.work]) state.subscribe(() => this.look());
    this.look();
  }

  ready(signal: AbortSignal): Promise<void> {
    return this.work.ready(signal);
  }

  readonly rebuilding: Rebuilding = {
    lacking: () => this.work.rebuilding.lacking(),
    plan: (runs, signal) => this.work.rebuilding.plan(runs, signal),
    replay: async (code, limitMs, signal) => this.admitted(await this.work.rebuilding.replay(code, limitMs, signal)),
    progress: (done, total) => this.work.rebuilding.progress(done, total),
    settle: () => this.work.rebuilding.settle(),
  };

  run = async (code: string, output: (piece: Output) => void, signal: AbortSignal): Promise<Observation> => {
    return this.admitted(await this.work.run(code, output, signal));
  };

  foresee = (imports: string): void => this.work.foresee(imports);

  /** What came of a run, once the guard has looked through it. */
  private async admitted(seen: Observation): Promise<Observation> {
    try {
      return Observation.parse(await this.pseudonyms.data(seen));
    } catch (error) {
      const message = `What came of the run is withheld: ${error instanceof Error ? error.message : String(error)}`;
      return killed({ reason: "fatal", message }, "kept", { stdout: "", stderr: "", durationMs: seen.durationMs });
    }
  }

  async open(files: Dropped[], signal: AbortSignal): Promise<Opening> {
    const { read, problems } = await this.reader.open(files, signal);
    if (!read) return { opened: { files: [], problems, links: [] }, told: null };
    await this.pseudonyms.learn(read);
    for (const [file, tables] of byFile(read.tables)) this.hand(file, tables, signal);
    return { opened: { ...read.opened, problems }, told: { files: read.told, links: read.links } };
  }

  async close(name: string, signal: AbortSignal): Promise<Opening["told"]> {
    const known = this.names.get(name);
    this.names.delete(name);
    const left = await this.reader.close(name, signal);
    if (known !== undefined) await this.work.close(known, signal);
    return left && { files: left.told, links: left.links };
  }

  page(request: PageRequest, signal: AbortSignal): Promise<TablePage | null> {
    return this.work.page(request, signal);
  }

  column(request: ColumnRequest, signal: AbortSignal): Promise<ColumnFacts | null> {
    return this.work.column(request, signal);
  }

  table(name: string, signal: AbortSignal): Promise<TableArtifact | null> {
    return this.work.table(name, signal);
  }

  variables(signal: AbortSignal): Promise<Variable[]> {
    return this.work.variables(signal);
  }

  restart(signal: AbortSignal): Promise<void> {
    return this.work.restart(signal);
  }

  dispose(): void {
    this.reader.end();
    this.work.dispose();
  }

  /** Nobody waits for it but what is asked of the other kernel, which does one thing after the other: what is known of the file can be shown before that kernel has begun. */
  private hand(file: string, tables: TokenTable[], signal: AbortSignal): void {
    const before = this.names.get(file);
    const now = tables[0]?.file ?? file;
    this.names.set(file, now);
    const gone = before !== undefined && before !== now ? this.work.close(before, signal) : null;
    for (const step of [gone, this.work.adopt(now, tables, signal)]) step?.catch(() => undefined);
  }

  /** The reader is what the person waits for, until it is there and at rest. */
  private look(): void {
    const reading = this.reader.state.get();
    const waiting = reading.type === "booting" || reading.type === "opening";
    this.state.set(waiting ? reading : this.work.state.get());
  }
}

function byFile(tables: Read["tables"]): Map<string, TokenTable[]> {
  const files = new Map<string, TokenTable[]>();
  for (const table of tables) files.set(table.from, [...(files.get(table.from) ?? []), table]);
  return files;
}
