import { describe, expect, test } from "vitest";
import { fold, foldAll } from "../../../lib/agent/fold.ts";
import { fromLines, isLasting, toLines } from "../../../lib/agent/journal.ts";
import { artifactsOf, codeOf, emptySession } from "../../../lib/agent/session.ts";
import type { AgentEvent } from "../../../lib/protocol/event.ts";
import type { Observation } from "../../../lib/protocol/observation.ts";

const png = Uint8Array.from({ length: 70_000 }, (_, at) => at % 256);
const seen = { stdout: "hi\n", stderr: "", droppedChars: 0, durationMs: 12, notes: [] };
const failed: Observation = {
  ...seen,
  status: "error",
  artifacts: [],
  error: { type: "KeyError", message: "'x'", traceback: "KeyError: 'x'", line: 1 },
};
const good: Observation = {
  ...seen,
  status: "ok",
  value: null,
  answer: { finding: "4", evidence: [], caveats: [], next: [] },
  artifacts: [{ id: "a", title: "t", kind: "image", png, svg: null, alt: "" }],
};
const usage = { inputTokens: 10, outputTokens: 5 };
const step = (step: number) => ({ turn: 0, at: 5, step });
const replied = (at: number, text: string): AgentEvent => ({
  type: "model-replied",
  ...step(at),
  text,
  usage,
  model: "m",
  responseId: null,
});

const live: AgentEvent[] = [
  { type: "turn-started", turn: 0, at: 1, question: "How many?", model: "m" },
  { type: "model-called", ...step(0), attempt: 0, promptChars: 100 },
  { type: "model-waiting", ...step(0), ms: 500, reason: "busy" },
  { type: "model-delta", ...step(0), channel: "text", text: "I " },
  { type: "model-delta", ...step(0), channel: "text", text: "look" },
  replied(0, "garbled"),
  { type: "reply-unreadable", ...step(0), reason: "no code" },
  { type: "model-called", ...step(0), attempt: 1, promptChars: 120 },
  { type: "model-delta", ...step(0), channel: "code", text: "df['x']" },
  replied(0, "```python\ndf['x']\n```"),
  { type: "action-chosen", ...step(0), repair: 0, action: { type: "run", plan: "I look", code: "df['x']" } },
  { type: "run-permitted", ...step(0), receipt: "r1" },
  { type: "run-started", ...step(0), code: "df['x']" },
  { type: "run-output", ...step(0), stream: "stdout", text: "hi\n" },
  { type: "run-ended", ...step(0), observation: failed, hints: ["columns are a, b"] },
  { type: "stuck", ...step(0), reason: "take another way" },
  { type: "model-called", ...step(1), attempt: 0, promptChars: 200 },
  replied(1, "```python\nfinal_answer('4')\n```"),
  { type: "action-chosen", ...step(1), repair: 1, action: { type: "run", plan: "", code: "final_answer('4')" } },
  { type: "run-permitted", ...step(1), receipt: "r2" },
  { type: "run-started", ...step(1), code: "final_answer('4')" },
  { type: "run-ended", ...step(1), observation: good, hints: [] },
  {
    type: "turn-ended",
    turn: 0,
    at: 9,
    outcome: "answered",
    answer: good.answer,
    message: "",
    steps: 2,
    repairs: 1,
    usage: { inputTokens: 30, outputTokens: 15 },
  },
];
const upTo = (type: AgentEvent["type"], nth = 0) => {
  const places = live.flatMap((event, at) => (event.type === type ? [at] : []));
  return foldAll(live.slice(0, (places[nth] ?? 0) + 1)).turns[0];
};

