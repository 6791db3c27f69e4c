import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { wholeQuestion } from "../../../eval/item.ts";
import { match } from "../../../eval/match.ts";
import { readSuite } from "../../../eval/suite.ts";

const folder = (files: Record<string, string>): string => {
  const base = mkdtempSync(join(tmpdir(), "sandpiper-suite-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(base, name, ".."), { recursive: true });
    writeFileSync(join(base, name), text);
  }
  return base;
};
const jsonl = (...values: object[]) => values.map((value) => `${JSON.stringify(value)}\n`).join("");

const daBench = () =>
  folder({
    "da-dev-questions.jsonl": jsonl(
      { id: 0, question: "Calculate the mean fare.", concepts: ["Summary Statistics"], constraints: "Round to two decimals.", format: "@mean_fare[mean_fare_value]", file_name: "fares.csv", level: "easy" },
      { id: 7, question: "No label for this one.", concepts: [], constraints: "", format: "", file_name: "fares.csv", level: "hard" },
    ),
    "da-dev-labels.jsonl": jsonl({ id: 0, common_answers: [["mean_fare", "34.65"], ["skew", "yes"]] }),
    "da-dev-tables/fares.csv": "fare\n34.65\n",
  });

test("a folder of DABench becomes questions with tables, form and parts", () => {
  const { items } = readSuite(daBench());
  expect(items).toHaveLength(1);
  const [item] = items;
  expect(item).toMatchObject({ id: "dabench-0", category: "Summary Statistics", level: "easy", files: ["da-dev-tables/fares.csv"] });
  expect(item?.expected).toMatchObject([
    { name: "mean_fare", match: "number", value: 34.65 },
    { name: "skew", match: "exact", value: "yes" },
  ]);
  expect(item && wholeQuestion(item)).toContain("@mean_fare[mean_fare_value]");
});

test("an answer in the form of DABench is judged to a millionth", () => {
  const part = readSuite(daBench()).items[0]?.expected[0];
  if (part?.match !== "number") throw new Error("no number");
  const said = (value: string) => ({ finding: "", whole: "", tags: new Map([["mean_fare", value]]), tables: [] });
  expect(match(part, said("34.65")).ok).toBe(true);
  expect(match(part, said("34.66")).ok).toBe(false);
});

test("a folder of DS-1000 becomes questions whose code is tested", () => {
  const context = "def test_execution(solution):\n    assert solution\n";
  const metadata = { problem_id: 3, library_problem_id: 3, library: "Pandas", test_case_cnt: 1, perturbation_type: "Origin" };
  const { items } = readSuite(folder({ "ds1000.jsonl": jsonl({ prompt: "Problem: double x", reference_code: "x * 2", code_context: context, metadata }) }));
  expect(items[0]).toMatchObject({ id: "ds1000-3", category: "Pandas", files: [] });
  const part = items[0]?.expected[0];
  expect(part?.match === "code" && part.test).toContain("test_execution(solution)");
});

test("a layout of ours that is wrong is refused with the line", () => {
  expect(() => readSuite(folder({ "questions.jsonl": `${JSON.stringify({ id: "a", question: "?", expected: [] })}\n` }))).toThrow(/questions.jsonl, line 1: expected/);
  expect(() => readSuite(folder({ "questions.jsonl": "{" }))).toThrow(/line 1: not JSON/);
  expect(() => readSuite(folder({ "readme.txt": "" }))).toThrow(/holds no question/);
});

test("a file that is not there is named before anything is asked", () => {
  const item = { id: "a", question: "?", files: ["gone.csv"], expected: [{ name: "x", match: "number", value: 1 }] };
  expect(() => readSuite(folder({ "q.jsonl": jsonl(item) }))).toThrow(/a: gone.csv/);
});
