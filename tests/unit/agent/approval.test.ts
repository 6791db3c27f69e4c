import { describe, expect, test } from "vitest";
import { fold, foldAll } from "../../../lib/agent/fold.ts";
import { fromLines, toLines } from "../../../lib/agent/journal.ts";
import type { ApprovalRequest, Sandbox, Verdict } from "../../../lib/agent/ports.ts";
import type { AuditRecord } from "../../../lib/protocol/audit.ts";
import type { Approval } from "../../../lib/protocol/policy.ts";
import { fence, type Script } from "../../support/scripted/reply.ts";
import { play, type Setting } from "../../support/turn.ts";

const answer = { finding: "Done.", evidence: [], caveats: [], next: [] };

/** Runs come out well; a script that says so gives the answer. */
function sandbox() {
  const ran: string[] = [];
  const port: Sandbox = {
    async run(code) {
      ran.push(code);
      const seen = { stdout: code, stderr: "", droppedChars: 0, durationMs: 1, artifacts: [], notes: [] };
      return { status: "ok", ...seen, value: null, answer: code.includes("final_answer") ? answer : null };
    },
  };
  return { ran, port };
}

async function turn(approval: Approval, script: Script, verdicts: Verdict[], more: Partial<Setting> = {}) {
  const { ran, port } = sandbox();
  const asked: ApprovalRequest[] = [];
  const approve = async (request: ApprovalRequest) => {
    asked.push(request);
    return verdicts[asked.length - 1] ?? { type: "approved" as const };
  };
  const played = await play(script, { sandbox: port, policy: { approval }, approve, ...more });
  const runs = played.records.filter((record): record is Extract<AuditRecord, { type: "run" }> => record.type === "run");
  return { ...played, ran, asked, runs };
}

const look = fence("I look.", "print(1)");
const more = fence("I look again.", "print(2)");
const last = fence("I say it.", "final_answer('x')");
const yes: Verdict = { type: "approved" };

describe("who is asked", () => {
  test("nobody, when the policy says auto", async () => {
    const { asked, runs } = await turn("auto", [look, last], []);
    expect(asked).toEqual([]);
    expect(runs.map(({ by, approved }) => [by, approved])).toEqual([
      ["model", "not-asked"],
      ["model", "not-asked"],
    ]);
  });

  test("with ask-first the person, for the first script of each turn that they let run", async () => {
    const first = await turn("ask-first", [look, more, last], [{ type: "refused", reason: "Not this." }, yes]);
    expect(first.asked.map(({ code }) => code)).toEqual(["print(1)", "print(2)"]);
    expect(first.ran).toEqual(["print(2)", "final_answer('x')"]);
    expect(first.runs.map(({ approved }) => approved)).toEqual(["person", "not-asked"]);
    const second = await turn("ask-first", [last], [yes], { past: first.session });
    expect(second.asked).toHaveLength(1);
  });

  test("with ask-on-change the person, for every script that they have not let run word for word in this session", async () => {
    const first = await turn("ask-on-change", [look, last], []);
    expect(first.asked).toHaveLength(2);
    const second = await turn("ask-on-change", [look, fence("Changed.", "print(1) "), last], [], { past: first.session });
    expect(second.asked.map(({ code, before }) => [code, before])).toEqual([]);
    expect(second.runs.map(({ approved }) => approved)).toEqual(["person-earlier", "person-earlier", "person-earlier"]);
    const third = await turn("ask-on-change", [fence("Changed.", "print( 1)"), last], [], { past: first.session });
    expect(third.asked.map(({ code, before }) => [code, before])).toEqual([["print( 1)", "final_answer('x')"]]);
  });

  test("nobody is there: nothing runs, and the turn says why", async () => {
    const { port, ran } = sandbox();
    const { ended } = await play([look], { sandbox: port, policy: { approval: "ask-first" } });
    expect(ended).toMatchObject({ outcome: "failed", message: expect.stringContaining("nobody here who can be asked") });
    expect(ran).toEqual([]);
  });

  test("what the policy refuses anyway is not asked for", async () => {
    const { asked, ran } = await turn("ask-on-change", [fence("I fetch.", "import requests"), last], []);
    expect(asked.map(({ code }) => code)).toEqual(["final_answer('x')"]);
    expect(ran).toEqual(["final_answer('x')"]);
  });
});

