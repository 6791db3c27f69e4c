import { z } from "zod";
import { Bytes, Cell, TableArtifact, TablePage } from "./artifact.ts";
import { type Adopted, Read, type ReadOrder } from "./masking.ts";
import { Observation } from "./observation.ts";
import type { Helper } from "./policy.ts";
import { Opened } from "./profile.ts";

/** The lock file that set-up writes to public/pyodide/lock.json: what may be loaded, and the digest of each file. */
export const LockPackage = z.object({
  name: z.string(),
  version: z.string(),
  file: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  /** Top-level import names that this package provides. */
  imports: z.array(z.string()),
  depends: z.array(z.string()),
});
export type LockPackage = z.infer<typeof LockPackage>;

export const LockFile = z.object({ file: z.string(), bytes: z.number().int(), sha256: z.string() });

export const Lock = z.object({
  pyodide: z.string(),
  python: z.string(),
  core: z.object({ wasm: LockFile, stdlib: LockFile }),
  packages: z.record(z.string(), LockPackage),
});
export type Lock = z.infer<typeof Lock>;

/** A file of zstd, as it is fetched, checked and handed on; it comes to so many bytes. */
const PackedFile = LockFile.extend({ plainBytes: z.number().int().positive() });

/** An archive of compiled modules, packed, and the digest of the file that it was made of. */
const CompiledFile = PackedFile.extend({ from: z.string() });

/** public/pyodide/compiled.json, which set-up writes as well: what may be loaded in place of the wheels. Nothing depends on it but time. */
export const Compiled = z.object({
  /** Digest of the interpreter that compiled them; no other one can read them. */
  wasm: z.string(),
  stdlib: CompiledFile,
  packages: z.record(z.string(), CompiledFile),
});
export type Compiled = z.infer<typeof Compiled>;

/**
 * public/pyodide/snapshot.json, which set-up writes last: the heap of an interpreter that has imported what nearly every session
 * needs, the native libraries it speaks of, and of its packages the files that are not in there. Nothing depends on it but time.
 */
export const Snapshot = z.object({
  /** Digests of the interpreter and of the standard library that it was taken with; it lives in no others. */
  wasm: z.string(),
  stdlib: z.string(),
  /** What is to be known of the heap, as JSON (`Heap` in workers/linked.ts). */
  head: LockFile,
  /** The memory, in order: in pieces, so that no single one keeps the page from answering. */
  pieces: z.array(PackedFile),
  libraries: PackedFile,
  packages: z.record(z.string(), CompiledFile),
});
export type Snapshot = z.infer<typeof Snapshot>;

/** Bytes on their way into the sandbox: packed by zstd, to be as many as `plainBytes`, or as they are (null). */
export type Parcel = { bytes: Uint8Array<ArrayBuffer>; plainBytes: number | null };

/** A package on its way to the kernel: the wheel as it was published, or the archive of compiled modules made of it. */
export type PackageBytes = Parcel & { name: string; form: "wheel" | "compiled" };

/** What a woken kernel can do without at first, as lengths in bytes: the standard library, then archives of packages. They come in this order, one behind the other. */
export type LaterFiles = { stdlib: number; packages: { name: string; bytes: number }[] };

/** From nothing, or from a heap: this is its head, its memory was handed over before in pieces. */
export type Beginning = { from: "nothing"; stdlib: Parcel } | { from: "heap"; head: Uint8Array<ArrayBuffer>; later: LaterFiles };

export type BootOrder = { beginning: Beginning; lock: Lock; fileSystemBytes: number; memoryBytes: number };

