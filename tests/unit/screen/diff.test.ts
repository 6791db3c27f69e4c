import { describe, expect, test } from "vitest";
import { diff, hunks } from "../../../components/diff.ts";

const signs = (before: string, after: string) => diff(before, after).map(({ type, text }) => `${type}:${text}`);

describe("what changed in the code", () => {
  test("a line that was replaced is gone and new, its neighbours stay", () => {
    expect(signs("a\nb\nc", "a\nB\nc")).toEqual(["same:a", "gone:b", "new:B", "same:c"]);
  });

  test("both texts can be read back out of the changes", () => {
    const [before, after] = ["x\na\nb\nc\nd", "a\nc\nq\nd\nd"];
    const changes = diff(before, after);
    const keep = (wanted: string) => changes.filter(({ type }) => type === "same" || type === wanted).map(({ text }) => text);
    expect(keep("gone").join("\n")).toBe(before);
    expect(keep("new").join("\n")).toBe(after);
  });

  test("the same text has no change in it", () => {
    expect(diff("a\nb", "a\nb").every(({ type }) => type === "same")).toBe(true);
    expect(hunks(diff("a\nb", "a\nb"))).toEqual([null]);
  });

  test("far from a change, lines are left out and the gap is marked once", () => {
    const before = Array.from({ length: 20 }, (_, at) => `line ${at}`).join("\n");
    const shown = hunks(diff(before, before.replace("line 10", "line ten")));
    expect(shown.map((one) => one?.text ?? "gap")).toEqual(["gap", "line 8", "line 9", "line 10", "line ten", "line 11", "line 12", "gap"]);
  });
});
