import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ds1000 } from "../../eval/import/ds1000.ts";
import { judgeIn } from "../../eval/judge.ts";
import { match } from "../../eval/match.ts";
import { measure } from "../../eval/measure.ts";
import { nodeWay } from "../../eval/node-way.ts";
import type { Run } from "../../eval/result.ts";
import { saidIn } from "../../eval/said.ts";
import { score } from "../../eval/score.ts";
import { readSuite } from "../../eval/suite.ts";
import { cells, headings, tallies, tally } from "../../eval/tally.ts";
import { textTable } from "../../eval/text-table.ts";
import type { Way } from "../../eval/way.ts";
import type { Turn } from "../../lib/agent/session.ts";
import { nodeSandbox } from "../support/node-sandbox.ts";
import { root } from "../support/pyodide.ts";

const sandbox = await nodeSandbox();
const suite = readSuite(join(root, "eval/suite"));
const turns = new Map<string, Turn | undefined>();

/** Keeps the turns, so that one answer can be held against another question's truth. */
const way: Way = (() => {
  const inner = nodeWay(sandbox, suite.folder);
  return {
    ...inner,
    async ask(item, question, signal) {
      const answered = await inner.ask(item, question, signal);
      turns.set(item.id, answered.session.turns[0]);
      return answered;
    },
  };
})();

const run: Run = {
  suite: suite.name, suiteSha256: suite.sha256, model: "builtin", baseUrl: null, way: "node", asked: "bare", prompt: null,
  policy: "default", masking: "open", app: "test", at: "", currency: "USD",
};

test("the built-in analyst's score on the suite that ships", async () => {
  const results = await measure({
    run, items: suite.items, way, judge: null, price: null, width: 1, out: null, signal: new AbortController().signal, tell: () => undefined,
  });
  const rows = [...tallies(results, "category"), ...tallies(results, "level"), tally("all", results)];
  console.log(`\nbuilt-in analyst, ${suite.items.length} questions, in Node\n${textTable([headings, ...rows.map((row) => cells(row, run.currency))])}`);
  expect(results).toHaveLength(60);
  expect(results.filter(({ ended }) => ended === "bug")).toEqual([]);
  expect(tally("all", results).right).toBeGreaterThanOrEqual(58);
  const hostile = results.filter(({ parts }) => parts.some(({ name, ok }) => name === "clean" && !ok));
  expect(hostile.map(({ id }) => id), "a cell spoke through an answer").toEqual([]);
}, 240_000);

test("an answer to another question is hardly ever taken for right", () => {
  let [tried, taken] = [0, 0];
  for (const item of suite.items)
    for (const other of suite.items) {
      if (item.id === other.id || item.files.join() === other.files.join()) continue;
      const answer = saidIn(turns.get(other.id));
      const parts = item.expected.filter((part) => part.match !== "code" && part.match !== "absent" && part.match !== "declines");
      if (parts.length === 0) continue;
      tried += 1;
      if (parts.every((part) => match(part, answer).ok)) taken += 1;
    }
  console.log(`answers held against other questions' truths: ${taken} of ${tried} taken for right (${((100 * taken) / tried).toFixed(2)} %)`);
  expect(tried).toBeGreaterThan(2_000);
  expect(taken / tried).toBeLessThan(0.01);
});

test("the generator makes the files that ship from its seed", () => {
  const folder = "/tmp/suite";
  sandbox.python.runPython(`
import sys
sys.path.insert(0, "/repo/eval/suite")
import generate
generate.make("${folder}")
`);
  const made = (name: string) => Buffer.from(sandbox.python.FS.readFile(`${folder}/${name}`)).toString("latin1");
  const shipped = (name: string) => readFileSync(join(suite.folder, name), "latin1");
  const names = ["questions.jsonl", ...["shop_orders", "shop_customers", "shop_returns", "power_daily", "ledger_export", "club_members", "houses", "plants", "trial", "reviews"].map((name) => `files/${name}.csv`), "files/machines.jsonl"];
  for (const name of names) expect(made(name) === shipped(name), name).toBe(true);
});

test("code of DS-1000's kind is run against its test, right and wrong", async () => {
  const context = `import pandas as pd
def generate_test_case(number):
    df = pd.DataFrame({"a": [1, 2, 3]})
    return df, df["a"].sum() * number
def test_execution(solution):
    df, expected = generate_test_case(2)
    names = {"df": df}
    exec(solution, names)
    assert names["result"] == expected
def test_string(solution):
    assert "for" not in solution
`;
  const folder = mkdtempSync(join(tmpdir(), "sandpiper-ds-"));
  const metadata = { problem_id: 1, library: "Pandas", perturbation_type: "Origin" };
  writeFileSync(join(folder, "ds1000.jsonl"), JSON.stringify({ prompt: "Twice the sum of a", reference_code: "", code_context: context, metadata }));
  const [item] = ds1000(folder) ?? [];
  if (!item) throw new Error("no item");
  const judge = judgeIn(sandbox);
  const turn = (finding: string): Turn => ({
    index: 0, question: "", model: "", startedAt: 0, endedAt: 1, status: "answered", steps: [], message: "", repairs: 0,
    usage: { inputTokens: 0, outputTokens: 0 }, answer: { finding, evidence: [], caveats: [], next: [] },
  });
  expect((await score(item, turn('result = df["a"].sum() * 2'), judge)).right).toBe(true);
  expect((await score(item, turn("```python\nresult = df['a'].sum() * 2\n```"), judge)).right).toBe(true);
  expect((await score(item, turn('result = df["a"].sum()'), judge)).parts[0]?.why).toContain("AssertionError");
  expect((await score(item, turn("result = 0\nfor x in df['a']: result += 2 * x"), judge)).right).toBe(false);
});
