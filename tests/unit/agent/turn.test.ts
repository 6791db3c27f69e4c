import { beforeAll, describe, expect, test } from "vitest";
import type { AgentEvent } from "../../../lib/protocol/event.ts";
import type { Opened } from "../../../lib/protocol/profile.ts";
import { type NodeSandbox, nodeSandbox } from "../../support/node-sandbox.ts";
import { fence, type Script } from "../../support/scripted/reply.ts";
import { scriptNamed } from "../../support/scripted/scripts.ts";
import { play } from "../../support/turn.ts";

const csv = `order_id,date,region,amount,qty
${Array.from({ length: 40 }, (_, at) => `${1000 + at},2024-0${1 + (at % 6)}-15,${["North", "South", "West"][at % 3]},${(at * 7.5 + 3).toFixed(2)},${1 + (at % 5)}`).join("\n")}
`;
const north = Array.from({ length: 40 }, (_, at) => at)
  .filter((at) => at % 3 === 0)
  .reduce((sum, at) => sum + at * 7.5 + 3, 0);

let sandbox: NodeSandbox;
let opened: Opened;
beforeAll(async () => {
  sandbox = await nodeSandbox();
  opened = await sandbox.open({ "sales.csv": csv });
}, 120_000);

const types = (events: readonly AgentEvent[]) =>
  events.map(({ type }) => type).filter((type) => type !== "model-delta" && type !== "run-output");
const run = (script: Script | string, more: Partial<Parameters<typeof play>[1]> = {}) =>
  play(typeof script === "string" ? scriptNamed(script) : script, { sandbox, opened, ...more });
const say = (code: string) => fence("I look.", code);

describe("a turn that goes well", () => {
  test("ends answered, with every script recorded before it runs", async () => {
    const { ended, events, records } = await run("rows");
    expect(ended).toMatchObject({ outcome: "answered", steps: 2, repairs: 0, message: "", answer: { finding: "40 rows and 5 columns." } });
    const step = ["model-called", "model-replied", "action-chosen", "run-permitted", "run-started", "run-ended"];
    expect(types(events)).toEqual(["turn-started", ...step, ...step, "turn-ended"]);
    expect(records.map(({ type, step }) => `${step} ${type}`)).toEqual([
      "0 generated",
      "0 run",
      "0 outcome",
      "1 generated",
      "1 run",
      "1 outcome",
    ]);
  });

  test("records who wrote the script and under which permit it ran", async () => {
    const { records, events } = await run("total-by-tool");
    expect(records[0]).toMatchObject({
      type: "generated",
      session: "s1",
      turn: 0,
      step: 0,
      attempt: 1,
      model: "scripted-2026",
      responseId: "r0-0",
    });
    expect(records[1]).toMatchObject({ type: "run", by: "model", policyVersion: "default" });
    const permit = events.find((event) => event.type === "run-permitted");
    expect(records[2]).toMatchObject({ type: "outcome", receipt: permit?.receipt, status: "ok" });
  });

  test("computes the right number and shows the table", async () => {
    const { ended, session } = await run([
      say(
        `total = sales.groupby("region")["amount"].sum()\ntable(total.reset_index(), "by region")\nfinal_answer(f"North: {total['North']:.2f}")`,
      ),
    ]);
    expect(ended.answer?.finding).toBe(`North: ${north.toFixed(2)}`);
    expect(session.turns[0]?.steps[0]?.state).toMatchObject({
      type: "ran",
      observation: { artifacts: [{ kind: "table", title: "by region", totalRows: 3 }] },
    });
  });

  test("streams prose, reasoning and code apart", async () => {
    const streamed = async (script: Script | string) => {
      const { events } = await run(script);
      const of = (channel: string) =>
        events.flatMap((event) => (event.type === "model-delta" && event.channel === channel ? event.text : [])).join("");
      return { text: of("text"), code: of("code"), reasoning: of("reasoning") };
    };
    const fenced = await streamed([{ text: "I count.\n\n```python\nx = '`'\nfinal_answer('4')\n```\nDone.", reasoning: "hm" }]);
    expect(fenced).toEqual({ text: "I count.\n\nDone.\n", code: "x = '`'\nfinal_answer('4')\n", reasoning: "hm" });
    const tool = await streamed([{ text: "I count.", tool: 'x = "é\\n"\nfinal_answer("4")' }]);
    expect(tool).toMatchObject({ code: 'x = "é\\n"\nfinal_answer("4")' });
  });

  test("keeps variables for the follow-up, and tells the model what was asked before", async () => {
    const first = await run([say('kept = len(sales)\nfinal_answer(f"{kept} rows")')]);
    const second = await run([say('final_answer(f"{kept * 2}")')], { past: first.session, question: "And twice that?" });
    expect(second.ended).toMatchObject({ outcome: "answered", turn: 1, answer: { finding: "80" } });
    const text = second.model.requests[0]?.messages.map(({ content }) => content).join("\n") ?? "";
    expect(text).toContain("kept = len(sales)");
    expect(text).toContain("40 rows");
    expect(second.model.requests[0]?.brief.history).toEqual([
      { question: "Which region leads?", codes: ['kept = len(sales)\nfinal_answer(f"{kept} rows")'], finding: "40 rows" },
    ]);
  });
});

