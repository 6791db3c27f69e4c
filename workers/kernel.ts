import { transfer } from "comlink";
import type { PyodideInterface } from "pyodide";
import type { Kernel, Lock, PackageBytes, PageRequest, RunRequest } from "../lib/protocol/kernel.ts";
import { boot } from "./boot.ts";
import { Disk } from "./disk.ts";
import { Mounts } from "./mount.ts";
import { lostTale, observe, type Packed } from "./observe.ts";
import { readParquet } from "./parquet.ts";
import type { Stop } from "./stop.ts";
import { unpack } from "./unpack.ts";
import type { Voice } from "./voice.ts";

const sitePackages = "/lib/python3.14/site-packages";

/** More would not fit into the kernel's memory beside what is computed from it. */
const parquetRows = 5_000_000;

type Examine = (deep: boolean) => { toJs(): string[]; destroy(): void };
type Booted = { python: PyodideInterface; doors: Doors; mounts: Mounts; disk: Disk; examine: Examine };

/** The functions of sandpiper/kernel.py that are called from here. */
type Doors = {
  start(lock: string, output: Voice["output"], progress: Voice["progress"], sleep: Stop["sleep"], settled: () => void): void;
  needed(code: string): string;
  installed(names: string): void;
  run(request: string): Promise<{ toJs(): [string, Uint8Array[]]; destroy(): void }>;
  cancel(): void;
  page(request: string): string;
  variables(): string;
  parquet(file: string, columns: unknown, rows: number, total: number): void;
  parquet_failed(file: string, reason: string): void;
  open_files(names: string): string;
  close_file(name: string): void;
};

/** Exposed to the page. Plain data in, plain data out; the page believes none of it unread. */
export class PythonKernel implements Kernel {
  private readonly module: WebAssembly.Module;
  private readonly stop: Stop;
  private readonly voice: Voice;
  private booted: Booted | null = null;
  private running = 0;

  constructor(module: WebAssembly.Module, stop: Stop, voice: Voice) {
    this.module = module;
    this.stop = stop;
    this.voice = voice;
  }

  async boot({ stdlib, lock, fileSystemBytes }: { stdlib: Uint8Array; lock: Lock; fileSystemBytes: number }): Promise<unknown> {
    const started = performance.now();
    const python = await boot({ module: this.module, stdlib }, this.voice.output, (message) => this.voice.fatal(message));
    const doors: Doors = python.pyimport("sandpiper.kernel");
    const { output, progress } = this.voice;
    doors.start(JSON.stringify(lock), output, progress, this.stop.sleep, () => this.stop.end());
    if (this.stop.buffer) python.setInterruptBuffer(this.stop.buffer);
    const examine: Examine = python.pyimport("sandpiper.guard").watch();
    this.booted = { python, doors, mounts: new Mounts(python), disk: new Disk(python.FS, fileSystemBytes), examine };
    return { python: lock.python, packages: Object.keys(lock.packages), interruptible: this.stop.buffer !== null, ms: performance.now() - started };
  }

  private get live(): Booted {
    if (!this.booted) throw new Error("the kernel has not booted");
    return this.booted;
  }

  async needs(code: string): Promise<unknown> {
    return JSON.parse(this.live.doors.needed(code));
  }

  async install(packages: PackageBytes[]): Promise<unknown> {
    const { python, doors, disk } = this.live;
    disk.exempt(() => {
      for (const { form, bytes } of packages) {
        if (form === "compiled") unpack(python, bytes, sitePackages);
        else python.unpackArchive(bytes, "wheel", { extractDir: sitePackages });
      }
    });
    doors.installed(JSON.stringify(packages.map(({ name }) => name)));
    return null;
  }

  async open(files: { name: string; file: File }[]): Promise<unknown> {
    const { doors, mounts } = this.live;
    for (const { name, file } of files) {
      mounts.add(name, file);
      if ((await file.slice(0, 4).text()) === "PAR1") await this.decode(name, file);
    }
    return JSON.parse(doors.open_files(JSON.stringify(files.map(({ name }) => name))));
  }

  /** Python has no Parquet reader here: the columns are decoded outside of it and handed in. */
  private async decode(name: string, file: File): Promise<void> {
    const { doors } = this.live;
    try {
      const table = await readParquet(file, parquetRows);
      doors.parquet(name, table.columns, table.rows, table.totalRows);
    } catch (error) {
      doors.parquet_failed(name, error instanceof Error ? error.message : String(error));
    }
  }

  async close(name: string): Promise<unknown> {
    const { doors, mounts } = this.live;
    doors.close_file(name);
    mounts.remove(name);
    return null;
  }

  async run(request: RunRequest, id: number): Promise<unknown> {
    this.stop.begin(id);
    this.running = id;
    try {
      const packed = await this.packed(request);
      return transfer(observe(packed, this.wasHit(id)), packed.blobs.map((blob) => blob.buffer));
    } catch (error) {
      return lostTale(this.wasHit(id), error);
    } finally {
      this.running = 0;
      this.stop.end();
    }
  }

  private async packed(request: RunRequest): Promise<Packed> {
    const proxy = await this.live.doors.run(JSON.stringify(request));
    const [text, blobs] = proxy.toJs();
    proxy.destroy();
    return { text, blobs: blobs.map((blob) => Uint8Array.from(blob)) };
  }

  private hitByMessage = 0;

  private wasHit(id: number): boolean {
    return this.stop.hit(id) || this.hitByMessage === id;
  }

  /** Reaches code that waits in an `await`; code that computes is reached through the shared buffer. */
  interrupt(run: number): void {
    if (this.running !== run || run === 0) return;
    this.hitByMessage = run;
    this.stop.clear();
    this.live.doors.cancel();
  }

  async page(request: PageRequest): Promise<unknown> {
    return JSON.parse(this.live.doors.page(JSON.stringify(request)));
  }

  async variables(): Promise<unknown> {
    return JSON.parse(this.live.doors.variables());
  }

  async health(deep: boolean): Promise<unknown> {
    try {
      const proxy = this.live.examine(deep);
      const changed = proxy.toJs();
      proxy.destroy();
      return { changed };
    } catch {
      return { changed: ["the examination itself"] };
    }
  }
}
