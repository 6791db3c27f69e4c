import { transfer } from "comlink";
import type { PyodideInterface } from "pyodide";
import type { BootOrder, ColumnRequest, HelpersOrder, Kernel, PackageBytes, PageRequest, Parcel, PastRun, RunRequest } from "../lib/protocol/kernel.ts";
import type { Adopted, ReadOrder } from "../lib/protocol/masking.ts";
import { boot, library } from "./boot.ts";
import { Disk } from "./disk.ts";
import { heapBytes } from "./heap.ts";
import { type Later, layLater } from "./later.ts";
import { Mounts } from "./mount.ts";
import { lostTale, observe, type Packed } from "./observe.ts";
import { Parquet } from "./parquet.ts";
import { type Room, Shelf } from "./shelf.ts";
import type { Stop } from "./stop.ts";
import { unpack } from "./unpack.ts";
import type { Voice } from "./voice.ts";
import { wake } from "./wake.ts";
import { opened, openedAll } from "./zstd.ts";

const libraryZip = "/lib/python314.zip";
const sitePackages = "/lib/python3.14/site-packages";

/** Rows of a Parquet file that are decoded at once: of its largest group, and of all of it where it cannot be read in pieces. */
const parquetRows = 5_000_000;
/** Values of a Parquet file that is read in pieces: packed, a small file could hold any number. */
const parquetCells = 400_000_000;

/** Bytes outside of Python's memory for each byte of a file: a digit and its separator become eight bytes of a number, three times over. Of a Parquet file each value counts as one more. */
const perByte = 24;
const spareBytes = 64 * 1024 ** 2;

type Examine = (deep: boolean) => { toJs(): string[]; destroy(): void };
type Booted = { python: PyodideInterface; doors: Doors; mounts: Mounts; shelf: Shelf; disk: Disk; examine: Examine; whole: () => boolean; memoryBytes: number };

/** The functions of sandpiper/kernel.py that are called from here. */
type Doors = {
  start(lock: string, output: Voice["output"], progress: Voice["progress"], sleep: Stop["sleep"], settled: () => void, shelve: Shelf["put"], unshelve: Shelf["drop"], memoryBytes: number): void;
  needed(code: string): string;
  installed(names: string): void;
  asleep(names: string): void;
  whole(): void;
  provide(modules: string, rules: string): string;
  run(request: string): Promise<Pair>;
  cancel(): void;
  page(request: string): string;
  column(request: string): string;
  open_table(name: string): string;
  variables(): string;
  plan(runs: string): string;
  parquet(file: string, columns: unknown, rows: number, total: number): void;
  parquet_piece(file: string, columns: unknown, rows: number, total: number): void;
  parquet_whole(file: string): void;
  parquet_failed(file: string, reason: string): void;
  open_files(names: string): string;
  close_file(name: string): void;
  adopt_tables(tables: string): void;
  read_files(names: string, order: string): Pair;
  forget_file(name: string): string;
};

/** JSON text and bytes. */
type Pair = { toJs(): [string, Uint8Array[]]; destroy(): void };

type Named = { name: string; file: File };

/** A table as Python tells of it: the place of its blob among the others, and the paths of its pieces, which follow that. */
type Told = { blob: number; shelf: string[] };

const namesOf = (files: readonly Named[]): string => JSON.stringify(files.map(({ name }) => name));

/** Copies: what Python holds is gone with the proxy. */
function unpacked(pair: Pair): { text: string; blobs: Uint8Array<ArrayBuffer>[] } {
  const [text, blobs] = pair.toJs();
  pair.destroy();
  return { text, blobs: blobs.map((blob) => Uint8Array.from(blob)) };
}

/** What the frame hands over once it has compiled it: the interpreter, native libraries by their paths, and the memory for files that come later. */
export type Compiled = { module: WebAssembly.Module; libraries: ReadonlyMap<string, WebAssembly.Module>; store: Uint8Array | null };

/** Exposed to the page. Plain data in, plain data out; the page believes none of it unread. */
export class PythonKernel implements Kernel {
  private readonly compiled: Promise<Compiled>;
  private readonly stop: Stop;
  private readonly voice: Voice;
  private readonly rest: Later;
  private booted: Booted | null = null;
  private running = 0;
  private pieces: Promise<Uint8Array>[] = [];