describe("repair", () => {
  test("three failures of different kinds, then the answer", async () => {
    const { ended, session, model } = await run("three-failures");
    expect(ended).toMatchObject({ outcome: "answered", repairs: 3, steps: 4 });
    const states = session.turns[0]?.steps.map(({ state }) =>
      state.type === "ran" && state.observation.status === "error" ? state.observation.error.type : state.type,
    );
    expect(states).toEqual(["SyntaxError", "KeyError", "TypeError", "ran"]);
    expect(session.turns[0]?.steps.map(({ repair }) => repair)).toEqual([0, 1, 2, 3]);
    const last = model.requests.at(-1)?.messages.at(-1)?.content ?? "";
    expect(last).toContain('<observation status="error">');
    expect(last).toContain("Hint: Text and date columns cannot be averaged");
  });

  test("shows the model the line that failed and a way out", async () => {
    const { ended, model } = await run("one-repair");
    expect(ended.answer?.finding).toBe("80 rows when doubled.");
    const heard = model.requests[1]?.messages.at(-1)?.content ?? "";
    expect(heard).toContain("print(sales.append(sales).shape)");
    expect(heard).toContain("pd.concat");
  });

  test("ends after the allowed number, honestly", async () => {
    const { ended, events } = await run("endless-repair", { limits: { repairs: 2 } });
    expect(ended).toMatchObject({ outcome: "failed", answer: null, message: "The code still failed after 2 repairs." });
    expect(events.filter(({ type }) => type === "run-started")).toHaveLength(3);
  });

  test("tells of what was found before, when it ends without an answer", async () => {
    const { ended } = await run([say("print('rows:', len(sales))"), say("print(nope1)"), say("print(nope2)")], { limits: { repairs: 1 } });
    expect(ended).toMatchObject({ outcome: "partial", message: "The code still failed after 1 repairs." });
    expect(ended.answer?.evidence.join()).toContain("rows: 40");
  });

  test("the same code with the same error is sent back once, then ends", async () => {
    const { ended, events, model } = await run("same-again");
    expect(events.filter(({ type }) => type === "stuck")).toHaveLength(1);
    expect(model.requests.at(-1)?.messages.at(-1)?.content).toContain("Do not repeat it");
    expect(ended).toMatchObject({ outcome: "failed", message: expect.stringContaining("repeating") });
    expect(events.filter(({ type }) => type === "run-started").length).toBeLessThanOrEqual(3);
  });

  test("two failures in turns are seen too", async () => {
    const [a, b] = [say("print(a_is_missing)"), say("print(b_is_missing)")];
    const { events } = await run([a, b, a, b, say("final_answer('4')")], { limits: { repairs: 10 } });
    expect(events.filter(({ type }) => type === "stuck")).toHaveLength(1);
  });
});

describe("code that the policy refuses", () => {
  test("is recorded, not run, and mended", async () => {
    const { ended, records, events, model } = await run("refused-import");
    expect(records.map(({ type }) => type)).toEqual(["generated", "refused", "generated", "run", "outcome"]);
    expect(events.filter(({ type }) => type === "run-started")).toHaveLength(1);
    expect(model.requests[1]?.messages.at(-1)?.content).toContain("requests is not among the allowed packages. There is no network.");
    expect(model.requests[1]?.brief.steps[0]).toMatchObject({ status: "refused" });
    expect(ended).toMatchObject({ outcome: "answered", repairs: 1, steps: 1 });
  });
});

