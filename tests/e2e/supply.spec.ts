import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { readLock } from "../support/pyodide.ts";
import { openBench } from "../support/sandbox-bench.ts";

test.describe.configure({ mode: "serial", timeout: 300_000 });

// What the page still asks for when a test ends is not that test's failure, nor the next one's.
test.afterEach(({ page }) => page.unrouteAll({ behavior: "ignoreErrors" }));

/** What the app serves under /pyodide. */
const served = "public/pyodide";

/** Answers with the file of the app, one bit of it another one, where `wanted` says so. */
async function flip(page: Page, wanted: (file: string) => boolean): Promise<string[]> {
  const flipped: string[] = [];
  await page.route("**/pyodide/*", async (route) => {
    const file = decodeURIComponent(new URL(route.request().url()).pathname.split("/").at(-1) ?? "");
    if (!wanted(file)) return route.fallback();
    const body = await readFile(join(served, file));
    const place = Math.floor(body.length / 2);
    body.writeUInt8(body.readUInt8(place) ^ 1, place);
    flipped.push(file);
    await route.fulfill({ body, contentType: file.endsWith(".wasm") ? "application/wasm" : "application/octet-stream" });
  });
  return flipped;
}

/** A kernel starts; or in which words it does not. */
const start = (page: Page): Promise<string> =>
  page.evaluate(() => window.bench.start({}, "unchecked").then(() => "started", (error: unknown) => (error instanceof Error ? error.message : String(error))));

async function fresh(browser: import("@playwright/test").Browser, baseURL: string | undefined): Promise<Page> {
  const page = await (await browser.newContext({ baseURL })).newPage();
  await openBench(page);
  return page;
}

const gone = (page: Page, file: string) => page.route(`**/pyodide/${file}`, (route) => route.fulfill({ status: 404, body: "" }));

/** Python wakes from no heap, so that the packages in it are fetched. */
const withoutHeap = (page: Page) => gone(page, "snapshot.json");

/** Everything comes as it was published. */
async function withoutCompiled(page: Page): Promise<void> {
  await withoutHeap(page);
  await gone(page, "compiled.json");
}

const reason = /^(\S+) is not the file it should be \(its digest differs\)\. Run the set-up again\.$/;

test("a byte flipped in what Python starts from is refused, with a reason", async ({ browser, baseURL }) => {
  const told: string[] = [];
  for (const bad of ["pyodide.asm.wasm", "python_stdlib.zip", "numpy-", "pandas-"]) {
    const page = await fresh(browser, baseURL);
    await withoutCompiled(page);
    await flip(page, (file) => file.startsWith(bad));
    told.push(await start(page));
    await page.context().close();
  }
  console.log(`supply: ${told.filter((one) => reason.test(one)).length} of ${told.length} core files with a byte flipped refused: ${told[0]}`);
  for (const one of told) expect(one).toMatch(reason);
});

test("a byte flipped in a package is refused when it is needed, with a reason, and Python goes on", async ({ browser, baseURL }) => {
  const page = await fresh(browser, baseURL);
  await withoutCompiled(page);
  // What Python starts with is the matter of the test above.
  const base = ["numpy", "pandas", "python-dateutil", "six", "pytz", "tzdata", "openpyxl", "et-xmlfile"];
  const packages = Object.values(readLock().packages).filter(({ name, imports }) => !base.includes(name) && imports.length > 0);
  const wanted = packages.filter(({ depends }) => depends.length <= 3).slice(0, 20);
  await flip(page, (file) => wanted.some((one) => one.file === file));
  expect(await start(page)).toBe("started");
  const told: string[] = [];
  for (const { imports } of wanted) {
    const seen = await page.evaluate(async (code) => (await window.bench.run(code)).observation, `import ${imports[0]}`);
    told.push(seen.status === "killed" ? seen.message : seen.status);
  }
  const refused = told.filter((one) => reason.test(one));
  const after = await page.evaluate(async () => (await window.bench.run("1 + 1")).observation);
  console.log(`supply: ${refused.length} of ${wanted.length} packages with a byte flipped refused; a run afterwards: ${after.status}`);
  expect(wanted.length).toBeGreaterThanOrEqual(20);
  for (const [at, one] of told.entries()) expect(one, wanted[at]?.name).toMatch(reason);
  expect(after).toMatchObject({ status: "ok", value: "2" });
  await page.context().close();
});

test("a byte flipped in what was compiled ahead makes Python start from the published files, and says so", async ({ browser, baseURL }) => {
  const page = await fresh(browser, baseURL);
  await withoutHeap(page);
  const warned: string[] = [];
  page.on("console", (message) => message.type() === "warning" && warned.push(message.text()));
  const flipped = await flip(page, (file) => file.startsWith("numpy-") && file.endsWith(".pyc.zip.zstd"));
  expect(await start(page)).toBe("started");
  expect(flipped.length).toBeGreaterThan(0);
  expect(warned.join()).toMatch(/starts from the plain wheels.*digest differs/);
  console.log(`supply: ${flipped.length} compiled archive with a byte flipped: ${warned[0]}`);
  await page.context().close();
});