/** From the page to the kernel, over Comlink. The page wraps, the kernel exposes; never the other way round. */
export interface Kernel {
  /** The compiled wasm reaches the worker from its frame; the page hands in the rest. */
  boot(core: BootOrder): Promise<unknown>;
  /** One piece of a heap's memory, in order, before `boot`: handing all over at once would keep the page from answering. */
  piece(packed: Parcel): Promise<unknown>;
  /** Names of lock packages, dependencies first, that `code` needs and that are not loaded yet; when there are none, imports them. */
  needs(code: string): Promise<unknown>;
  install(packages: PackageBytes[]): Promise<unknown>;
  /** The files that a woken kernel lacks, where its frame cannot share memory with it. */
  later(files: Parcel[]): Promise<unknown>;
  /** Mounts the files below /data without copying, reads and profiles them. */
  open(files: { name: string; file: File }[]): Promise<unknown>;
  /** Lets code import helper modules; those with a fault are left out and told. Nothing of them runs before code imports them. */
  provide(order: HelpersOrder): Promise<unknown>;
  /** Takes tokenised tables in the place of files. */
  adopt(tables: Adopted[]): Promise<unknown>;
  close(name: string): Promise<unknown>;
  /** Reads files in clear and gives out what may leave: a kernel that has done so runs no code, and one that has run code does not do so. */
  read(files: { name: string; file: File }[], order: ReadOrder): Promise<unknown>;
  /** Forgets a file that was read in clear; what `read` gives, of those that are left. */
  forget(name: string): Promise<unknown>;
  /** `id` names the run in a stop, so that a late one cannot hit the next run. */
  run(request: RunRequest, id: number): Promise<unknown>;
  /** Null when the table lived in an earlier kernel. */
  page(request: PageRequest): Promise<unknown>;
  /** Facts of one column; null when the table lived in an earlier kernel. */
  column(request: ColumnRequest): Promise<unknown>;
  /** The table that a variable holds, paged under an id of its own; null when it holds none. */
  table(name: string): Promise<unknown>;
  variables(): Promise<unknown>;
  /** Which runs of a session, oldest first, its namespace rests on. */
  plan(runs: PastRun[]): Promise<unknown>;
  /** Whether generated code has broken what the kernel rests on; `deep` tries an import as well. */
  health(deep: boolean): Promise<unknown>;
}

/** What check.py judges imports by: import names, module names, module name to the nearest allowed way, and names of helper modules. */
export const CodeRules = z.object({
  allowed: z.array(z.string()),
  denied: z.array(z.string()),
  alternatives: z.record(z.string(), z.string()),
  helpers: z.array(z.string()),
});
export type CodeRules = z.infer<typeof CodeRules>;

/** Helper modules on their way to the kernel, and the rules that they are checked by. */
export type HelpersOrder = { modules: Helper[]; rules: CodeRules };

/** What keeps a helper module from being imported; `line` null: it is not about a line. */
export const HelperFault = z.object({ name: z.string().max(100), line: z.number().int().nullable(), reason: z.string().max(2_000) });
export type HelperFault = z.infer<typeof HelperFault>;

/** `ok`: it ran to its end. */
export type PastRun = { code: string; ok: boolean };

const names = z.array(z.string());

/** What a run does to the namespace, as far as its syntax tree says (workers/python/sandpiper/rebuild.py). */
export const RunPlan = z.object({
  needed: z.boolean(),
  /** Asks for the time or for chance that never comes again. */
  passing: z.boolean(),
  reads: names,
  binds: names,
  /** With what it binds: all that it may change. */
  changes: names,
  /** What it surely makes anew. */
  makes: names,
  drops: names,
});
export type RunPlan = z.infer<typeof RunPlan>;

export const RunRequest = z.object({
  code: z.string(),
  outputChars: z.number(),
  artifactBytes: z.number(),
  artifactsPerRun: z.number(),
  tableRows: z.number(),
  tableColumns: z.number(),
  /** Checked in the kernel before the run; without them only the page's quick look applies. */
  rules: CodeRules.optional(),
});
export type RunRequest = z.infer<typeof RunRequest>;

const column = z.number().int().nonnegative();

/** Rows whose column holds a text in any case; one of these tokens; a value from one to another (numbers and dates as text); something, or nothing. */
export const ColumnFilter = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), column, text: z.string() }),
  z.object({ type: z.literal("tokens"), column, tokens: z.array(z.string()) }),
  z.object({ type: z.literal("range"), column, from: z.string().nullable(), to: z.string().nullable() }),
  z.object({ type: z.literal("empty"), column, empty: z.boolean() }),
]);
export type ColumnFilter = z.infer<typeof ColumnFilter>;

