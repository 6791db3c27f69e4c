import { beforeAll, describe, expect, test } from "vitest";
import { fold } from "../../../lib/agent/fold.ts";
import { runOwn } from "../../../lib/agent/own.ts";
import { differences } from "../../../lib/agent/same.ts";
import { secondOf, secondScript } from "../../../lib/agent/second.ts";
import { nextIndex, type Session } from "../../../lib/agent/session.ts";
import type { AuditRecord } from "../../../lib/protocol/audit.ts";
import { Policy } from "../../../lib/protocol/policy.ts";
import type { Opened } from "../../../lib/protocol/profile.ts";
import { logScale } from "../../../lib/analyst/log-scale.ts";
import { type NodeSandbox, nodeSandbox } from "../../support/node-sandbox.ts";
import { fence } from "../../support/scripted/reply.ts";
import { play } from "../../support/turn.ts";

const csv = "region,product,amount\nNorth,tea,10\nSouth,tea,20\nNorth,rye,35\nSouth,oat,5\nWest,nut,8";
let sandbox: NodeSandbox;
let opened: Opened;
beforeAll(async () => {
  sandbox = await nodeSandbox();
  opened = await sandbox.open({ "sales.csv": csv });
}, 120_000);

const say = (code: string) => fence("I look.", code);
const run = (codes: readonly string[], more: Partial<Parameters<typeof play>[1]> = {}) =>
  play(codes.map(say), { sandbox, opened, ...more });
const origins = ({ ended }: Awaited<ReturnType<typeof run>>) =>
  Object.fromEntries(
    (ended.answer?.traces ?? []).map(({ number, origin }) => [number, origin.type === "run" ? origin.found : origin.type]),
  );

describe("numbers of an answer", () => {
  test("come from variables, tables, print, files, the question and parameters, and are taken at once", async () => {
    const played = await run(
      [
        `totals = sales.groupby("region")["amount"].sum()
table(totals.reset_index(), "by region")
print("mean", sales.amount.mean())
big = sales[sales.amount > 9]
final_answer(f"North leads with {totals.max():.2f}.", evidence=["Mean 15.6 of rows, as printed.", "Of 3 columns and 5 rows.", "Over 9 counts, of the 77 that were asked for."])`,
      ],
      { question: "Which region leads, for 77?" },
    );
    expect(origins(played)).toMatchObject({ "45.00": "value", "15.6": "printed", "9": "code", "77": "question" });
    expect(played.session.turns[0]?.steps).toHaveLength(1);
    expect(JSON.stringify(played.ended.answer?.traces)).not.toContain("nowhere");
  });

  test("that were never computed go back once with a way to mend it, and the mended answer is taken", async () => {
    const played = await run(['print("looking")\nfinal_answer("North has 4711.")', 'final_answer(f"North has {sales.amount.max()}.")']);
    expect(played.ended).toMatchObject({ outcome: "answered", answer: { finding: "North has 35." } });
    const heard = played.model.requests[1]?.messages.at(-1)?.content ?? "";
    expect(heard).toContain("4711 in your answer matches nothing that the code computed");
    expect(heard).toContain("f-string");
  });

  test("that are still not computed the second time are flagged, not dropped", async () => {
    const played = await run(['final_answer("North has 4711.")', 'x = 1\nfinal_answer("North has 4,711, really.")']);
    expect(played.ended).toMatchObject({ outcome: "answered", answer: { finding: "North has 4,711, really." } });
    expect(origins(played)).toEqual({ "4,711": "nowhere" });
  });

  test("are flagged too where the model has no step left, or never answers again", async () => {
    const last = await run(['final_answer("It is 4711.")'], { limits: { steps: 1 } });
    expect(last.ended).toMatchObject({ outcome: "answered" });
    expect(origins(last)).toEqual({ "4711": "nowhere" });
    const broken = await run(['final_answer("It is 4711.")', "print(no_such)", "print(nor_this)"], { limits: { repairs: 1 } });
    expect(broken.ended).toMatchObject({ outcome: "answered", answer: { finding: "It is 4711." } });
  });

  test("in prose are held against what was printed before", async () => {
    const played = await play([say("print(sales.amount.sum())"), { text: "In all it is 78." }], { sandbox, opened });
    expect(origins(played)).toEqual({ "78": "printed" });
  });

  test("are not named to a model that may see no values, unless its code holds them", async () => {
    const policy = { masking: Policy.parse({ masking: { mode: "schema-only" } }).masking };
    const coded = await run(['final_answer("North has 815.")', 'final_answer("None.")'], { policy });
    expect(coded.model.requests[1]?.messages.at(-1)?.content).toContain("815 in your answer");
    const prose = await play([say("print(1)"), { text: "It is 815." }, { text: "None." }], { sandbox, opened, policy });
    const heard = prose.model.requests[2]?.messages.at(-1)?.content ?? "";
    expect(heard).toContain("A number of your answer matches nothing");
    expect(heard.replace("It is 815.", "")).not.toContain("815");
  });

  test("that are tokens or stand in tokens are none", async () => {
    const played = await run(['final_answer("person_7F3K2Q9M leads.")']);
    expect(played.ended.answer?.traces).toEqual([]);
  });
});