describe("without a receipt", () => {
  test.each<["generated" | "run"]>([["generated"], ["run"]])("for '%s' nothing runs and the reason is readable", async (type) => {
    const { ended, events } = await run("rows", { deny: (record) => (record.type === type ? "the disk is full" : null) });
    expect(types(events)).not.toContain("run-started");
    expect(types(events)).toContain("run-denied");
    expect(ended).toMatchObject({
      outcome: "failed",
      message: "The code was not run, because it could not be recorded first: the disk is full",
    });
  });
});

describe("replies that cannot be read", () => {
  test("are sent back with an example, and never run", async () => {
    const { ended, events, model } = await run([
      { text: "```python\nprint(1)\n```", finish: "length" },
      { text: "```python\nprint(2" },
      say("final_answer(f'{len(sales)}')"),
    ]);
    expect(events.filter(({ type }) => type === "reply-unreadable")).toHaveLength(2);
    expect(events.filter(({ type }) => type === "run-started")).toHaveLength(1);
    expect(model.requests[1]?.messages.at(-1)?.content).toContain("```python");
    expect(ended).toMatchObject({ outcome: "answered", steps: 1, repairs: 0 });
  });

  test("end the turn after the allowed number", async () => {
    const { ended, model } = await run("unreadable");
    expect(model.requests).toHaveLength(3);
    expect(ended).toMatchObject({ outcome: "failed", message: expect.stringContaining("could not be read") });
  });

  test.each(["fault:cut-in-fence", "fault:malformed-sse", "fault:empty-choices", "fault:cut-without-end"])(
    "%s is tried again and nothing of it runs",
    async (name) => {
      const { ended, events, model } = await run(name);
      expect(model.requests).toHaveLength(3);
      expect(types(events)).not.toContain("run-started");
      expect(ended.outcome).toBe("failed");
    },
  );

  test.each([
    ["fault:401", "fault 401"],
    ["fault:429", "fault 429"],
    ["fault:500", "fault 500"],
  ])("%s ends the turn with its message", async (name, message) => {
    const { ended, model } = await run(name);
    expect(model.requests).toHaveLength(1);
    expect(ended).toMatchObject({ outcome: "failed", message });
  });

  test("an endless stream is cut, and the model told", async () => {
    const { ended, events } = await run("fault:endless", { limits: { codeChars: 5_000 } });
    expect(events.find((event) => event.type === "reply-unreadable")).toMatchObject({ reason: expect.stringContaining("too long") });
    expect(ended.outcome).toBe("failed");
  });

  test("a megabyte of code is not run", async () => {
    const { ended, events } = await run("long-code");
    expect(types(events)).not.toContain("run-started");
    expect(ended.outcome).toBe("failed");
  });

  test("a withheld reply ends the turn", async () => {
    expect((await run("filtered")).ended).toMatchObject({ outcome: "failed", message: expect.stringContaining("withheld") });
  });
});

describe("an answer", () => {
  test("in prose is sent back once while nothing was computed, then taken", async () => {
    const { ended, events } = await run([{ text: "North leads, I guess." }, { text: "Hello, what shall I do?" }]);
    expect(events.find((event) => event.type === "answer-rejected")).toMatchObject({
      reason: expect.stringContaining("Nothing has been computed"),
    });
    expect(ended).toMatchObject({ outcome: "answered", answer: { finding: "Hello, what shall I do?" }, steps: 0 });
  });

  test("in prose is taken at once after a run", async () => {
    const { ended, events } = await run([say("print(len(sales))"), { text: "Final answer: there are 40 rows." }]);
    expect(types(events)).not.toContain("answer-rejected");
    expect(ended).toMatchObject({ outcome: "answered", answer: { finding: "there are 40 rows." } });
  });

  test("that names a file which was not made is sent back, then marked", async () => {
    const claim = say("final_answer('The totals are in totals.xlsx, from sales.csv.')");
    const { ended, events, model } = await run([claim, claim]);
    expect(events.filter(({ type }) => type === "answer-rejected")).toHaveLength(1);
    expect(model.requests[1]?.messages.at(-1)?.content).toContain("totals.xlsx");
    expect(model.requests[1]?.messages.at(-1)?.content).not.toContain("names sales.csv");
    expect(ended.answer?.caveats).toEqual(["Named but not made: totals.xlsx."]);
  });

  test("that names a file which was made is taken", async () => {
    const { ended, events } = await run([say("open('/output/totals.csv', 'w').write('a')\nfinal_answer('See totals.csv.')")]);
    expect(types(events)).not.toContain("answer-rejected");
    expect(ended.answer?.caveats).toEqual([]);
  });

  test("is asked for at the last step", async () => {
    const look = (at: number) => say(`print(${at}, len(sales))`);
    const { ended, model } = await run([look(1), look(2), look(3)], { limits: { steps: 3 } });
    expect(model.requests[1]?.messages.at(-1)?.content).not.toContain("last step");
    expect(model.requests[2]?.messages.at(-1)?.content).toContain("last step");
    expect(ended).toMatchObject({ outcome: "partial", message: "The limit of 3 steps for one question was reached." });
  });
});