/** One column of a table, over the rows that pass the filters. */
export const ColumnRequest = z.object({ id: z.string(), column, filters: z.array(ColumnFilter) });
export type ColumnRequest = z.infer<typeof ColumnRequest>;

export const ColumnFacts = z.object({
  rows: z.number().int(),
  missing: z.number().int(),
  distinct: z.number().int().nullable(),
  min: Cell,
  max: Cell,
  mean: z.number().nullable(),
  median: z.number().nullable(),
  std: z.number().nullable(),
  /** The most frequent values with their counts. */
  top: z.array(z.tuple([Cell, z.number().int()])),
  bins: z.array(z.object({ from: z.number(), to: z.number(), count: z.number().int() })),
});
export type ColumnFacts = z.infer<typeof ColumnFacts>;

export const PageRequest = z.object({
  id: z.string(),
  start: z.number().int().nonnegative(),
  count: z.number().int().positive(),
  sort: z.object({ column, descending: z.boolean() }).nullable(),
  filters: z.array(ColumnFilter).optional(),
});
export type PageRequest = z.infer<typeof PageRequest>;

export const Variable = z.object({
  name: z.string(),
  type: z.string(),
  /** Short text: shape of a table, length of a list, value of a number. */
  summary: z.string(),
  bytes: z.number().nullable(),
  /** What is in it, on a line. */
  preview: z.string().default(""),
  /** Whether it can be opened as a table. */
  table: z.boolean().default(false),
});
export type Variable = z.infer<typeof Variable>;
export const Variables = z.array(Variable);

/** Names of what is no longer as it was; none in good health. */
export const Health = z.object({ changed: z.array(z.string()) });

export const Booted = z.object({ python: z.string(), packages: z.array(z.string()), interruptible: z.boolean(), ms: z.number() });
export type Booted = z.infer<typeof Booted>;

/** From the kernel to the page, on the one-way port. Dropped when malformed. */
export const KernelSignal = z.discriminatedUnion("type", [
  z.object({ type: z.literal("output"), stream: z.enum(["stdout", "stderr"]), text: z.string() }),
  z.object({ type: z.literal("progress"), what: z.string(), done: z.number(), total: z.number() }),
  z.object({ type: z.literal("beat") }),
  /** The files that were to come later are needed now. */
  z.object({ type: z.literal("wants") }),
  z.object({ type: z.literal("fatal"), message: z.string() }),
]);
export type KernelSignal = z.infer<typeof KernelSignal>;

/** From the page to its frame, once, with three ports: kernel, signals, control. */
export type FrameStart = { type: "start"; memoryBytes: number };

/**
 * From the page to its frame on the control port. What it compiles comes once, each as soon as it is there: the interpreter, and a pack (pack.ts) of native libraries, if there are any;
 * `laterBytes` is how much will come as `later`.
 */
export type FrameControl =
  | { type: "core"; wasm: Uint8Array<ArrayBuffer> }
  | { type: "libraries"; pack: Parcel | null; laterBytes: number }
  | { type: "interrupt"; run: number }
  | { type: "ping" }
  | { type: "later"; files: Parcel[] | null };

/** From the frame to the page on the control port: one pong for each ping, and that it cannot start. Nothing of the worker's passes. */
export const FrameSignal = z.discriminatedUnion("type", [
  z.object({ type: z.literal("pong") }),
  z.object({ type: z.literal("failed"), message: z.string() }),
]);
export type FrameSignal = z.infer<typeof FrameSignal>;

export const FromKernel = { Booted, Faults: z.array(HelperFault), Health, Needs: z.array(z.string()), Observation, Opened, Plan: z.array(RunPlan), Read, Left: Read.nullable(), TablePage: TablePage.nullable(), ColumnFacts: ColumnFacts.nullable(), Table: TableArtifact.nullable(), Variables };
export { Bytes, Cell };
