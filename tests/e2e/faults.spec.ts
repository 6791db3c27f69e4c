import { expect, type Page, test } from "@playwright/test";
import { found, full } from "../support/fault-rows.ts";
import { type Fault, faults } from "../support/faults/read.ts";
import type { Trial } from "../support/faults/page.ts";
import { openBench } from "../support/sandbox-bench.ts";

test.describe.configure({ mode: "default", timeout: 900_000 });

const limits = { runMs: 2_000, graceMs: 800, memoryBytes: 512 * 1024 ** 2, fileSystemBytes: 64 * 1024 ** 2 };
/** FAULTS=word tries those only that have the word in their names; the short form is every third. */
const chosen = faults.filter(({ name }, at) => (process.env.FAULTS === undefined ? full || at % 3 === 0 : name.includes(process.env.FAULTS)));

let page: Page;
let crashes = 0;

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(240_000);
  page = await (await browser.newContext({ baseURL })).newPage();
  page.on("crash", () => { crashes += 1; });
  await openBench(page, "faults/page.ts");
});

test.afterAll(() => page.context().close());

type Row = Fault & Trial;

async function begin(allowedPackages: string[] | null): Promise<void> {
  await page.evaluate(([given, list]) => window.bench.start(given, "unchecked", { allowedPackages: list }), [limits, allowedPackages] as const);
  await page.evaluate((code) => window.trial(code), allowedPackages ? "import numpy" : "import numpy, pandas, matplotlib.pyplot");
}

const line = ({ name, outcome, ms, after, backMs, stallMs }: Row): string =>
  `${name.padEnd(44)}${outcome.padEnd(34)}${Math.round(ms).toString().padStart(6)}${after.padStart(8)}${Math.round(backMs).toString().padStart(7)}${Math.round(stallMs).toString().padStart(6)}`;

test("every fault has its name and its time, and the next run works", async () => {
  expect(await page.evaluate(() => window.stall(150))).toBeGreaterThanOrEqual(100);
  const rows: Row[] = [];
  const heavy = chosen.filter(({ code }) => /pandas|matplotlib/.test(code));
  // Without pandas a kernel is back sooner after a death; the last ones need it.
  for (const fault of [...chosen.filter((one) => !heavy.includes(one)), ...heavy]) {
    if (fault === chosen.find((one) => !heavy.includes(one))) await begin(["numpy"]);
    if (fault === heavy[0]) await begin(null);
    const row = { ...fault, ...(await page.evaluate((code) => window.trial(code), fault.code)) };
    rows.push(row);
    // What is held by its variables is not the next one's to work with.
    if (row.outcome.includes("MemoryError")) await begin(heavy.includes(fault) ? null : ["numpy"]);
    if (process.env.FAULTS_VERBOSE) console.log(line(row), row.told, row.after);
  }
  const stopped = rows.filter(({ outcome }) => outcome.startsWith("timeout")).map(({ ms }) => ms);
  // What overwrites Python's memory and meets no trap is found when its time is up.
  const fatal = rows.filter(({ outcome, name }) => outcome.startsWith("fatal") && !name.includes("without a trap"));
  const unnamed = rows.filter(({ outcome, expected }) => !expected.includes(outcome));
  const lost = rows.filter(({ after }) => after !== "works");
  const longest = (values: readonly number[]) => Math.round(Math.max(0, ...values));
  console.log([`${"fault".padEnd(44)}${"outcome".padEnd(34)}    ms   after   back stall`, ...rows.map(line)].join("\n"));
  console.log(
    `faults: ${rows.length}, ${unnamed.length} not named as they should be, ${lost.length} not followed by a working run; stopped ${stopped.length}, the slowest ${longest(stopped)} ms after its start (limit ${limits.runMs} ms); ` +
      `fatal ${fatal.length}, ${fatal.filter(({ ms }) => ms <= 1_000).length} of them told within a second of the run's start, the slowest after ${longest(fatal.map(({ ms }) => ms))} ms; longest stall of the page ${longest(rows.map(({ stallMs }) => stallMs))} ms; ${crashes} crashes`,
  );
  expect(unnamed.map(({ name, outcome, told }) => `${name}: ${outcome} (${told})`)).toEqual([]);
  expect(lost.map(({ name, after }) => `${name}: ${after}`)).toEqual([]);
  expect(crashes).toBe(0);
  // The line above has the figures. What is asserted is what no busy machine may break: a stop comes, a fatal end is told
  // by the hook (most of them long before the limit, where waiting would take the whole of it), the page answers all the time.
  expect(longest(stopped)).toBeLessThanOrEqual(limits.runMs + 5_000);
  expect(fatal.filter(({ ms }) => ms < limits.runMs).length).toBeGreaterThanOrEqual(Math.ceil(fatal.length * 0.8));
  expect(longest(rows.map(({ stallMs }) => stallMs))).toBeLessThanOrEqual(1_000);
  if (process.env.FAULTS === undefined) found("Python", "runs", rows.map(({ name, outcome, ms, after, backMs }) => ({ fault: name, outcome, ms, after: `${after}, next result in ${Math.round(backMs)} ms` })));
  if (!full) return;
  expect(rows.length).toBeGreaterThanOrEqual(45);
  expect(fatal.length).toBeGreaterThanOrEqual(10);
});

test("with a warm spare Python is ready again within a second of a kill", async () => {
  const back: number[] = [];
  await begin(null);
  for (let left = full ? 2 : 1; left > 0; left--) {
    await page.waitForTimeout(15_000);
    await expect.poll(() => page.locator("iframe").count(), { timeout: 60_000 }).toBe(2);
    // The second frame is there when its start begins.
    await page.waitForTimeout(8_000);
    const { outcome, backMs, after } = await page.evaluate(() => window.trial("import os\nos.abort()"));
    expect([outcome, after]).toEqual(["fatal lost", "works"]);
    back.push(Math.round(backMs));
  }
  console.log(`faults: with a warm spare a run had its result ${back.join(", ")} ms after the kernel before it was lost`);
  // A start of its own takes several seconds and more on a busy machine; a spare that was ready does not.
  expect(Math.min(...back)).toBeLessThanOrEqual(1_000);
});
