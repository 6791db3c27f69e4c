import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { root } from "../support/pyodide.ts";
import { openBench } from "../support/sandbox-bench.ts";
import { workbook } from "../support/workbook.ts";

test.describe.configure({ mode: "serial", timeout: 240_000 });

const aids = readFileSync(`${root}/tests/support/left-over.py`, "utf8");
const allowedPackages = ["pandas", "matplotlib"];
const leftOut = ["scikit-learn", "scipy", "openpyxl", "xlsxwriter", "lxml", "plotly", "sympy", "seaborn", "regex", "jinja2", "python-docx", "python-pptx", "beautifulsoup4", "narwhals", "joblib"];
const modules = ["sklearn", "scipy", "openpyxl", "xlsxwriter", "lxml", "plotly", "sympy", "seaborn", "regex", "jinja2", "docx", "pptx", "bs4", "narwhals", "joblib"];
const words = JSON.stringify([...new Set([...leftOut, ...modules].map((name) => name.replaceAll("-", "_")))]);

let page: Page;
let asked: string[] = [];

const run = async (code: string) => (await page.evaluate((text) => window.bench.run(text), code)).observation;

test.beforeAll(async ({ browser, baseURL }) => {
  page = await (await browser.newContext({ baseURL })).newPage();
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await openBench(page);
});

test.afterAll(() => page.context().close());

test("packages that the policy does not allow leave no trace in the kernel, whatever the code asks for", async () => {
  await page.evaluate((list) => window.bench.start({}, "unchecked", { allowedPackages: list }), allowedPackages);
  for (const name of modules) await run(`import ${name}\n1`);
  const counts = `[len(list(paths(words))), len(findable(words)), len(installed(words)), len(known(words)), len(list(paths(["pandas", "matplotlib", "six"]))) > 2]`;
  const seen = await run(`${aids}\nwords = ${words}\nprint(list(paths(words)), findable(words), installed(words), known(words))\n${counts}`);
  const files = asked.filter((path) => /\.(whl|zip)$/.test(path) && leftOut.some((name) => path.toLowerCase().replaceAll("_", "-").includes(`/${name}-`)));
  console.log(`allow-list: ${modules.length} imports of ${leftOut.length} packages left out; files ${files.length} fetched; traces ${seen.status === "ok" ? seen.value : seen.status}`);
  expect(seen, JSON.stringify(seen)).toMatchObject({ status: "ok", value: "[0, 0, 0, 0, True]" });
  expect(files).toEqual([]);
});

test("where all are allowed the same look finds them, so it can find", async () => {
  asked = [];
  await page.evaluate(() => window.bench.start({}, "unchecked"));
  await run("import openpyxl, regex\n1");
  const seen = await run(`${aids}\nwords = ${words}\n[len(list(paths(words))) > 0, len(findable(words)) > 0, len(installed(words)) > 0, len(known(words)) > 0]`);
  expect(seen).toMatchObject({ status: "ok", value: "[True, True, True, True]" });
  expect(asked.filter((path) => path.includes("openpyxl")).length).toBeGreaterThan(0);
});

test("an import of one is refused before the run, with its line and the nearest allowed way", async () => {
  await page.evaluate((list) => window.bench.start({}, undefined, { allowedPackages: list }), allowedPackages);
  const told: string[] = [];
  for (const name of modules) {
    const seen = await run(`print("begun")\nimport ${name}`);
    expect(seen, name).toMatchObject({ status: "error", stdout: "", error: { type: "PolicyError", line: 2 } });
    told.push(seen.status === "error" ? (seen.error.message.split("\n").at(-1) ?? "") : "");
  }
  console.log(told.join("\n"));
  for (const line of told) {
    expect(line).toMatch(/^line 2: \w+ is not among the allowed packages\. Use .+\.$/);
    for (const name of modules) expect(line.split("packages.")[1]).not.toMatch(new RegExp(`\\b${name}\\b`));
  }
  expect(await run("import pandas as pd, matplotlib.pyplot as plt\nint(pd.Series([1, 2]).sum())")).toMatchObject({ status: "ok", value: "3" });
});

test("files are read within what is allowed, and one that needs a package that is not says which", async () => {
  const bytes = [...(await workbook({ staff: [["name", "n"], ["Ada", 1]] }))];
  const opened = await page.evaluate(async (numbers) => {
    const files = [new File(["a,b\n1,2\n"], "plain.csv"), new File([new Uint8Array(numbers)], "book.xlsx")];
    return (await window.bench.box().open(files.map((file) => ({ name: file.name, file })), AbortSignal.timeout(60_000))).opened;
  }, bytes);
  expect(opened.files.map(({ file }) => file)).toEqual(["plain.csv"]);
  expect(opened.problems).toMatchObject([{ file: "book.xlsx", reason: expect.stringContaining("openpyxl"), fix: expect.stringContaining("CSV") }]);
});

test("a policy without pandas still runs code, and says of a file why it is not read", async () => {
  await page.evaluate(() => window.bench.start({}, undefined, { allowedPackages: ["numpy"] }));
  expect(await run("import numpy as np\nint(np.arange(4).sum())")).toMatchObject({ status: "ok", value: "6" });
  const opened = await page.evaluate(() => window.bench.open({ "plain.csv": "a,b\n1,2\n" }));
  expect(opened).toMatchObject({ files: [], problems: [{ file: "plain.csv", reason: expect.stringContaining("pandas") }] });
});
