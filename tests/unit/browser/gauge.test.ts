import { expect, test } from "vitest";
import { Gauge } from "../../../lib/browser/gauge.ts";

test("a run's ordinary output passes", () => {
  let now = 0;
  const gauge = new Gauge(() => now);
  const over = Array.from({ length: 600 }, () => { now += 50; return gauge.over(4_096); });
  expect(over).not.toContain(true);
});

test("very many messages at once are a flood, and so are very long ones", () => {
  const many = new Gauge(() => 0);
  expect(Array.from({ length: 3_000 }, () => many.over(1))).toContain(true);
  const long = new Gauge(() => 0);
  expect(long.over(10_000_000)).toBe(true);
});

test("the measure empties with time", () => {
  let now = 0;
  const gauge = new Gauge(() => now);
  for (let i = 0; i < 1_900; i++) gauge.over(1);
  now = 10_000;
  expect(Array.from({ length: 1_900 }, () => gauge.over(1))).not.toContain(true);
});
