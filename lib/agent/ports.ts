import type { AuditRecord, InputDigest } from "../protocol/audit.ts";
import type { CompleteRequest, ModelChunk } from "../protocol/complete.ts";
import type { AgentEvent } from "../protocol/event.ts";
import type { PastRun, RunPlan } from "../protocol/kernel.ts";
import type { Asks, Observation } from "../protocol/observation.ts";

/** Streams one reply. Never throws: what went wrong is a `failed` chunk, and the last chunk is `end` or `failed`. */
export interface Model {
  reply(request: CompleteRequest, signal: AbortSignal): AsyncIterable<ModelChunk>;
}

export type Output = { stream: "stdout" | "stderr"; text: string };

/** Runs code in a live namespace. Never rejects for anything Python did; an aborted signal ends it as `killed`. */
export interface Sandbox {
  run(code: string, output: (piece: Output) => void, signal: AbortSignal): Promise<Observation>;
  /** Told the imports of code that is still being written: packages may be loaded meanwhile. Runs nothing of it, and fails in silence. */
  foresee?(imports: string): void;
  /** Left out where the namespace never goes. */
  readonly rebuilding?: Rebuilding;
}

/** How a namespace that went with its kernel is made again. Never rejects. */
export interface Rebuilding {
  /** Whether the namespace lacks what earlier runs of the session have made. */
  lacking(): boolean;
  /** Null when the kernel cannot tell. */
  plan(runs: PastRun[], signal: AbortSignal): Promise<RunPlan[] | null>;
  /** Runs an earlier script once more, unheard, within `limitMs`. */
  replay(code: string, limitMs: number, signal: AbortSignal): Promise<Observation>;
  /** Tells how far it is. */
  progress(done: number, total: number): void;
  /** The namespace is what it will be: from now on it lacks nothing, until a kernel dies. */
  settle(): void;
}

/** Answers after the record is durable; without a receipt nothing runs. Never throws. */
export interface Audit {
  append(record: AuditRecord): Promise<{ ok: true; receipt: string } | { ok: false; reason: string }>;
}

/** A script that waits for the person. */
export interface ApprovalRequest {
  readonly turn: number;
  readonly step: number;
  readonly plan: string;
  readonly code: string;
  /** The script that the person let run last in this session, if any. */
  readonly before: string | null;
}

/** A question out of the code of a step. */
export interface Consultation extends Asks {
  readonly turn: number;
  readonly step: number;
}

export type Verdict =
  | { readonly type: "approved" }
  | { readonly type: "edited"; readonly code: string }
  | { readonly type: "refused"; readonly reason: string };

export interface World {
  model: Model;
  sandbox: Sandbox;
  audit: Audit;
  /** Milliseconds since the epoch. */
  clock: () => number;
  emit: (event: AgentEvent) => void;
  /** SHA-256 in hexadecimal: of text as UTF-8, of bytes as they are. */
  digest: (content: string | Uint8Array) => Promise<string>;
  /** The files that a run could read, as they are now. */
  inputs: () => Promise<readonly InputDigest[]>;
  /** How many values masking has replaced so far in what goes to the model, by kind; left out where nothing is masked. */
  masked?: () => Record<string, number>;
  /** Puts what the code asks to the person; null where nobody can answer. May wait for ever. */
  consult?: (request: Consultation, signal: AbortSignal) => Promise<string | null>;
  /** Asks the person; may wait for ever, and need not settle once the signal aborts. Where it is left out, what must be asked for does not run. */
  approve?: (request: ApprovalRequest, signal: AbortSignal) => Promise<Verdict>;
}
