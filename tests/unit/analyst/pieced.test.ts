import { expect, test } from "vitest";
import { reply } from "../../../lib/analyst/analyse.ts";
import type { ColumnProfile } from "../../../lib/protocol/profile.ts";
import { made } from "./opened.ts";

const columns: (Partial<ColumnProfile> & { name: string })[] = [
  { name: "region", distinct: 4, kind: "category", top: [["North", 9]] },
  { name: "revenue", dtype: "float64", kind: "number", distinct: 900_000, min: "0", max: "10", mean: 5 },
  { name: "note", kind: "text", distinct: 900_000 },
];
const asked = (question: string, pieces?: number) => {
  const opened = made(columns, { variable: "sales", rows: 9_000_000, ...(pieces === undefined ? {} : { pieces }) });
  return reply({ question, files: opened.files, links: [], steps: [], history: [] }).code;
};

test("of a table in pieces a script takes the columns that it names, of all rows", () => {
  const code = asked("total revenue by region", 40);
  expect(code).toContain('df = sales[["region", "revenue"]]');
  expect(code).not.toContain("sample");
  expect(asked("total revenue by region")).toContain("df = sales\n");
});

test("a count of rows reads one column of all of them", () => {
  expect(asked("how many rows are there?", 40)).toMatch(/df = sales\[\["\w+"\]\]/);
});

test("what looks at every column looks at some rows, and the answer says so", () => {
  const code = asked("how good is the data quality?", 40);
  expect(code).toContain("sales.sample(200000)");
  expect(code).toMatch(/caveats=\["sales is too large to be looked at whole: this is of 200,000 of its 9,000,000 rows/);
});

test("the variable's name in texts and comments is left alone", () => {
  const code = asked("total revenue by region", 40);
  for (const text of code.match(/"(?:[^"\\\n]|\\.)*"/g) ?? []) expect(text).not.toContain("sales[[");
});
