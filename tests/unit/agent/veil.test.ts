import { describe, expect, test } from "vitest";
import { fewLeftOut } from "../../../lib/agent/groups.ts";
import { makePrompt } from "../../../lib/agent/prompt.ts";
import type { Session, Step, Turn } from "../../../lib/agent/session.ts";
import type { TableArtifact } from "../../../lib/protocol/artifact.ts";
import type { Observation } from "../../../lib/protocol/observation.ts";
import { Policy } from "../../../lib/protocol/policy.ts";

const table = (columns: string[], rows: TableArtifact["rows"]): TableArtifact => ({
  id: "1",
  kind: "table",
  title: "Wages of zorba",
  columns: columns.map((name) => ({ name, dtype: "object" })),
  rows,
  totalRows: rows.length,
  totalColumns: columns.length,
});

const groups = table(["team", "wage", "rows"], [["crimson", 4711, 30], ["azure", 1815, 12], ["green", 9999, 2]]);
const code = 'show(staff.groupby("team").wage.mean())\nprint(staff.head())';
const seen = { stdout: "zorba 4711\n", stderr: "", droppedChars: 0, durationMs: 1, artifacts: [groups], notes: ["left out zorba"] };

function session(observation: Observation): Session {
  const step: Step = {
    index: 0,
    startedAt: 0,
    repair: 0,
    reply: "",
    action: { type: "run", plan: "", code },
    slips: [],
    approval: null,
    state: { type: "ran", receipt: "r", observation, hints: ['Columns with a similar name: "zorba".'] },
    rebuilt: null,
    remarks: [],
  };
  const turn: Turn = {
    index: 0, question: "Wages?", model: "m", startedAt: 0, endedAt: 1, status: "answered", steps: [step],
    answer: { finding: "zorba earns 4711", evidence: [], caveats: [], next: [] }, message: "", repairs: 0, usage: { inputTokens: 0, outputTokens: 0 },
  };
  return { turns: [turn, { ...turn, index: 1, question: "And now?", status: "running", answer: null, endedAt: null }] };
}

const sent = (masking: object, observation: Observation): string =>
  JSON.stringify(makePrompt(session(observation), { opened: { files: [], links: [] }, policy: Policy.parse({ masking }) }));

const ok: Observation = { ...seen, status: "ok", value: "4711", answer: null };
const failed: Observation = {
  ...seen,
  status: "error",
  error: { type: "ValueError", message: "zorba earns 4711, expected float", traceback: 'line 1, in show(staff.groupby("team"))\nValueError: zorba earns 4711, expected float', line: 1 },
};

describe("what a model is told of a run", () => {
  test("in masked mode it is told what was printed, made and found", () => {
    const text = sent({ mode: "masked" }, ok);
    for (const said of ["zorba 4711", "1815", "zorba earns"]) expect(text).toContain(said);
  });

  test("in schema-only mode it is told names, shapes and kinds of errors, and no value", () => {
    for (const observation of [ok, failed]) {
      const text = sent({ mode: "schema-only" }, observation);
      for (const value of ["zorba", "4711", "1815", "9999", "crimson", "azure"]) expect(text).not.toContain(value);
      expect(text).toContain("3 rows x 3 columns");
      expect(text).toContain("11 characters");
    }
    expect(sent({ mode: "schema-only" }, failed)).toMatch(/ValueError: … … …, expected float/);
  });

  test("in strict mode it is told of groups that are large enough, and of no small one", () => {
    const text = sent({ mode: "masked", strict: true }, ok);
    expect(text).toContain("4711 | 30");
    for (const value of ["zorba", "9999", "green", "1815"]) expect(text).not.toContain(value);
  });
});

describe("groups", () => {
  test("one that is left out alone takes the next smallest with it, so that no total gives it away", () => {
    expect(fewLeftOut(groups, 5)).toEqual([["crimson", 4711, 30]]);
    expect(fewLeftOut(groups, 13)).toEqual([["crimson", 4711, 30]]);
    expect(fewLeftOut(groups, 2)).toEqual(groups.rows);
  });

  test("a table that does not say how many rows a group has is not shown", () => {
    expect(fewLeftOut(table(["team", "wage"], [["crimson", 1]]), 5)).toBeNull();
    expect(fewLeftOut(table(["team", "count"], [["crimson", 1.5]]), 5)).toBeNull();
  });
});
