import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, type Page, test } from "@playwright/test";
import { openBench } from "../support/sandbox-bench.ts";

test.describe.configure({ timeout: 240_000 });

// What the page still asks for when a test ends is not that test's failure, nor the next one's.
test.afterEach(({ page }) => page.unrouteAll({ behavior: "ignoreErrors" }));

const vendored = join(dirname(fileURLToPath(import.meta.url)), "../../public/pyodide");

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

async function value(page: Page, code: string): Promise<string> {
  return page.evaluate(async (text) => {
    const { observation } = await window.bench.run(text);
    return observation.status === "ok" ? (observation.value ?? "") : JSON.stringify(observation);
  }, code);
}

const answer = (page: Page) => value(page, "import pandas\nint(pandas.DataFrame({'a': [20, 22]})['a'].sum())");

const withoutSnapshot = (page: Page) => page.route("**/snapshot.json", (route) => route.fulfill({ status: 404 }));

/** Serves the heap with another head, under its true digest. */
async function withHead(page: Page, change: (head: object) => object) {
  const body = Buffer.from(JSON.stringify(change(JSON.parse(readFileSync(join(vendored, "snapshot.head"), "utf8")))));
  const list = JSON.parse(readFileSync(join(vendored, "snapshot.json"), "utf8"));
  const head = { file: "snapshot.head", bytes: body.length, sha256: createHash("sha256").update(body).digest("hex") };
  await page.route("**/snapshot.json", (route) => route.fulfill({ json: { ...list, head } }));
  await page.route("**/snapshot.head*", (route) => route.fulfill({ body }));
}

test("Python wakes from the heap that set-up has taken; no wheel and no whole archive is fetched", async ({ page }) => {
  const { files, notes } = await booted(page);
  expect(await answer(page)).toBe("42");
  expect(files).toContain("snapshot.0.heap.zstd");
  expect(files.filter((name) => name.endsWith(".whl") || /^(?:numpy|pandas|openpyxl).*\.pyc\.zip$/.test(name))).toEqual([]);
  expect(notes).toEqual([]);
});

test("whatever language and zone the browser has, the heap is lived in: nothing that it leaves out depends on them", async ({ browser }) => {
  const context = await browser.newContext({ locale: "zh-Hant-TW", timezoneId: "Asia/Taipei" });
  const page = await context.newPage();
  const { notes } = await booted(page);
  expect(await answer(page)).toBe("42");
  expect(notes).toEqual([]);
  await context.close();
});

test("who wakes draws seeds of their own: two kernels of one heap have nothing random in common, and no seed is left to be seen", async ({ page }) => {
  const drawn = "import os, random, uuid, secrets\nrandom.SystemRandom().random(), str(uuid.uuid1()), str(uuid.uuid4()), secrets.token_hex(8)";
  const made = async () => {
    await page.evaluate(() => window.bench.start({}));
    const numbers = (await value(page, drawn)).slice(1, -1).split(", ");
    await value(page, "import pandas\npandas.DataFrame({'a': [1]})");
    const id = await page.evaluate(() => window.bench.made()[0]?.id ?? "");
    expect(await value(page, "import os\nos.environ.get('PYTHONHASHSEED')")).toMatch(/^(None)?$/);
    return [...numbers, id];
  };
  await openBench(page);
  const [first, second] = [await made(), await made()];
  console.log(`drawn by two kernels: ${first.join(" ")} | ${second.join(" ")}`);
  expect(first).toHaveLength(5);
  for (const [at, one] of first.entries()) expect(one).not.toBe(second[at]);
});

test("the standard library and the packages' files come when the first result is there, or when code looks for one of them", async ({ page }) => {
  const { files } = await booted(page);
  const late = /stdlib|\.rest\.zip/;
  expect(files.filter((name) => late.test(name))).toEqual([]);
  expect(await value(page, "import colorsys, pandas.io.formats.xml\ncolorsys.rgb_to_hsv(1, 1, 1)[2], pandas.io.formats.xml.__name__")).toBe("(1, 'pandas.io.formats.xml')");
  expect(files).toContain("python_stdlib.pyc.zip.zstd");
  expect(files.some((name) => /^pandas.*\.rest\.zip\.zstd$/.test(name))).toBe(true);
});

test("files with other bytes that were to come later end the kernel with the reason; the next one does without them", async ({ page }) => {
  await page.route("**/numpy-*.rest.zip*", (route) => route.fulfill({ body: "something else" }));
  const { notes } = await booted(page);
  await expect.poll(() => notes.join(), { timeout: 60_000 }).toMatch(/without its snapshot.*numpy-\S+\.rest\.zip\.zstd is not the file it should be/);
  expect(await answer(page)).toBe("42");
  expect(await value(page, "import colorsys\ncolorsys.rgb_to_hsv(1, 1, 1)[2]")).toBe("1");
});

test("a heap with other bytes is refused: Python begins from nothing, and the console says so", async ({ page }) => {
  await page.route("**/snapshot.3.heap*", (route) => route.fulfill({ body: "something else" }));
  const { files, notes } = await booted(page);
  expect(await answer(page)).toBe("42");
  expect(files).toContain("pandas-3.0.2.pyc.zip.zstd");
  expect(notes.join()).toMatch(/without its snapshot.*snapshot\.3\.heap\.zstd is not the file it should be/);
});

