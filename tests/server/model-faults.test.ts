import { afterAll, expect, test } from "vitest";
import { type FaultRow, found, full } from "../support/fault-rows.ts";
import { type Fault, faults, fence, type Script } from "../support/scripted/reply.ts";
import { startScripted } from "../support/scripted-server.ts";
import { loop } from "../support/loop.ts";
import { ownFetch } from "../support/served.ts";
import { setUp } from "./app.ts";

const times = full ? 20 : 5;

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
  "two blocks": [{ text: "First:\n\n```python\nprint(1)\n```\n\nand then:\n\n```python\nprint(1)\n```" }],
  "two blocks, one left open": [{ text: "```python\nprint(1)\n```\n\nand then:\n\n```python\nprint('partial')" }],
  "another tongue": [fence("我先看一下数据。", "print(1)")],
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

/** Whole scripts of these words, which may run; all else is a part of something. */
const whole = (code: string) => /^fails(?:_\d+)?\(\)$/.test(code) || /^print\(1\)(?:\s+print\(1\))?$/.test(code);

test(`each of ${Object.keys(all).length} faults of a model, ${times} times, ends in a named state within its deadline, and no part of a script runs`, {
  timeout: 900_000,
}, async () => {
  const outcomes: Record<string, number> = {};
  const rows: FaultRow[] = [];
  let [turns, partial, longest] = [0, 0, { name: "", ms: 0 }];
  for (const [name, script] of Object.entries(all)) {
    const model = await startScripted({ script });
    const app = setUp({ limits, env: { OPENAI_API_KEY: "sk-x", OPENAI_BASE_URL: model.url, OPENAI_MODEL: "one" } });
    const ran: string[] = [];
    const played = await Promise.all(Array.from({ length: times }, () => loop(ownFetch(), limits, ran)));
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
    const named = [...new Set(played.map(({ ended }) => `${ended.outcome}: ${ended.message}`))].toSorted().join(" or ");
    const slowest = Math.max(...played.map(({ ms }) => ms));
    rows.push({ fault: name, outcome: named.replace(/: $/, ""), ms: slowest, after: `${ran.length / times} whole scripts run, of no other a part` });
  }
  found("model", "turns", rows);
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
  await loop(ownFetch(), limits, ran);
  expect(ran).toContain("print(1)");
});