  constructor(compiled: Promise<Compiled>, stop: Stop, voice: Voice, rest: Later) {
    this.compiled = compiled;
    this.stop = stop;
    this.voice = voice;
    this.rest = rest;
  }

  async piece(packed: Parcel): Promise<unknown> {
    const bytes = opened(packed);
    bytes.catch(() => undefined);
    this.pieces.push(bytes);
    return null;
  }

  async boot({ beginning, lock, fileSystemBytes, memoryBytes }: BootOrder): Promise<unknown> {
    const started = performance.now();
    const { module, libraries, store } = await this.compiled;
    this.rest.store = store;
    const fatal = (message: string) => this.voice.fatal(message);
    const woken = beginning.from === "heap";
    const python = woken ? await wake({ module, head: beginning.head, pieces: await Promise.all(this.pieces.splice(0)), libraries, lock }, this.voice.output, fatal) : await boot({ module, stdlib: await opened(beginning.stdlib) }, this.voice.output, fatal);
    const exempt = (work: () => void) => (this.booted ? this.booted.disk.exempt(work) : work());
    const whole = woken ? layLater(python, this.rest, beginning.later, { zip: libraryZip, folder: sitePackages, exempt, made: library }) : () => true;
    const doors: Doors = python.pyimport("sandpiper.kernel");
    const { output, progress } = this.voice;
    const mounts = new Mounts(python);
    const shelf = new Shelf(mounts);
    doors.start(JSON.stringify(lock), output, progress, this.stop.sleep, () => this.stop.end(), shelf.put, shelf.drop, memoryBytes);
    if (woken) doors.asleep(JSON.stringify(beginning.later.packages.map(({ name }) => name)));
    if (this.stop.buffer) python.setInterruptBuffer(this.stop.buffer);
    const examine: Examine = python.pyimport("sandpiper.guard").watch();
    this.booted = { python, doors, mounts, shelf, disk: new Disk(python.FS, fileSystemBytes), examine, whole, memoryBytes };
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
    const plain = await openedAll(packages);
    disk.exempt(() => {
      for (const [at, bytes] of plain.entries()) {
        if (packages[at]?.form === "compiled") unpack(python, bytes, sitePackages);
        else python.unpackArchive(bytes, "wheel", { extractDir: sitePackages });
      }
    });
    doors.installed(JSON.stringify(packages.map(({ name }) => name)));
    return null;
  }

  async later(files: Parcel[]): Promise<unknown> {
    this.rest.give(new Uint8Array(await new Blob(await openedAll(files)).arrayBuffer()));
    return null;
  }

  async open(files: Named[]): Promise<unknown> {
    await this.mount(files);
    const { doors, shelf } = this.live;
    return JSON.parse(shelf.within(this.roomFor(files.map(({ file }) => file)), () => doors.open_files(namesOf(files))));
  }

  async read(files: Named[], order: ReadOrder): Promise<unknown> {
    this.become("reader");
    await this.mount(files);
    const { doors, shelf } = this.live;
    const { text, blobs } = unpacked(shelf.within(this.roomFor(this.all(files)), () => doors.read_files(namesOf(files), JSON.stringify(order))));
    const told = JSON.parse(text);
    const tables = told.tables.map(({ blob, shelf: paths, ...table }: Told) => ({ ...table, blob: new Blob([...blobs.slice(blob, blob + 1), ...paths.map((path) => shelf.take(path))]) }));
    return { ...told, tables };
  }

  async forget(name: string): Promise<unknown> {
    const { doors, mounts } = this.live;
    const left = doors.forget_file(name);
    mounts.remove(name);
    this.inClear.delete(name);
    return JSON.parse(left);
  }

  async adopt(tables: Adopted[]): Promise<unknown> {
    const { doors, shelf, disk } = this.live;
    const placed = tables.map(({ blob, ...table }) => ({ ...table, path: shelf.lend(blob) }));
    disk.exempt(() => doors.adopt_tables(JSON.stringify(placed)));
    for (const { path, pieced } of placed) if (!pieced) shelf.drop(path);
    return null;
  }

  async provide({ modules, rules }: HelpersOrder): Promise<unknown> {
    this.become("runner");
    return JSON.parse(this.live.doors.provide(JSON.stringify(modules), JSON.stringify(rules)));
  }

