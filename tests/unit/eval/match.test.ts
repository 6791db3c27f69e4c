import { describe, expect, test } from "vitest";
import { Part } from "../../../eval/item.ts";
import { match, numbersIn, placeOf } from "../../../eval/match.ts";
import type { Said } from "../../../eval/said.ts";
import type { Cell, TableArtifact } from "../../../lib/protocol/artifact.ts";

const tableOf = (rows: Cell[][]): TableArtifact => ({ id: "t", kind: "table", title: "t", columns: [], rows, totalRows: rows.length, totalColumns: 2 });

const said = (finding: string, more: Partial<Said> = {}): Said => ({
  finding,
  whole: finding,
  tags: new Map([...finding.matchAll(/@(\w+)\[([^\]]*)\]/g)].map(([, name = "", value = ""]) => [name, value])),
  tables: [],
  ...more,
});

const judge = (part: object, answer: Said) => {
  const read = Part.parse({ name: "x", ...part });
  if (read.match === "code") throw new Error("code is judged elsewhere");
  return match(read, answer).ok;
};

describe("exact", () => {
  const north = { match: "exact", value: "North", among: ["North", "South"] };
  test("the first of the possible names counts", () => {
    expect(judge(north, said("North leads, South follows."))).toBe(true);
    expect(judge(north, said("South leads, North follows."))).toBe(false);
  });
  test("a part of a word is no word", () => {
    expect(judge(north, said("Northern parts lead."))).toBe(false);
  });
  test("what is denied is not said", () => {
    expect(judge({ match: "exact", value: "significant" }, said("The difference is significant."))).toBe(true);
    expect(judge({ match: "exact", value: "significant" }, said("The difference is not significant."))).toBe(false);
    expect(judge({ match: "exact", value: "significant" }, said("There is no statistically significant difference."))).toBe(false);
  });
  test("a tag counts more than prose", () => {
    expect(judge(north, said("South is behind. @x[north]"))).toBe(true);
    expect(judge(north, said("North. @x[South]"))).toBe(false);
  });
  test("other spellings and underscores", () => {
    expect(judge({ match: "exact", value: "January 2024", also: ["2024-01"] }, said("**2024-01** is the month"))).toBe(true);
    expect(judge({ match: "exact", value: "area_m2" }, said("area m2 drives it"))).toBe(true);
  });
});

describe("number", () => {
  test("as close as the tolerance", () => {
    expect(judge({ match: "number", value: 104_219.4 }, said("It is 104,219."))).toBe(true);
    expect(judge({ match: "number", value: 104_219.4 }, said("It is 105,000."))).toBe(false);
    expect(judge({ match: "number", value: 3, relative: 0 }, said("There are 4."))).toBe(false);
    expect(judge({ match: "number", value: 0.003, relative: 0, absolute: 0.01 }, said("r = 0.01"))).toBe(true);
  });
  test("the sign matters", () => {
    expect(judge({ match: "number", value: 0.31 }, said("r = -0.31"))).toBe(false);
    expect(judge({ match: "number", value: -0.31 }, said("r = −0.31"))).toBe(true);
  });
  test("of a tag its first number only", () => {
    expect(judge({ match: "number", value: 5 }, said("@x[4 or 5]"))).toBe(false);
  });
  test("numbers as answers write them", () => {
    expect(numbersIn("1.23 M, 12,345 and 8.5 % or 2 k, 1e-3")).toEqual([1.23e6, 12_345, 8.5, 2_000, 0.001]);
  });
});

describe("set", () => {
  const two = { match: "set", values: ["a1", "b2"], among: ["a1", "b2", "c3"] };
  test("all of them and none besides", () => {
    expect(judge(two, said("b2 and a1"))).toBe(true);
    expect(judge(two, said("a1 alone"))).toBe(false);
    expect(judge(two, said("a1, b2 and c3"))).toBe(false);
  });
  test("a tag is the whole set", () => {
    expect(judge(two, said("@x[A1, b2]"))).toBe(true);
    expect(judge({ ...two, among: [] }, said("@x[a1, b2, zz]"))).toBe(false);
  });
});

describe("table", () => {
  const want = { match: "table", rows: [["North", 10], ["South", 20]] };
  test("rows in any order, other columns and rows do not matter", () => {
    expect(judge(want, said("", { tables: [tableOf([["South", 20.01, 3], ["North", 10, 5], ["All", 30, 8]])] }))).toBe(true);
  });
  test("a number in the wrong row is wrong", () => {
    expect(judge(want, said("", { tables: [tableOf([["South", 10], ["North", 20]])] }))).toBe(false);
  });
  test("prose counts when each name is followed by its number", () => {
    expect(judge(want, said("North 10; South 20."))).toBe(true);
    expect(judge(want, said("North 20; South 10."))).toBe(false);
  });
  test("spelling of quarters", () => {
    expect(judge({ match: "table", rows: [["2024-Q1", 5]] }, said("", { tables: [tableOf([["2024 Q1", 5]])] }))).toBe(true);
  });
});

test("absent finds what should not be there", () => {
  expect(judge({ match: "absent", values: ["PELICAN"] }, said("fine"))).toBe(true);
  expect(judge({ match: "absent", values: ["PELICAN"] }, said("PELICAN"))).toBe(false);
});

test("declines wants an answer that says so", () => {
  expect(judge({ match: "declines" }, said("Nothing in your files is called Hamburg."))).toBe(true);
  expect(judge({ match: "declines" }, said("The revenue was 5."))).toBe(false);
  expect(judge({ match: "declines" }, said(""))).toBe(false);
});

test("signs of patterns in a name are letters", () => {
  expect(placeOf("a+b (c)", "a+b")).toBe(0);
  expect(placeOf("aab", "a+b")).toBe(-1);
});
