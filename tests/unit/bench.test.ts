import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { html } from "../../bench/report/page.mjs";
import { sections } from "../../bench/section.mjs";
import { lastServer } from "../../bench/server/last.mjs";
import { spread, summary, table } from "../../bench/summary.mjs";

const rounds = [
  { subject: "stock", load: 1, "cold.first": 10_000, "warm.overhead": 3 },
  { subject: "native", load: 1, "cold.first": 500 },
  { subject: "ours", load: 2, "cold.first": 1_000, "warm.overhead": 20, "cold.longest": 80 },
  { subject: "stock", load: 1, "cold.first": 12_000, "warm.overhead": 5 },
  { subject: "native", load: 1, "cold.first": 500 },
  { subject: "ours", load: 3, "cold.first": 3_000, "warm.overhead": 50, "cold.longest": 40 },
];
const setting = { at: "2026-11-26T10:00:00.000Z", browser: "a browser", processors: 2, rounds: 2, left: [] };
const server = { at: "2026-11-25T10:00:00.000Z", load: 1, plainMs: 0.4, ways: [{ name: "SQLite", addedMs: 2.5, goalMs: 2, kept: false }] };
const result = { setting, sections: [{ title: "Plain", kind: "plain", rounds, promises: summary(rounds) }], server };

test("a spread has the median, the least and the greatest of what was measured, and is null where nothing was", () => {
  expect(spread([3, 1, Number.NaN, 2])).toEqual({ median: 2, min: 1, max: 3, count: 3 });
  expect(spread([1, undefined, 2])).toMatchObject({ median: 1.5 });
  expect(spread([undefined])).toBeNull();
});

test("a promise is a ratio of medians to stock, or the product's own median", () => {
  const [first, overhead, longest] = summary(rounds);
  expect(first).toMatchObject({ measure: "cold.first", value: 2_000 / 11_000, goal: 0.25 * 11_000, kept: true });
  expect(overhead).toMatchObject({ measure: "warm.overhead", value: 35, goal: 30, kept: false });
  expect(longest).toMatchObject({ measure: "cold.longest", value: 60, goal: 50, kept: false });
  expect(summary(rounds.filter(({ subject }) => subject !== "ours"))).toEqual([]);
});

test("every figure is printed beside its target, the server's with its date", () => {
  const text = table(result);
  expect(text).toContain("kept   page open to first pandas result, cold: 0.18 × stock (target 0.25 × stock), 4.00 times native");
  expect(text).toContain("MISSED overhead of a later step: 35 ms (target 30 ms)");
  expect(text).toContain("MISSED the server adds to the first word, SQLite: 2.50 ms (target 2 ms), measured 2026-11-25");
});

test("the page says how many promises are kept, and that two rounds are few", async () => {
  const page = await html(result);
  expect(page).toContain("1 of 4 promises kept");
  expect(page).toContain("a look, not a result");
});

test("a whole run is plain, throttled and cold, and with a large file; a line alone is what was asked for", () => {
  const asked = (values: object) => sections({ whole: false, warm: true, megabits: undefined, big: undefined, ...values });
  expect(asked({}).map(({ kind }) => kind)).toEqual(["plain"]);
  expect(asked({ megabits: "5" })).toMatchObject([{ kind: "line", megabits: 5, warm: false }]);
  expect(asked({ whole: true })).toMatchObject([{ kind: "plain", warm: true }, { kind: "line", megabits: 20 }, { kind: "big", bytes: 100e6 }]);
});

test("the server's last figures are read where there are any", async () => {
  const file = join(await mkdtemp(join(tmpdir(), "sandpiper-bench-")), "server.json");
  expect(await lastServer(file)).toBeNull();
  const first = [{ name: "direct", addedMs: 0 }, { name: "plain proxy", addedMs: 0.5 }, { name: "SQLite", addedMs: 1.9 }];
  await writeFile(file, JSON.stringify({ setting: { at: "2026-11-25", load: 1, goalMs: 2 }, first }));
  expect(await lastServer(file)).toMatchObject({ plainMs: 0.5, ways: [{ name: "SQLite", addedMs: 1.9, goalMs: 2, kept: true }] });
});
