import { describe, expect, test } from "vitest";
import { means, numbersIn } from "../../../lib/agent/numbers.ts";

const said = (text: string) =>
  numbersIn(text)
    .filter(({ weak }) => !weak)
    .map((one) => one.text);
const may = (text: string, computed: number) => numbersIn(text).some((one) => means(one, computed));

describe("what is a number of an answer", () => {
  test.each([
    ["North leads with 45.00 of 78.00.", ["45.00", "78.00"]],
    ["Revenue fell by 12.3 % to $1,234,567.", ["12.3", "1,234,567"]],
    ["Der Umsatz fiel auf 1.234,56 € (−3,5 %).", ["1.234,56", "3,5"]],
    ["Un total de 1 234,5 kg", ["1 234,5"]],
    ["3 regions, 2.5M rows, 40kg", ["3", "2.5", "40"]],
  ])("%s", (text, numbers) => expect(said(text)).toEqual(numbers));

  test.each([
    "On 2024-05-01 and 01.05.2024, at 12:30, in May 2024 and on 5 May, between 2019 and 2023",
    "The 3rd quarter, Q3, the 2. Quartal, step 2, the top 10, week 12",
    "person_7F3K2Q9M bought SKU-1234 and A4 with `x = 12` from sales_2024.xlsx at https://a.example/12",
    "1. first\n2) second",
    "p < 0.05, a 95 % confidence interval, 100 % of them",
    "version 1.2.3",
  ])("nothing in: %s", (text) => expect(said(text)).toEqual([]));
});

describe("what a number may mean", () => {
  test.each([
    ["12.3 %", 0.12345],
    ["12.3 %", 12.34],
    ["fell by 12 %", -0.118],
    ["1,234", 1234.4],
    ["1.234", 1234],
    ["1,234", 1.2341],
    ["2.5 million", 2_512_345],
    ["2,5 Mio.", 2.4999],
    ["45k", 45_120],
    ["about 1,200", 1_163],
    ["1.5e6", 1_500_000],
  ])("%s is %d", (text, computed) => expect(may(text, computed)).toBe(true));

  test.each([
    ["12.3 %", 0.124],
    ["1,200", 1_163],
    ["45.00", 45.01],
    ["2.5 million", 2_600_000],
  ])("%s is not %d", (text, computed) => expect(may(text, computed)).toBe(false));
});

test("long texts of any kind are read in time that grows with their length alone", () => {
  const count = (text: string) => numbersIn(text).length;
  for (const piece of ["a", "1", "1,000", "a.b-", "1 ", "12:30 ", "step ", "`", "p < 0.05 "])
    expect(count(piece.repeat(50_000 / piece.length))).toBeGreaterThanOrEqual(0);
});