const world = (records: AuditRecord[], sandboxOf: NodeSandbox) => ({
  model: { async *reply() {} },
  sandbox: sandboxOf,
  clock: Date.now,
  audit: { append: async (record: AuditRecord) => ({ ok: true, receipt: `r${records.push(record)}` }) as const },
  digest: async () => "0".repeat(64),
  inputs: async () => [],
  emit: () => {},
});
const ask = (past: Session, origin: { type: "rerun" | "edit" | "second"; turn: number; step: number }) => ({
  session: "s1",
  policy: Policy.parse({}),
  past,
  opened,
  question: "again",
  model: "m",
  origin,
});

describe("a run that no model asked for", () => {
  test("passes check, permit and audit with its origin, and tells whether the same came out", async () => {
    const { session } = await run(['kept = sales.amount.sum()\ntable(sales, "all")\nfinal_answer(f"{kept:.1f} in all")']);
    const records: AuditRecord[] = [];
    const code = session.turns[0]?.steps[0]?.action;
    const events: unknown[] = [];
    const script = { code: code?.type === "run" ? code.code : "", by: "model", origin: "person", purpose: "rerun" } as const;
    const ended = await runOwn(
      { ...world(records, sandbox), emit: (event) => events.push(event) },
      ask(session, { type: "rerun", turn: 0, step: 0 }),
      script,
      new AbortController().signal,
    );
    expect(ended).toMatchObject({ turn: 1, outcome: "answered", answer: { finding: "78.0 in all" } });
    expect(records.map(({ type }) => type)).toEqual(["run", "outcome"]);
    expect(records[0]).toMatchObject({ by: "model", origin: "person", purpose: "rerun", turn: 1 });
    const before = session.turns[0]?.steps[0]?.state;
    const after = events.find((event) => typeof event === "object" && event !== null && "observation" in event);
    if (before?.type !== "ran" || typeof after !== "object" || after === null || !("observation" in after)) throw new Error("nothing ran");
    const { Observation } = await import("../../../lib/protocol/observation.ts");
    expect(differences(before.observation, Observation.parse(after.observation))).toEqual([]);
    expect(differences(before.observation, { ...Observation.parse(after.observation), stdout: "other" })).toEqual([
      { what: "printed", title: "" },
    ]);
  });

  test("is refused by the policy like any other", async () => {
    const records: AuditRecord[] = [];
    const { session } = await run(['final_answer("None.")']);
    const script = { code: "import requests", by: "person", origin: "person", purpose: "edit" } as const;
    const ended = await runOwn(
      world(records, sandbox),
      ask(session, { type: "edit", turn: 0, step: 0 }),
      script,
      new AbortController().signal,
    );
    expect(ended.outcome).toBe("failed");
    expect(records.map(({ type }) => type)).toEqual(["refused"]);
  });

  test("computes a figure by a second route as the host's own script", async () => {
    const { session } = await run([
      'totals = sales.groupby("region")["amount"].sum()\nfinal_answer(f"{totals.index[0]} has {totals.iloc[0]:.2f}, “best” 🏆 of all.")',
    ]);
    const turn = session.turns[0];
    if (!turn) throw new Error("no turn");
    const records: AuditRecord[] = [];
    const folded: { session: Session } = { session };
    const watching = {
      ...world(records, sandbox),
      emit: (event: Parameters<typeof fold>[1]) => {
        folded.session = fold(folded.session, event);
      },
    };
    const script = { code: secondScript(turn, 0, "45.00"), by: "host", origin: "host", purpose: "second" } as const;
    await runOwn(watching, ask(session, { type: "second", turn: 0, step: 0 }), script, new AbortController().signal);
    const state = folded.session.turns[1]?.steps[0]?.state;
    expect(state?.type === "ran" && secondOf(state.observation)).toMatchObject({ status: "compared", first: "45.00", second: "45.00" });
    expect(records[0]).toMatchObject({ type: "run", by: "host", origin: "host", purpose: "second" });
  });
});

