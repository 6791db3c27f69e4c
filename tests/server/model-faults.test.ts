import { createHash } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import type { Sandbox, World } from "../../lib/agent/ports.ts";
import { emptySession } from "../../lib/agent/session.ts";
import { runTurn } from "../../lib/agent/turn.ts";
import { auditServer } from "../../lib/browser/audit.ts";
import { KeepingAudit } from "../../lib/browser/keeping.ts";
import { remoteModel } from "../../lib/browser/model.ts";
import type { AgentEvent } from "../../lib/protocol/event.ts";
import { Policy } from "../../lib/protocol/policy.ts";
import { memoryKeep } from "../support/memory-keep.ts";
import { type Fault, faults, fence, type Script } from "../support/scripted/reply.ts";
import { startScripted } from "../support/scripted-server.ts";
import { ownFetch } from "../support/served.ts";
import { setUp } from "./app.ts";

const times = 20;

/** Small, so that hundreds of turns fit into a test; in the product a call has 120 s and a silence 30 s. */
const limits = {
  modelIdleMs: 400,
  modelTotalMs: 2_500,
  modelTries: 2,
  replyBytes: 150_000,
  retryAfterMs: 1_500,
  turnMs: 12_000,
  modelCallsPerMinute: 1_000_000,
  auditRecordsPerMinute: 1_000_000,
};
/** A turn looks at its clock between steps, so it may outlast it by one step: the tries to read a reply, each within its total; the rest is a busy machine. */
const deadlineMs = limits.turnMs + 3 * limits.modelTotalMs + 5_000;

const words: Record<string, Script> = {
  "never a word": [{ text: "" }],
  refusal: [{ refusal: "I cannot help with that." }],
  filtered: [{ text: "```python\nprint('partial')", finish: "content_filter" }],
  "cut by length": [{ text: "I look.\n```python\nprint('partial", finish: "length" }],
  "tool call cut by length": [{ tool: "print('partial')", finish: "length" }],
  "fence left open": [{ text: "I look.\n```python\nprint('partial')" }],
  "another language": [{ text: "```sql\nselect 'partial'\n```" }],
  "a megabyte of code": [fence("A lot.", "x = 'partial'  # and so on\n".repeat(40_000))],
  "prose without end": [{ text: "I think about it. ".repeat(40_000) }],
  "code that always fails": (seen) => fence("Again.", `fails_${seen.index}()`),
  "the same again": [fence("Again.", "fails()")],
  "an answer without a computation": [{ text: "It is 42, trust me." }],
};
/** Those named "-once" meet the first try of each of the turns, which are played at the same time. */
const wire =
  (fault: Fault): Script =>
  (seen) =>
    fault.endsWith("-once") && seen.index >= times ? follow : { fault };
const follow = fence("I count.", "print(1)");
const all: Record<string, Script> = { ...words, ...Object.fromEntries(faults.map((fault) => [`wire: ${fault}`, wire(fault)])) };

const cleanups: (() => unknown)[] = [];
afterAll(async () => {
  for (const clean of cleanups) await clean();
});

const sha256 = (content: string | Uint8Array) => createHash("sha256").update(content).digest("hex");
const seen = { stdout: "", stderr: "", droppedChars: 0, durationMs: 1, artifacts: [], notes: [] };
const error = { type: "NameError", message: "no such name", traceback: "NameError: no such name", line: 1 };

/** The real loop, through the real handlers, to a model that plays a script. `ran` is every code that the sandbox was given. */
async function turn(fetcher: typeof fetch, ran: string[]) {
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

/** Whole scripts of these words, which may run; all else is a part of something. */
const whole = (code: string) => /^fails(?:_\d+)?\(\)$/.test(code) || code === "print(1)";

test(`each of ${Object.keys(all).length} faults of a model, ${times} times, ends in a named state within its deadline, and no part of a script runs`, {
  timeout: 900_000,
}, async () => {
  const outcomes: Record<string, number> = {};
  let [turns, partial, longest] = [0, 0, { name: "", ms: 0 }];
  for (const [name, script] of Object.entries(all)) {
    const model = await startScripted({ script });
    const app = setUp({ limits, env: { OPENAI_API_KEY: "sk-x", OPENAI_BASE_URL: model.url, OPENAI_MODEL: "one" } });
    const ran: string[] = [];
    const played = await Promise.all(Array.from({ length: times }, () => turn(ownFetch(), ran)));
    cleanups.push(app.clear);
    await model.close();
    for (const { ended, ms, last } of played) {
      expect(last, name).toBe(ended);
      expect(["answered", "partial", "failed"], name).toContain(ended.outcome);
      if (ended.outcome !== "answered") expect(ended.message, name).toMatch(/\w+ \w+/);
      expect(ms, name).toBeLessThan(deadlineMs);
      outcomes[ended.outcome] = (outcomes[ended.outcome] ?? 0) + 1;
      if (ms > longest.ms) longest = { name, ms };
      turns += 1;
    }
    const parts = ran.filter((code) => !whole(code) || code.includes("partial"));
    expect(parts, name).toEqual([]);
    partial += parts.length;
  }
  const kinds = Object.entries(outcomes).map(([kind, count]) => `${kind} ${count}`);
  console.log(
    `model faults: ${Object.keys(all).length} x ${times} = ${turns} turns, all ended by name (${kinds.join(", ")}), longest ${(longest.ms / 1000).toFixed(1)} s of ${deadlineMs / 1000} s (${longest.name}), partial code run: ${partial}`,
  );
  expect(turns).toBe(Object.keys(all).length * times);
});

test("code that arrives whole does run: the sandbox of this test is one that counts", async () => {
  const model = await startScripted({ script: [fence("I look.", "print(1)")] });
  cleanups.push(model.close, setUp({ limits, env: { OPENAI_API_KEY: "sk-x", OPENAI_BASE_URL: model.url, OPENAI_MODEL: "one" } }).clear);
  const ran: string[] = [];
  await turn(ownFetch(), ran);
  expect(ran).toContain("print(1)");
});