describe("the fold", () => {
  test("of a replayed journal equals the live one", () => {
    const { events, lost } = fromLines(toLines(live));
    expect(lost).toBe(0);
    expect(events).toEqual(live.filter(isLasting));
    expect(foldAll(events)).toEqual(foldAll(live));
  });

  test("equals it after every lasting event at which nothing streams", () => {
    const quiet = new Set([
      "turn-started",
      "model-called",
      "model-replied",
      "action-chosen",
      "run-permitted",
      "run-started",
      "run-ended",
      "turn-ended",
    ]);
    live.forEach((event, at) => {
      if (!quiet.has(event.type)) return;
      const part = live.slice(0, at + 1);
      expect(foldAll(part.filter(isLasting)), `after ${event.type}`).toEqual(foldAll(part));
    });
  });

  test("shows what streams in while it streams", () => {
    expect(upTo("model-waiting")?.steps[0]?.state).toMatchObject({ type: "thinking", waiting: { ms: 500, reason: "busy" } });
    expect(upTo("model-delta", 1)?.steps[0]?.state).toMatchObject({ type: "thinking", waiting: null, live: { text: "I look" } });
    expect(upTo("model-delta", 2)?.steps[0]?.state).toMatchObject({ type: "thinking", live: { text: "", code: "df['x']" } });
    expect(upTo("run-output")?.steps[0]?.state).toEqual({ type: "running", receipt: "r1", output: [{ stream: "stdout", text: "hi\n" }] });
  });

  test("keeps what the model slipped on beside the step", () => {
    expect(upTo("turn-ended")?.steps[0]).toMatchObject({
      slips: [{ type: "unreadable", text: "garbled", reason: "no code" }],
      remarks: ["take another way"],
    });
  });

  test("carries the receipt from permit to end", () => {
    expect(upTo("turn-ended")?.steps.map(({ state }) => (state.type === "ran" ? state.receipt : null))).toEqual(["r1", "r2"]);
  });

  test("counts repairs and tokens while the turn runs", () => {
    expect(upTo("model-replied", 2)).toMatchObject({ usage: { inputTokens: 30, outputTokens: 15 }, repairs: 0, status: "running" });
    expect(upTo("action-chosen", 1)).toMatchObject({ repairs: 1 });
  });

  test("ends with the answer and what was made", () => {
    const turn = upTo("turn-ended");
    expect(turn).toMatchObject({ status: "answered", answer: { finding: "4" }, endedAt: 9 });
    expect(turn && artifactsOf(turn).map(({ id }) => id)).toEqual(["a"]);
    expect(turn?.steps.map(codeOf)).toEqual(["df['x']", "final_answer('4')"]);
  });

  test("leaves no step under way when its turn has ended", () => {
    const end = live.find((event) => event.type === "turn-ended");
    for (const type of ["model-called", "run-permitted", "run-started"] as const) {
      const upToHere = live.slice(0, live.findIndex((event) => event.type === type) + 1);
      expect(foldAll([...upToHere, ...(end ? [end] : [])]).turns[0]?.steps.map(({ state }) => state), type).toEqual([{ type: "cut" }]);
    }
  });

  test("ignores events of a turn that never started", () => expect(foldAll(live.slice(1))).toEqual(emptySession));

  test("leaves the session it was given as it was", () => {
    const before = foldAll(live.slice(0, 10));
    const copy = structuredClone(before);
    live.slice(10).reduce(fold, before);
    expect(before).toEqual(copy);
  });

  test("an answer in prose that is sent back is a slip, one from code a remark", () => {
    const prose = foldAll([...live.slice(0, 6), { type: "answer-rejected", ...step(0), reason: "compute first" }]);
    expect(prose.turns[0]?.steps[0]?.slips).toEqual([{ type: "rejected", text: "garbled", reason: "compute first" }]);
    const code = foldAll([...live.slice(0, 22), { type: "answer-rejected", ...step(1), reason: "no such file" }]);
    expect(code.turns[0]?.steps[1]).toMatchObject({ slips: [], remarks: ["no such file"] });
  });

  test("joins output of one stream, so that a chatty run stays small", () => {
    const chatty = Array.from({ length: 1_000 }, (): AgentEvent => ({ type: "run-output", ...step(0), stream: "stdout", text: "x\n" }));
    const state = foldAll([...live.slice(0, 13), ...chatty, { type: "run-output", ...step(0), stream: "stderr", text: "e" }]).turns[0]
      ?.steps[0]?.state;
    expect(state?.type === "running" && state.output).toEqual([
      { stream: "stdout", text: "x\n".repeat(1_000) },
      { stream: "stderr", text: "e" },
    ]);
  });
});

describe("the journal", () => {
  test("leaves out what only streams", () => expect(toLines(live)).not.toMatch(/model-delta|run-output|model-waiting/));
  test("brings bytes back as bytes", () => {
    const ended = fromLines(toLines(live)).events.findLast((event) => event.type === "run-ended");
    expect(ended?.type === "run-ended" && ended.observation.artifacts[0]).toEqual({
      id: "a",
      title: "t",
      kind: "image",
      png,
      svg: null,
      alt: "",
    });
  });
  test("survives a last line that was cut, and says so", () => {
    const lines = toLines(live);
    expect(fromLines(lines.slice(0, -10))).toMatchObject({ lost: 1, events: { length: live.filter(isLasting).length - 1 } });
    expect(fromLines(`${lines}{"type":"from-the-future"}\n`).lost).toBe(1);
  });
});
