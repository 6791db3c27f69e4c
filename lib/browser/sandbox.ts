import type { Sandbox } from "../agent/ports.ts";
import type { TablePage } from "../protocol/artifact.ts";
import type { PageRequest, Variable } from "../protocol/kernel.ts";
import type { Policy } from "../protocol/policy.ts";
import type { Opened } from "../protocol/profile.ts";
import type { Observable, SandboxState } from "./state.ts";

/**
 * One person's kernel. After a kill a fresh one boots by itself, opens the files again and goes on; nothing here rejects
 * for anything Python or a file did. A promise rejects with the signal's reason when its own signal aborts while waiting
 * (`run` never does: it ends as `killed`).
 */
export interface BrowserSandbox extends Sandbox {
  readonly state: Observable<SandboxState>;
  /** Resolves once the first kernel can run code; rejects with a message for the person when it cannot. */
  ready(signal: AbortSignal): Promise<void>;
  /** Mounts, reads and profiles files. A file that cannot be read is among `problems`; a name already open is replaced. */
  open(files: { name: string; file: File }[], signal: AbortSignal): Promise<Opened>;
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
  throw new Error(`not built yet: ${policy.version} ${signal.aborted}`);
}
