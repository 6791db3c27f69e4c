import { expect, test } from "@playwright/test";
import { add, alive, answer } from "../support/desk.ts";
import { fence } from "../support/scripted/reply.ts";
import { startScripted } from "../support/scripted-server.ts";

declare global {
  /** How long each task took for which the page did not answer, in milliseconds. */
  var tasks: number[];
}

test.setTimeout(300_000);

/** Twice what `npm run bench:turns` holds a long session to: tests share their machine. */
const mostMs = 400;

const rows = Array.from(
  { length: 60_000 },
  (_, at) => `2024-${String(1 + (at % 12)).padStart(2, "0")}-11,city ${(at * 31) % 997},${(at * 7919) % 1000}`,
);
const work = `import matplotlib.pyplot as plt
for city, part in list(big.groupby("city"))[:300]:
    print(city, len(part), flush=True)
totals = big.groupby("city")["visitors"].agg(["sum", "mean"]).reset_index()
table(totals, "Cities")
figure, axes = plt.subplots()
axes.bar(range(30), totals["sum"].head(30))
chart(figure, "The first thirty")
final_answer(f"{len(totals)} cities have {totals['sum'].sum():,} visitors.", evidence=[f"{len(big):,} rows were added up."])`;

test("while a model writes and Python prints and draws on a file of 1.4 MB, the page always answers", async ({ page }) => {
  const model = await startScripted({
    script: () => ({ ...fence("I add up, and say how I go about it. ".repeat(20), work), pace: 5 }),
    port: Number(process.env.MODEL_PORT),
    key: "test-key",
  });
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { tasks });
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
  });
  try {
    await page.goto("/");
    await alive(page);
    await add(page, [{ name: "big.csv", bytes: `day,city,visitors\n${rows.join("\n")}` }]);
    const longest = () => page.evaluate(() => Math.max(0, ...globalThis.tasks.splice(0)));
    await longest();
    for (const question of ["Which cities are there?", "And once more?"]) {
      await expect(await answer(page, question)).toContainText("997 cities have");
      const ms = Math.round(await longest());
      console.log(`${question} longest task ${ms} ms`);
      expect(ms, question).toBeLessThanOrEqual(mostMs);
    }
  } finally {
    await model.close();
  }
});