describe("branches", () => {
  test("keep what was left, cut the turn at its step, and can be taken again", async () => {
    const first = await run(["a = 1", 'final_answer("One.")']);
    const second = await run(['final_answer("Two.")'], { past: first.session });
    const branched = fold(second.session, { type: "branched", turn: 0, step: 0, at: 9, branch: 1 });
    expect(branched.turns.map(({ steps, status }) => [steps.length, status])).toEqual([[1, "stopped"]]);
    expect(branched.branches?.map(({ number, turns }) => [number, turns.length])).toEqual([[0, 2]]);
    expect(nextIndex(branched)).toBe(2);
    const back = fold(branched, { type: "branch-taken", turn: 0, at: 10, branch: 0 });
    expect(back.turns).toEqual(second.session.turns);
    expect(back.branches?.map(({ number }) => number)).toEqual([1]);
    expect(fold(back, { type: "branch-taken", turn: 0, at: 11, branch: 7 })).toBe(back);
  });
});

describe("a question out of the code", () => {
  const codes = ['ask_person("Which date counts?", choices=["order", "ship"])', 'final_answer("By ship date.")'];
  test("ends the run, its answer is the next observation, and both are on record", async () => {
    const consult = async () => "ship";
    const played = await run(codes, { consult });
    expect(played.ended).toMatchObject({ outcome: "answered", steps: 2 });
    expect(played.model.requests[1]?.messages.at(-1)?.content).toContain('The person was asked "Which date counts?" and answers: "ship"');
    expect(played.records.find(({ type }) => type === "asked")).toMatchObject({
      question: "Which date counts?",
      choices: ["order", "ship"],
      answer: "ship",
      step: 0,
    });
    expect(played.session.turns[0]?.steps[0]?.asked).toEqual({
      question: "Which date counts?",
      choices: ["order", "ship"],
      answer: "ship",
    });
  });

  test("that nobody can answer says so to the model", async () => {
    const played = await run(codes);
    expect(played.model.requests[1]?.messages.at(-1)?.content).toContain("no answer came");
  });

  test("is dropped when the person stops", async () => {
    const stop = new AbortController();
    const played = await run(codes, {
      signal: stop.signal,
      consult: () => new Promise(() => {}),
      watch: ({ type }) => type === "person-asked" && stop.abort(),
    });
    expect(played.ended.outcome).toBe("stopped");
    expect(played.session.turns[0]?.steps[0]?.asked?.answer).toBeNull();
  });
});

describe("a wish about a chart", () => {
  test("goes to the model with the code of that chart, and to the built-in analyst as a follow-up of its question", async () => {
    const made = await run(['totals = sales.groupby("region")["amount"].sum()\nfinal_answer("Drawn.")']);
    const other = await run(['final_answer("Another.")'], { past: made.session, question: "Something else" });
    const wish = await run(['final_answer("Log it is.")'], {
      past: other.session,
      question: "log scale",
      origin: { type: "comment", turn: 0, step: 0, of: "Amount" },
    });
    const [request] = wish.model.requests;
    expect(request?.messages.at(-1)?.content).toMatch(
      /Question: log scale\n\(A wish about the chart "Amount"[\s\S]*totals = sales\.groupby/,
    );
    expect(request?.brief.history.map(({ question }) => question)).toEqual(["Which region leads?"]);
  });

  test("for a logarithmic axis is met by the built-in analyst with the same chart", () => {
    const code =
      'from sandpiper.analysis import by_group\nr = by_group(sales, "region", "amount", how="sum")\nif r.drawable:\n    chart(r.chart(), "Total")\nfinal_answer(r.finding)';
    const brief = {
      question: "log scale",
      files: opened.files,
      links: [],
      steps: [],
      history: [{ question: "Total by region", codes: [code], finding: null }],
    };
    const written = logScale(brief);
    expect(written?.code).toContain("    figure = r.chart()\n    for axes in figure.axes:\n");
    expect(written?.code).toContain('("log")\n    chart(figure, "Total")\nfinal_answer(r.finding)');
    expect(logScale({ ...brief, question: "log in" })).toBeNull();
    expect(logScale({ ...brief, history: [] })).toBeNull();
  });
});
