import { z } from "zod";
import { Bytes, Cell, TablePage } from "./artifact.ts";
import { Observation } from "./observation.ts";
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

/** An archive of compiled modules, and the digest of the file that it was made of. */
const CompiledFile = LockFile.extend({ from: z.string() });

/** public/pyodide/compiled.json, which set-up writes as well: what may be loaded in place of the wheels. Nothing depends on it but time. */
export const Compiled = z.object({
  /** Digest of the interpreter that compiled them; no other one can read them. */
  wasm: z.string(),
  stdlib: CompiledFile,
  packages: z.record(z.string(), CompiledFile),
});
export type Compiled = z.infer<typeof Compiled>;

/** A package on its way to the kernel: the wheel as it was published, or the archive of compiled modules made of it. */
export type PackageBytes = { name: string; form: "wheel" | "compiled"; bytes: Uint8Array };

/** From the page to the kernel, over Comlink. The page wraps, the kernel exposes; never the other way round. */
export interface Kernel {
  /** The compiled wasm reaches the worker from its frame; the page hands in the rest. */
  boot(core: { stdlib: Uint8Array; lock: Lock; fileSystemBytes: number }): Promise<unknown>;
  /** Names of lock packages, dependencies first, that `code` needs and that are not loaded yet; when there are none, imports them. */
  needs(code: string): Promise<unknown>;
  install(packages: PackageBytes[]): Promise<unknown>;
  /** Mounts the files below /data without copying, reads and profiles them. */
  open(files: { name: string; file: File }[]): Promise<unknown>;
  close(name: string): Promise<unknown>;
  /** `id` names the run in a stop, so that a late one cannot hit the next run. */
  run(request: RunRequest, id: number): Promise<unknown>;
  /** Null when the table lived in an earlier kernel. */
  page(request: PageRequest): Promise<unknown>;
  variables(): Promise<unknown>;
  /** Whether generated code has broken what the kernel rests on; `deep` tries an import as well. */
  health(deep: boolean): Promise<unknown>;
}

/** What check.py judges imports by: import names, module names, and module name to the nearest allowed way. */
export const CodeRules = z.object({ allowed: z.array(z.string()), denied: z.array(z.string()), alternatives: z.record(z.string(), z.string()) });
export type CodeRules = z.infer<typeof CodeRules>;

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

export const PageRequest = z.object({
  id: z.string(),
  start: z.number().int().nonnegative(),
  count: z.number().int().positive(),
  sort: z.object({ column: z.number().int().nonnegative(), descending: z.boolean() }).nullable(),
});
export type PageRequest = z.infer<typeof PageRequest>;

export const Variable = z.object({
  name: z.string(),
  type: z.string(),
  /** Short text: shape of a table, length of a list, value of a number. */
  summary: z.string(),
  bytes: z.number().nullable(),
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
  z.object({ type: z.literal("fatal"), message: z.string() }),
]);
export type KernelSignal = z.infer<typeof KernelSignal>;

/** From the page to its frame, once, with three ports: kernel, signals, control. */
export type FrameStart = { type: "start"; wasm: Uint8Array<ArrayBuffer>; memoryBytes: number };

/** From the page to its frame on the control port. */
export type FrameControl = { type: "interrupt"; run: number } | { type: "ping" };

/** From the frame to the page on the control port: one pong for each ping, and that it cannot start. Nothing of the worker's passes. */
export const FrameSignal = z.discriminatedUnion("type", [
  z.object({ type: z.literal("pong") }),
  z.object({ type: z.literal("failed"), message: z.string() }),
]);
export type FrameSignal = z.infer<typeof FrameSignal>;

export const FromKernel = { Booted, Health, Needs: z.array(z.string()), Observation, Opened, TablePage: TablePage.nullable(), Variables };
export { Bytes, Cell };
