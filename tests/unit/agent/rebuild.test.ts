import { expect, test } from "vitest";
import { foldAll } from "../../../lib/agent/fold.ts";
import type { Rebuilding, Sandbox } from "../../../lib/agent/ports.ts";
import type { Session } from "../../../lib/agent/session.ts";
import type { AgentEvent } from "../../../lib/protocol/event.ts";
import type { RunPlan } from "../../../lib/protocol/kernel.ts";
import type { Observation } from "../../../lib/protocol/observation.ts";
import { fence } from "../../support/scripted/reply.ts";
import { play, type Setting } from "../../support/turn.ts";

const seen = { stdout: "", stderr: "", droppedChars: 0, durationMs: 1, artifacts: [], notes: [] };
const ok = (stdout = ""): Observation => ({ status: "ok", ...seen, stdout, value: null, answer: null });
const lost: Observation = { status: "killed", ...seen, reason: "fatal", state: "lost", message: "gone" };
const stopped: Observation = { status: "killed", ...seen, reason: "stopped", state: "kept", message: "stopped" };
const done: Observation = { ...ok(), answer: { finding: "It is 3.", evidence: [], caveats: [], next: [] }, value: null, status: "ok" };

/** A session of runs, each of which makes the name that it is called by out of those it reads. */
function past(runs: Record<string, Observation>): Session {
  const events: AgentEvent[] = [{ type: "turn-started", turn: 0, at: 0, question: "q", model: "m" }];
  for (const [step, [code, observation]] of Object.entries(runs).entries()) {
    const at = { turn: 0, step, at: step };
    events.push({ type: "action-chosen", ...at, repair: 0, action: { type: "run", plan: "", code } }, { type: "run-permitted", ...at, receipt: `${step}` });
    events.push({ type: "run-started", ...at, code }, { type: "run-ended", ...at, observation, hints: [] });
  }
  return foldAll(events);
}

const plan = (code: string): RunPlan => {
  const [name = "", reads = ""] = code.split(" = ");
  return { needed: true, passing: reads === "now()", reads: [reads], binds: [name], changes: [name], makes: [name], drops: [] };
};

type Kernel = { again: (code: string) => Observation; ran: string[]; limits: number[] };

/** A sandbox whose kernel is a new one. */
function anew(again: Kernel["again"]): { sandbox: Sandbox; kernel: Kernel; lacks: () => boolean } {
  let lacks = true;
  const kernel: Kernel = { again, ran: [], limits: [] };
  const rebuilding: Rebuilding = {
    lacking: () => lacks,
    plan: async (runs) => runs.map(({ code }) => plan(code)),
    replay: async (code, limitMs) => {
      kernel.ran.push(code);
      kernel.limits.push(limitMs);
      return again(code);
    },
    progress: () => undefined,
    settle: () => {
      lacks = false;
    },
  };
  return { sandbox: { run: async () => done, rebuilding }, kernel, lacks: () => lacks };
}

const session = { "a = 1": ok(), "b = a": ok("7"), "c = 2": ok() };

async function answer(runs: Record<string, Observation>, again: Kernel["again"], setting: Partial<Setting> = {}) {
  const made = anew(again);
  const played = await play([fence("p", "final_answer('It is 3.')")], { sandbox: made.sandbox, past: past(runs), ...setting });
  const told = played.events.find((event) => event.type === "namespace-rebuilt");
  return { ...played, ...made, told };
}

test("runs on record are repeated under permits that name them, before the model is asked, and the model is told", async () => {
  const { told, records, kernel, events, model, lacks } = await answer(session, (code) => ok(code === "b = a" ? "7" : ""));
  expect(kernel.ran).toEqual(["a = 1", "b = a", "c = 2"]);
  expect(told).toMatchObject({ repeated: 3, lost: [], renewed: [], reason: "" });
  expect(records.slice(0, 6).map(({ type, turn, step }) => [type, turn, step])).toEqual([0, 1, 2].flatMap((step) => [["run", 0, step], ["outcome", 0, step]]));
  expect(records.slice(0, 6).every((record) => record.type !== "run" || record.replays !== undefined)).toBe(true);
  expect(records.slice(6).some((record) => record.type === "run" && record.replays !== undefined)).toBe(false);
  const order = events.map(({ type }) => type);
  expect(order.indexOf("namespace-rebuilt")).toBeLessThan(order.indexOf("model-called"));
  expect(JSON.stringify(model.requests[0]?.messages)).toContain("3 earlier runs were repeated. The variables of earlier steps are there again.");
  expect(lacks()).toBe(false);
});

