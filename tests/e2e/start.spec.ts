import { expect, type Page, test } from "@playwright/test";
import { openBench } from "../support/sandbox-bench.ts";

test.describe.configure({ timeout: 240_000 });

/** Boots a kernel in a page of its own; what was fetched for it, and what the console said. */
async function booted(page: Page) {
  const files: string[] = [];
  const notes: string[] = [];
  page.on("request", (request) => files.push(new URL(request.url()).pathname.split("/").at(-1) ?? ""));
  page.on("console", (message) => message.type() === "warning" && notes.push(message.text()));
  await openBench(page);
  await page.evaluate(() => window.bench.start({}));
  return { files, notes };
}

const answer = (page: Page) =>
  page.evaluate(async () => {
    const { observation } = await window.bench.run("import pandas\nint(pandas.DataFrame({'a': [20, 22]})['a'].sum())");
    return observation.status === "ok" ? observation.value : JSON.stringify(observation);
  });

test("Python starts from what set-up has compiled; no wheel is fetched", async ({ page }) => {
  const { files, notes } = await booted(page);
  expect(files.filter((name) => name.endsWith(".whl"))).toEqual([]);
  expect(files).toContain("python_stdlib.pyc.zip");
  expect(files).toContain("pandas-3.0.2.pyc.zip");
  expect(notes).toEqual([]);
});

test("a compiled archive with other bytes is refused: Python starts from the wheels, and the console says so", async ({ page }) => {
  await page.route("**/pandas-*.pyc.zip*", (route) => route.fulfill({ body: "something else" }));
  const { files, notes } = await booted(page);
  expect(await answer(page)).toBe("42");
  expect(files.some((name) => name.startsWith("pandas-") && name.endsWith(".whl"))).toBe(true);
  expect(notes.join()).toMatch(/starts from the plain wheels.*pandas-3\.0\.2\.pyc\.zip is not the file it should be/);
});

test("where nothing is compiled, Python starts from the wheels", async ({ page }) => {
  await page.route("**/compiled.json", (route) => route.fulfill({ status: 404 }));
  const { files, notes } = await booted(page);
  expect(await answer(page)).toBe("42");
  expect(files).toContain("python_stdlib.zip");
  expect(notes.join()).toMatch(/starts from the plain wheels.*compiled\.json could not be fetched/);
});
