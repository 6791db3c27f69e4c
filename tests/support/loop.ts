import { createHash } from "node:crypto";
import type { Sandbox, World } from "../../lib/agent/ports.ts";
import { emptySession } from "../../lib/agent/session.ts";
import { runTurn } from "../../lib/agent/turn.ts";
import { auditServer } from "../../lib/browser/audit.ts";
import { KeepingAudit } from "../../lib/browser/keeping.ts";
import { remoteModel } from "../../lib/browser/model.ts";
import type { AgentEvent } from "../../lib/protocol/event.ts";
import { Policy } from "../../lib/protocol/policy.ts";
import { memoryKeep } from "./memory-keep.ts";

const sha256 = (content: string | Uint8Array) => createHash("sha256").update(content).digest("hex");
const seen = { stdout: "", stderr: "", droppedChars: 0, durationMs: 1, artifacts: [], notes: [] };
const error = { type: "NameError", message: "no such name", traceback: "NameError: no such name", line: 1 };

/** The real loop, through the real handlers, to a model that plays a script. `ran` is every code that the sandbox was given. */
export async function loop(fetcher: typeof fetch, limits: Partial<Policy["limits"]>, ran: string[]) {
  const sandbox: Sandbox = {
    async run(code) {
      ran.push(code);
      return code.includes("fails") ? { status: "error", ...seen, error } : { status: "ok", ...seen, value: null, answer: null };
    },
  };
  const events: AgentEvent[] = [];
  const kept = {
    keep: memoryKeep(),
    digest: async (text: string) => sha256(text),
    clock: Date.now,
    mode: () => "refuse" as const,
    told: () => undefined,
  };
  const world: World = {
    model: remoteModel(fetcher),
    audit: new KeepingAudit({ ...kept, server: auditServer(fetcher) }),
    sandbox,
    clock: Date.now,
    emit: (event) => events.push(event),
    digest: async (content) => sha256(content),
    inputs: async () => [],
  };
  const began = Date.now();
  const ask = {
    session: "page",
    policy: Policy.parse({ limits }),
    past: emptySession,
    opened: { files: [], links: [] },
    question: "?",
    model: "one",
  };
  const ended = await runTurn(world, ask, new AbortController().signal);
  return { ended, ms: Date.now() - began, last: events.at(-1) };
}