describe("what comes of it", () => {
  test("a refusal runs nothing, is on record with its reason, and goes to the model", async () => {
    const { ran, records, model, session } = await turn(
      "ask-on-change",
      [look, last],
      [{ type: "refused", reason: "Use the other file." }],
    );
    expect(ran).toEqual(["final_answer('x')"]);
    expect(records.filter(({ type }) => type === "refused")).toMatchObject([
      { code: "print(1)", by: "person", reason: "Not run, the person refuses it: Use the other file." },
    ]);
    expect(model.requests[1]?.messages.at(-1)?.content).toContain("the person refuses it: Use the other file.");
    expect(session.turns[0]?.steps[0]).toMatchObject({ state: { type: "declined" }, approval: { verdict: "refused" } });
  });

  test("an edited script runs as the person's, and the model is shown it and told so", async () => {
    const { ran, runs, model, session } = await turn("ask-first", [look, last], [{ type: "edited", code: "print(11)" }]);
    expect(ran).toEqual(["print(11)", "final_answer('x')"]);
    expect(runs[0]).toMatchObject({ code: "print(11)", by: "person", approved: "person" });
    const told = model.requests[1]?.messages.map(({ content }) => content).join("\n");
    expect(told).toContain("print(11)");
    expect(told).not.toContain("print(1)");
    expect(told).toContain("The person changed your script before it ran");
    expect(session.turns[0]?.steps[0]?.approval).toEqual({ verdict: "edited", written: "print(1)", code: "print(11)" });
  });

  test("an edit without a change is the model's script, approved", async () => {
    const { runs } = await turn("ask-first", [last], [{ type: "edited", code: "final_answer('x')" }]);
    expect(runs).toMatchObject([{ by: "model", approved: "person" }]);
  });

  test("an edited script that the policy refuses does not run", async () => {
    const { ran, records } = await turn("ask-first", [look, last], [{ type: "edited", code: "import socket" }]);
    expect(ran).toEqual(["final_answer('x')"]);
    expect(records.filter(({ type }) => type === "refused")).toMatchObject([{ by: "policy", code: "import socket" }]);
  });

  test("the same script refused again and again ends the turn before its steps are used up", async () => {
    const no: Verdict = { type: "refused", reason: "" };
    const { ended, asked } = await turn("ask-on-change", [look], [no, no, no, no, no, no]);
    expect(ended.outcome).toBe("failed");
    expect(asked.length).toBeLessThan(5);
  });

  test("a person may think longer than a turn may last", async () => {
    let now = 0;
    const slow = async () => {
      now += 3_600_000;
      return yes;
    };
    const { ended } = await turn("ask-first", [look, last], [], { approve: slow, clock: () => now, limits: { turnMs: 60_000 } });
    expect(ended.outcome).toBe("answered");
  });
});

test("a stop while the person is asked ends the turn, and nothing runs", async () => {
  const stop = new AbortController();
  const approve = () => new Promise<Verdict>(() => setTimeout(() => stop.abort(), 5));
  const { ended, ran, session } = await turn("ask-first", [look], [], { approve, signal: stop.signal });
  expect(ended.outcome).toBe("stopped");
  expect(ran).toEqual([]);
  expect(session.turns[0]?.steps[0]?.state).toEqual({ type: "cut" });
});

test("a verdict that comes with the stop does not count", async () => {
  const stop = new AbortController();
  const approve = async () => {
    stop.abort();
    return yes;
  };
  const { ran } = await turn("ask-first", [look], [], { approve, signal: stop.signal });
  expect(ran).toEqual([]);
});

test("asking and deciding are kept in the journal and come back as they were", async () => {
  const { events, session } = await turn("ask-on-change", [look, last], [{ type: "edited", code: "print(11)" }]);
  const back = fromLines(toLines(events));
  expect(back.lost).toBe(0);
  expect(foldAll(back.events)).toEqual(session);
  const asking = foldAll(events.slice(0, events.findIndex(({ type }) => type === "approval-asked") + 1));
  expect(asking.turns[0]?.steps[0]?.state).toEqual({ type: "asking" });
  const ended = events.at(-1);
  expect(ended && fold(asking, ended).turns[0]?.steps[0]?.state).toEqual({ type: "cut" });
});
