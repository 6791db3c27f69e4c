import { expect, test } from "vitest";
import { windowsIn } from "../../../lib/analyst/time.ts";

const last = "2024-11-17";
const spans = (text: string): string[] => windowsIn(text, last).map(({ from, to }) => `${from ?? ""}..${to ?? ""}`);

test.each([
  ["in 2023", "2023-01-01..2023-12-31"],
  ["in march 2024", "2024-03-01..2024-03-31"],
  ["in february 2024", "2024-02-01..2024-02-29"],
  ["in december", "2023-12-01..2023-12-31"],
  ["q2 2024", "2024-04-01..2024-06-30"],
  ["the third quarter of 2023", "2023-07-01..2023-09-30"],
  ["first half of 2024", "2024-01-01..2024-06-30"],
  ["since march 2024", "2024-03-01.."],
  ["before 2024", "..2023-12-31"],
  ["after 2024-03-05", "2024-03-06.."],
  ["from 2024-01-05 to 2024-02-10", "2024-01-05..2024-02-10"],
  ["between january and march 2024", "2024-01-01..2024-03-31"],
  ["last month", "2024-10-01..2024-10-31"],
  ["last quarter", "2024-07-01..2024-09-30"],
  ["last year", "2023-01-01..2023-12-31"],
  ["last 30 days", "2024-10-19..2024-11-17"],
  ["last 3 months", "2024-08-01..2024-10-31"],
  ["this month", "2024-11-01..2024-11-30"],
  ["am 05.03.2024", "2024-03-05..2024-03-05"],
  ["on march 5, 2024", "2024-03-05..2024-03-05"],
  ["im letzten monat", "2024-10-01..2024-10-31"],
])("%s is %s", (text, span) => {
  expect(spans(text)).toEqual([span]);
});

test("two periods stay two when they are compared", () => {
  expect(spans("compare 2023 and 2024")).toEqual(["2023-01-01..2023-12-31", "2024-01-01..2024-12-31"]);
  expect(spans("march vs april 2024")).toEqual(["2024-03-01..2024-03-31", "2024-04-01..2024-04-30"]);
});

test("numbers that are no years, and modal verbs, are no periods", () => {
  expect(spans("revenue over 2500")).toEqual([]);
  expect(spans("what may drive sales")).toEqual([]);
  expect(windowsIn("last month", null)).toEqual([]);
});
