import { expect, test } from "vitest";
import { localPager } from "../../../components/see/local-pager.ts";
import { areaOf, moved, type Selection, startSelection } from "../../../components/see/selection.ts";
import { rowPx, scrollFor, viewOf } from "../../../components/see/use-window.ts";

const viewPx = 600;

test("whatever its length, a table scrolls from its first row to its last, and never past", () => {
  for (const count of [0, 1, 10, 400_000, 1_000_000, 5_000_000]) {
    const { height } = viewOf(count, 0, viewPx);
    expect(height).toBeLessThanOrEqual(12_000_000);
    expect(viewOf(count, 0, viewPx)).toMatchObject({ from: 0, before: 0 });
    const end = viewOf(count, Math.max(0, height - viewPx), viewPx);
    expect(end.to).toBe(count);
    expect(end.before + (end.to - end.from) * rowPx).toBeLessThanOrEqual(height);
  }
});

test("a row that is scrolled to is in view, in tables higher than a browser can be as well", () => {
  for (const count of [1_000, 1_000_000])
    for (const row of [0, 1, 499, count / 2, count - 1]) {
      const { from, to } = viewOf(count, Math.min(scrollFor(row, count, viewPx), viewOf(count, 0, viewPx).height - viewPx), viewPx);
      expect([from <= row, row < to]).toEqual([true, true]);
    }
});

test("between two pixels of the bar no row is skipped by more than the bar's own step", () => {
  const seen = [6_000_000, 6_000_001, 6_000_002].map((scrolled) => viewOf(1_000_000, scrolled, viewPx));
  for (const [at, view] of seen.entries()) expect(view.from - (seen[at - 1]?.from ?? view.from)).toBeLessThanOrEqual(1);
});

const bounds = { rows: 100, columns: 5, page: 20 };
const go = (from: Selection, ...keys: string[]) =>
  keys.reduce((at, key) => moved(at, { key: key.split("+").at(-1) ?? "", ctrl: key.includes("Ctrl"), shift: key.includes("Shift") }, bounds) ?? at, from);

test("keys move as in any grid, up to the names of the columns and not past an edge", () => {
  expect(go(startSelection, "ArrowDown", "ArrowRight").focus).toEqual({ row: 1, column: 1 });
  expect(go(startSelection, "ArrowUp", "ArrowUp").focus).toEqual({ row: -1, column: 0 });
  expect(go(startSelection, "Ctrl+End").focus).toEqual({ row: 99, column: 4 });
  expect(go(startSelection, "Ctrl+End", "PageDown", "ArrowRight").focus).toEqual({ row: 99, column: 4 });
  expect(go(startSelection, "PageDown", "Ctrl+Home").focus).toEqual({ row: 0, column: 0 });
  expect(moved(startSelection, { key: "a", ctrl: false, shift: false }, bounds)).toBeNull();
});

test("Shift keeps where it began, and what is selected never holds the names", () => {
  const some = go(go(startSelection, "PageDown", "ArrowRight"), "Shift+ArrowUp", "Shift+ArrowRight");
  expect(areaOf(some)).toEqual({ top: 19, bottom: 20, left: 1, right: 2 });
  expect(areaOf(go(startSelection, "Shift+ArrowUp"))).toEqual({ top: 0, bottom: 0, left: 0, right: 0 });
});

test("rows at hand are sorted as the kernel does: numbers as numbers, empty cells last both ways", async () => {
  const pager = localPager([["b", 10], ["a", null], ["c", 9]]);
  const sorted = async (column: number, descending: boolean) =>
    (await pager({ id: "", start: 0, count: 9, sort: { column, descending } }, new AbortController().signal))?.rows.map(([name]) => name);
  expect(await sorted(1, false)).toEqual(["c", "b", "a"]);
  expect(await sorted(1, true)).toEqual(["b", "c", "a"]);
  expect(await sorted(0, false)).toEqual(["a", "b", "c"]);
});
