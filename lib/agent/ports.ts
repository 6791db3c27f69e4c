import type { AuditRecord } from "../protocol/audit.ts";
import type { CompleteRequest, ModelChunk } from "../protocol/complete.ts";
import type { AgentEvent } from "../protocol/event.ts";
import type { Observation } from "../protocol/observation.ts";

/** Streams one reply. Never throws: what went wrong is a `failed` chunk, and the last chunk is `end` or `failed`. */
export interface Model {
  reply(request: CompleteRequest, signal: AbortSignal): AsyncIterable<ModelChunk>;
}

export type Output = { stream: "stdout" | "stderr"; text: string };

/** Runs code in a live namespace. Never rejects for anything Python did; an aborted signal ends it as `killed`. */
export interface Sandbox {
  run(code: string, output: (piece: Output) => void, signal: AbortSignal): Promise<Observation>;
}

/** Answers after the record is durable; without a receipt nothing runs. Never throws. */
export interface Audit {
  append(record: AuditRecord): Promise<{ ok: true; receipt: string } | { ok: false; reason: string }>;
}

export interface World {
  model: Model;
  sandbox: Sandbox;
  audit: Audit;
  /** Milliseconds since the epoch. */
  clock: () => number;
  emit: (event: AgentEvent) => void;
}