test("libraries with other bytes are refused as well", async ({ page }) => {
  await page.route("**/snapshot.libraries*", (route) => route.fulfill({ body: "something else" }));
  const { notes } = await booted(page);
  expect(await answer(page)).toBe("42");
  expect(notes.join()).toMatch(/without its snapshot.*snapshot\.libraries\.zstd is not the file it should be/);
});

test("a piece of the heap that is what its digest says, but was packed by nobody, is not lived in", async ({ page }) => {
  const list = JSON.parse(readFileSync(join(vendored, "snapshot.json"), "utf8"));
  const body = Buffer.from("nothing that anybody has packed");
  const piece = { ...list.pieces[2], bytes: body.length, sha256: createHash("sha256").update(body).digest("hex") };
  await page.route("**/snapshot.json", (route) => route.fulfill({ json: { ...list, pieces: list.pieces.with(2, piece) } }));
  await page.route(`**/${piece.file}*`, (route) => route.fulfill({ body }));
  const { notes } = await booted(page);
  expect(await answer(page)).toBe("42");
  expect(notes.join()).toMatch(/without its snapshot/);
  console.log(`start: ${notes.join()}`);
});

test("a heap taken of other Python sources is not lived in", async ({ page }) => {
  await withHead(page, (head) => ({ ...head, sources: "0".repeat(64) }));
  const { notes } = await booted(page);
  expect(await answer(page)).toBe("42");
  expect(notes.join()).toMatch(/without its snapshot.*taken of other Python sources/);
});

test("a heap of which a piece is left out is not lived in", async ({ page }) => {
  const list = JSON.parse(readFileSync(join(vendored, "snapshot.json"), "utf8"));
  await page.route("**/snapshot.json", (route) => route.fulfill({ json: { ...list, pieces: list.pieces.slice(1) } }));
  const { notes } = await booted(page);
  expect(await answer(page)).toBe("42");
  expect(notes.join()).toMatch(/without its snapshot.*the heap has \d+ bytes, not \d+/);
});

test("a heap of another interpreter is not lived in", async ({ page }) => {
  await withHead(page, (head) => ({ ...head, tableStart: 7 }));
  const { notes } = await booted(page);
  expect(await answer(page)).toBe("42");
  expect(notes.join()).toMatch(/without its snapshot.*the table begins at \d+, not at 7/);
});

test("a heap that leaves out what this interpreter does not bring is not lived in", async ({ page }) => {
  await withHead(page, (head) => ({ ...head, spared: { runs: [[4096, 64]], sum: 1 } }));
  const { notes } = await booted(page);
  expect(await answer(page)).toBe("42");
  expect(notes.join()).toMatch(/without its snapshot.*own data are not those that the snapshot was taken over/);
});

test("a heap that fails its own test is given up, with the reason", async ({ page }) => {
  await page.route("**/pyodide/lock.json", async (route) => {
    const lock = JSON.parse(readFileSync(join(vendored, "lock.json"), "utf8"));
    await route.fulfill({ json: { ...lock, packages: { ...lock.packages, numpy: { ...lock.packages.numpy, version: "9.9.9" } } } });
  });
  const { notes } = await booted(page);
  expect(await answer(page)).toBe("42");
  expect(notes.join()).toMatch(/without its snapshot.*failed its test: numpy is '2\.4\.3', not '9\.9\.9'/);
});

test("a compiled archive with other bytes is refused: Python starts from the wheels, and the console says so", async ({ page }) => {
  await withoutSnapshot(page);
  await page.route("**/pandas-*.pyc.zip*", (route) => route.fulfill({ body: "something else" }));
  const { files, notes } = await booted(page);
  expect(await answer(page)).toBe("42");
  expect(files.some((name) => name.startsWith("pandas-") && name.endsWith(".whl"))).toBe(true);
  expect(notes.join()).toMatch(/starts from the plain wheels.*pandas-3\.0\.2\.pyc\.zip\.zstd is not the file it should be/);
});

test("without a snapshot Python starts from what set-up has compiled; no wheel is fetched", async ({ page }) => {
  await withoutSnapshot(page);
  const { files, notes } = await booted(page);
  expect(await answer(page)).toBe("42");
  expect(files.filter((name) => name.endsWith(".whl"))).toEqual([]);
  expect(files).toContain("pandas-3.0.2.pyc.zip.zstd");
  expect(notes.join()).toMatch(/without its snapshot.*snapshot\.json could not be fetched/);
});

test("where nothing is compiled, Python starts from the wheels", async ({ page }) => {
  await page.route("**/compiled.json", (route) => route.fulfill({ status: 404 }));
  const { files, notes } = await booted(page);
  expect(await answer(page)).toBe("42");
  expect(files).toContain("python_stdlib.zip");
  expect(notes.join()).toMatch(/starts from the plain wheels.*compiled\.json could not be fetched/);
});

test("what questions lead to later is fetched while nobody waits, and not where the network is dear", async ({ page, context }) => {
  const { files } = await booted(page);
  await expect.poll(() => files, { timeout: 60_000 }).toContain("matplotlib-3.10.8.pyc.zip.zstd");
  expect(files).toContain("scikit-learn-1.8.0.pyc.zip.zstd");
  const thrifty = await context.newPage();
  await thrifty.addInitScript(() => Object.defineProperty(navigator, "connection", { value: { saveData: true } }));
  const { files: few } = await booted(thrifty);
  await thrifty.waitForTimeout(15_000);
  expect(few.filter((name) => name.startsWith("matplotlib") || name.startsWith("scikit-learn"))).toEqual([]);
});
