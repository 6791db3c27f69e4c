import { expect, type Page, test } from "@playwright/test";
import { type FaultRow, found } from "../support/fault-rows.ts";
import { hostileFiles, sparseFile } from "../support/hostile/make.ts";
import type { Tried } from "../support/hostile/page.ts";
import { openBench } from "../support/sandbox-bench.ts";

test.describe.configure({ mode: "serial", timeout: 600_000 });

let page: Page;
let crashes = 0;

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(240_000);
  page = await (await browser.newContext({ baseURL })).newPage();
  page.on("crash", () => { crashes += 1; });
  await openBench(page, "hostile/page.ts");
  await page.evaluate(() => window.bench.start({ openMs: 60_000 }));
  await page.evaluate(() => window.bench.open({ "good.csv": "a,b\n1,2\n3,4\n" }));
});

test.afterAll(() => page.context().close());

/** `expected` in the words of tests/support/hostile/files.py. */
function fits({ rows, problems }: Tried, expected: string): boolean {
  const wanted = expected.match(/problem \/[^/]*\/(?: rows \d+)?|rows \d+/g) ?? [];
  return wanted.some((one) => {
    const words = /\/(.*)\//.exec(one)?.[1];
    const count = /rows (\d+)/.exec(one)?.[1];
    return (words === undefined || (problems !== "" && new RegExp(words, "i").test(problems))) && (count === undefined || rows === Number(count));
  });
}

test("each hostile or broken file is read rightly or named as a problem, and leaves the others usable", async () => {
  const files = await hostileFiles();
  const wrong: string[] = [];
  const rows: string[] = [];
  const table: FaultRow[] = [];
  for (const { path, name, expected } of files.filter((one) => one.path.includes(process.env.HOSTILE ?? ""))) {
    await page.setInputFiles("input[type=file]", path);
    const tried = await page.evaluate((given) => window.tryFile(given), name);
    const shown = `${(path.split("/").at(-1) ?? "").padEnd(26)}${tried.rows === null ? "       -" : `${tried.rows}`.padStart(8)}${Math.round(tried.ms).toString().padStart(7)} ms  ${tried.problems.slice(0, 110)}`;
    rows.push(shown);
    table.push({ fault: name, outcome: tried.rows === null ? "named as a problem" : `read, ${tried.rows} rows`, ms: tried.ms, after: tried.good ? "the file beside it works" : "the file beside it is lost" });
    if (process.env.HOSTILE_VERBOSE) console.log(shown);
    if (!fits(tried, expected)) wrong.push(`${name}: expected ${expected}, got ${tried.rows} rows, ${tried.problems.slice(0, 200)}`);
    if (!tried.good) wrong.push(`${name}: the file beside it is not usable any more`);
  }
  console.log([`${"file".padEnd(26)}    rows       time  problem`, ...rows].join("\n"));
  console.log(`hostile files: ${files.length}, ${wrong.length} not as expected, ${crashes} crashes`);
  found("file", "hostile", table);
  expect(wrong).toEqual([]);
  expect(crashes).toBe(0);
  if (!process.env.HOSTILE) expect(files.length).toBeGreaterThanOrEqual(40);
});

test("a file of 2.3 GB opens without a copy, and its last bytes can be read", async () => {
  await page.setInputFiles("input[type=file]", sparseFile(2_300_000_000));
  const { ms, told, tail } = await page.evaluate(() => window.mountOnly());
  console.log(`hostile files: 2.3 GB opened in ${Math.round(ms)} ms (${told}); ${tail}`);
  expect(tail).toBe("(2300000000, b'\\x00\\x00\\x00\\x00', 6)");
  found("file", "sparse", [{ fault: "a sparse file of 2.3 GB", outcome: "opened without a copy", ms, after: "its last bytes can be read" }]);
  expect(ms).toBeLessThan(20_000);
  expect(crashes).toBe(0);
});