test("what hangs on a run that comes out otherwise is named, to model and person", async () => {
  const { told, model } = await answer(session, (code) => (code === "a = 1" ? { ...ok(), status: "error", error: { type: "KeyError", message: "", traceback: "", line: 1 } } : ok("7")));
  expect(told).toMatchObject({ lost: ["a", "b"], renewed: ["c"] });
  expect(JSON.stringify(model.requests[0]?.messages)).toContain("gone or not what they were: a, b.");
});

test("a run that prints something else, or that asks for the time, gives names that are said to be renewed", async () => {
  const { told } = await answer({ "a = now()": ok(), "b = 1": ok("0x12 5"), "c = 2": ok("x"), "d = c": ok() }, (code) => ok(code === "b = 1" ? "0x99 5" : code === "c = 2" ? "y" : ""));
  expect(told).toMatchObject({ lost: [], renewed: ["a", "c", "d"] });
});

test("without a permit nothing is repeated, and the reason is said", async () => {
  const { told, kernel } = await answer(session, () => ok(), { deny: (record) => (record.type === "run" && record.replays !== undefined ? "the disk is full" : null) });
  expect(kernel.ran).toEqual([]);
  expect(told).toMatchObject({ repeated: 0, lost: ["a", "b", "c"], reason: "Nothing runs that cannot be recorded first: the disk is full" });
});

test("a run that kills its kernel is left out of the next try, and after three deaths nothing is tried any more", async () => {
  const once = await answer(session, (code) => (code === "b = a" ? lost : ok()));
  expect(once.kernel.ran).toEqual(["a = 1", "b = a", "a = 1", "c = 2"]);
  expect(once.told).toMatchObject({ lost: ["b"], reason: "Python did not outlive the run of question 1, step 2, when it was repeated." });
  const always = await answer({ ...session, "d = 4": ok() }, () => lost);
  expect(always.kernel.ran).toEqual(["a = 1", "b = a", "c = 2"]);
  expect(always.told?.lost).toEqual(["a", "b", "c", "d"]);
});

test("the number of runs and the time for all of them are bounded", async () => {
  const few = await answer(session, () => ok("7"), { limits: { rebuildRuns: 1 } });
  expect([few.kernel.ran, few.told?.lost]).toEqual([["a = 1"], ["b", "c"]]);
  let now = 0;
  const slow = await answer(session, () => {
    now += 600;
    return ok("7");
  }, { limits: { rebuildMs: 1_000 }, clock: () => now });
  expect([slow.kernel.ran, slow.kernel.limits, slow.told?.lost]).toEqual([["a = 1", "b = a"], [1_000, 400], ["c"]]);
});

test("a run that was interrupted is not repeated; one whose kernel died is not part of the past", async () => {
  const { kernel, told } = await answer({ "a = 1": ok(), "b = 2": stopped, "c = 3": lost }, () => ok());
  expect([kernel.ran, told?.lost]).toEqual([["a = 1"], ["b"]]);
});

test("a script that the policy refuses by now is not repeated", async () => {
  const { kernel, told } = await answer({ "import socket\na = 1": ok(), "b = 1": ok() }, () => ok());
  expect(kernel.ran).toEqual(["b = 1"]);
  expect(told?.reason).toBe("The policy does not allow a run of before any more.");
});

test("a stop ends the repeating, and what is left is named", async () => {
  const stop = new AbortController();
  const { kernel, told, ended } = await answer(session, () => {
    stop.abort();
    return stopped;
  }, { signal: stop.signal });
  expect([kernel.ran, ended.outcome, told?.lost]).toEqual([["a = 1"], "stopped", ["a", "b", "c"]]);
});

test("a session without runs needs no rebuilding", async () => {
  const { told, lacks } = await answer({}, () => ok());
  expect([told, lacks()]).toEqual([undefined, false]);
});