describe("budgets", () => {
  test("tokens", async () => {
    const usage = { prompt_tokens: 600, completion_tokens: 100 };
    const { ended } = await run(
      [
        { ...say("print(1)"), usage },
        { ...say("print(2)"), usage },
        { ...say("print(3)"), usage },
      ],
      { limits: { turnTokens: 1_000 } },
    );
    expect(ended).toMatchObject({
      outcome: "partial",
      message: expect.stringContaining("tokens"),
      steps: 2,
      usage: { inputTokens: 1_200, outputTokens: 200 },
    });
  });

  test("tokens are estimated where the server counts none", async () => {
    const { ended } = await run([say("print(1)"), say("print(2)"), say("print(3)")], { limits: { turnTokens: 300 } });
    expect(ended.message).toContain("tokens");
  });

  test("seconds", async () => {
    let now = 0;
    const { ended } = await run([say("print(1)"), say("print(2)")], { limits: { turnMs: 60_000 }, clock: () => (now += 10_000) });
    expect(ended.message).toContain("60 seconds");
  });
});

describe("stop", () => {
  const stopAt = async (type: AgentEvent["type"], script: Script | string = "rows") => {
    const stop = new AbortController();
    const played = await run(script, {
      signal: stop.signal,
      watch: (event) => {
        if (event.type === type) stop.abort();
      },
    });
    return { ...played, after: played.events.slice(played.events.findIndex((event) => event.type === type) + 1) };
  };

  test.each<[AgentEvent["type"]]>([
    ["turn-started"],
    ["model-called"],
    ["model-delta"],
    ["model-replied"],
    ["action-chosen"],
    ["run-permitted"],
    ["run-ended"],
  ])("at %s ends the turn as stopped", async (type) => {
    const { ended, after } = await stopAt(type);
    expect(ended.outcome).toBe("stopped");
    expect(after.at(-1)).toBe(ended);
    if (type !== "run-ended") expect(types(after)).not.toContain("run-started");
  });

  test("between permit and run leaves evidence that nothing ran", async () => {
    const { records } = await stopAt("run-permitted");
    expect(records.at(-1)).toMatchObject({
      type: "outcome",
      status: "killed",
      detail: "stopped: the run had not begun",
      errorType: "stopped",
    });
  });

  test("in silence ends at once, though the model never answers", async () => {
    const stop = new AbortController();
    const played = run("fault:silence", { signal: stop.signal });
    setTimeout(() => stop.abort(), 20);
    expect((await played).ended.outcome).toBe("stopped");
  });

  test("keeps what was found so far", async () => {
    const { ended } = await stopAt("run-ended", [say("print('rows:', len(sales))")]);
    expect(ended.answer?.evidence.join()).toContain("rows: 40");
  });

  test("before the start calls nobody", async () => {
    const { ended, model } = await run("rows", { signal: AbortSignal.abort() });
    expect(ended.outcome).toBe("stopped");
    expect(model.requests).toEqual([]);
  });
});

test("a run tells how much memory Python has come to hold", async () => {
  const { records } = await run("rows");
  const outcome = records.find(({ type }) => type === "outcome");
  const bytes = outcome?.type === "outcome" ? (outcome.peakMemoryBytes ?? 0) : 0;
  expect(bytes).toBeGreaterThan(20 * 1024 ** 2);
  expect(bytes).toBeLessThan(1024 ** 3);
});
