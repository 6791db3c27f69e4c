import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { foldAll } from "../lib/agent/fold.ts";
import { toLines } from "../lib/agent/journal.ts";
import type { Model, World } from "../lib/agent/ports.ts";
import { emptySession } from "../lib/agent/session.ts";
import { runTurn } from "../lib/agent/turn.ts";
import { analyse } from "../lib/analyst/analyse.ts";
import type { AgentEvent } from "../lib/protocol/event.ts";
import { Policy } from "../lib/protocol/policy.ts";
import type { NodeSandbox } from "../tests/support/node-sandbox.ts";
import type { Way } from "./way.ts";

/** The built-in analyst, as the server speaks for it. */
const analyst: Model = {
  async *reply(request) {
    for (const text of analyse(request)) yield { type: "text", text };
    yield { type: "end", finish: "stop", usage: { inputTokens: 0, outputTokens: 0 }, model: "builtin", responseId: null };
  },
};

const digest = async (content: string | Uint8Array) => createHash("sha256").update(content).digest("hex");

/** The product's own loop with the built-in analyst and the kernel's Python in Node: no browser, no server, no masking, no kills. Fast, for tests. */
export function nodeWay(sandbox: NodeSandbox, folder: string): Way {
  const policy = Policy.parse({});
  return {
    async ask(item, question, signal) {
      const started = performance.now();
      const kernel = sandbox.python.pyimport("sandpiper.kernel");
      sandbox.python.runPython("from sandpiper import namespace; namespace.start()");
      const opened = await sandbox.open(Object.fromEntries(item.files.map((file) => [basename(file), Uint8Array.from(readFileSync(join(folder, file)))])));
      const events: AgentEvent[] = [];
      const audit = { append: async () => ({ ok: true, receipt: String(events.length) }) as const };
      const world: World = { model: analyst, sandbox, audit, clock: Date.now, emit: (event) => void events.push(event), digest, inputs: async () => [] };
      await runTurn(world, { session: item.id, policy, past: emptySession, opened, question, model: "builtin" }, signal);
      for (const file of item.files) kernel.close_file(basename(file));
      kernel.destroy();
      const session = foldAll(events);
      return { ended: session.turns[0]?.status ?? "failed", session, model: "builtin", journal: toLines(events), seconds: (performance.now() - started) / 1_000, masks: {} };
    },
    close: async () => {},
  };
}