  /** All that are open: a new one can have others masked anew. */
  private all(files: readonly Named[]): File[] {
    for (const { name, file } of files) this.inClear.set(name, file);
    return [...this.inClear.values()];
  }

  private readonly inClear = new Map<string, File>();

  private async mount(files: Named[]): Promise<void> {
    for (const { name, file } of files) {
      this.live.mounts.add(name, file);
      if ((await file.slice(0, 4).text()) === "PAR1") await this.decode(name, file);
    }
  }

  /** A kernel that has seen data in clear never runs generated code, nor the other way round. */
  private become(role: "reader" | "runner"): void {
    if (this.role !== null && this.role !== role) throw new Error(`this kernel is a ${this.role}`);
    this.role = role;
  }

  private role: "reader" | "runner" | null = null;

  /** Python has no Parquet reader here: the columns are decoded outside of it and handed in, those of a large table piece by piece. */
  private async decode(name: string, file: File): Promise<void> {
    const { doors } = this.live;
    try {
      const parquet = await Parquet.open(file);
      if (await this.inPieces(name, file, parquet)) return;
      const table = await parquet.table(parquetRows);
      doors.parquet(name, table.columns, table.rows, table.totalRows);
    } catch (error) {
      doors.parquet_failed(name, error instanceof Error ? error.message : String(error));
    }
  }

  /** False where it is small enough to be handed in at once, or cannot be read in pieces. */
  private async inPieces(name: string, file: File, parquet: Parquet): Promise<boolean> {
    const { doors, shelf, memoryBytes } = this.live;
    if (parquet.weight < memoryBytes / 5 || parquet.cells > parquetCells || parquet.groupRows > parquetRows) return false;
    this.cells.set(file, parquet.cells);
    const room = this.roomFor([file]);
    let read = 0;
    try {
      for await (const { columns, rows } of parquet.pieces()) {
        this.voice.progress(`Reading ${name}`, read, parquet.rows);
        shelf.within(room, () => doors.parquet_piece(name, columns, rows, parquet.rows));
        read += rows;
      }
      doors.parquet_whole(name);
      return true;
    } catch (error) {
      this.cells.delete(file);
      doors.parquet_failed(name, error instanceof Error ? error.message : String(error));
      return false;
    }
  }

  /** What opening these files may put outside of Python's memory: by what they hold, whatever they say of it. */
  private roomFor(files: readonly File[]): Room {
    return { left: files.reduce((sum, file) => sum + perByte * (file.size + (this.cells.get(file) ?? 0)), spareBytes) };
  }

  /** Values of the Parquet files that are read in pieces. */
  private readonly cells = new WeakMap<File, number>();

  async close(name: string): Promise<unknown> {
    const { doors, mounts } = this.live;
    doors.close_file(name);
    mounts.remove(name);
    return null;
  }

  async run(request: RunRequest, id: number): Promise<unknown> {
    this.become("runner");
    this.stop.begin(id);
    this.running = id;
    try {
      const packed = await this.packed(request);
      return transfer(observe(packed, this.wasHit(id), heapBytes(this.live.python)), packed.blobs.map((blob) => blob.buffer));
    } catch (error) {
      return lostTale(this.wasHit(id), error);
    } finally {
      this.running = 0;
      this.stop.end();
    }
  }

  private async packed(request: RunRequest): Promise<Packed> {
    return unpacked(await this.live.doors.run(JSON.stringify(request)));
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

  async column(request: ColumnRequest): Promise<unknown> {
    return JSON.parse(this.live.doors.column(JSON.stringify(request)));
  }

  async table(name: string): Promise<unknown> {
    return JSON.parse(this.live.doors.open_table(name));
  }

  async variables(): Promise<unknown> {
    return JSON.parse(this.live.doors.variables());
  }

  async plan(runs: PastRun[]): Promise<unknown> {
    return JSON.parse(this.live.doors.plan(JSON.stringify(runs)));
  }

  async health(deep: boolean): Promise<unknown> {
    try {
      const { whole, doors, examine } = this.live;
      if (whole()) doors.whole();
      const proxy = examine(deep);
      const changed = proxy.toJs();
      proxy.destroy();
      return { changed };
    } catch {
      return { changed: ["the examination itself"] };
    }
  }
}
