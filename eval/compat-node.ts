import type { NodeSandbox } from "../tests/support/node-sandbox.ts";
import { type Compared, judged, type Script } from "./compat.ts";

/** Runs scripts in the kernel's Python in Node, each in a fresh namespace. */
export async function compareInNode(sandbox: NodeSandbox, scripts: readonly Script[], signal: AbortSignal): Promise<Compared[]> {
  const made: Compared[] = [];
  for (const script of scripts) {
    if (signal.aborted) break;
    sandbox.python.runPython("from sandpiper import namespace; namespace.start()");
    made.push(judged(script, await sandbox.run(script.code, () => undefined, signal)));
  }
  return made;
}
