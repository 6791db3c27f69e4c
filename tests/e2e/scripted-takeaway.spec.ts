import { writeFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { z } from "zod";
import { membersOf, unpacked } from "../../lib/browser/unmask/zip.ts";
import { add, answer, bytesOf } from "../support/desk.ts";
import { entriesAfter, lastSeq } from "../support/entries.ts";
import { bootPyodide } from "../support/pyodide.ts";
import { fence } from "../support/scripted/reply.ts";
import { type Scripted, startScripted } from "../support/scripted-server.ts";
import { sheetsOf } from "../support/workbook.ts";

/** Everything that can be taken away, out of one masked session, opened by readers that are not ours. */
test.describe.configure({ timeout: 300_000 });

const regions = ["North", "South", "=1+2"];
const people = ["email,region,amount", ...Array.from({ length: 30 }, (_, at) => `ada.nowak${at}@example.org,${regions[at % 3]},${100 - at}`)].join("\n");
const token = /\bemail_[0-9A-Za-z]{8}\b/;

const first = `import matplotlib.pyplot as plt
import plotly.express as px
largest = people.sort_values("amount", ascending=False).head(8)
totals = people.groupby("region", as_index=False)["amount"].sum()
show(largest, title="Largest orders")
show(totals, title="By region")
figure, axes = plt.subplots()
axes.bar(largest["email"].head(3), largest["amount"].head(3))
axes.set_title("Three largest")
show(figure)
show(px.bar(totals, x="region", y="amount", title="Regions"))
final_answer(f"**North** leads with {totals['amount'].max()}; the largest order is by {largest['email'].iloc[0]}.", evidence=["North has the *first* order.", "There are 30 orders."], caveats=["One day only."])`;
const second = ["print(nobody)", 'final_answer(f"There are {len(people)} orders in {len(totals)} regions.")'];

let model: Scripted;
let page: Page;
const question = "Which region leads, and is ada.nowak0@example.org in it?";

test.beforeAll(async ({ browser }) => {
  model = await startScripted({ script: () => ({ text: "" }), port: Number(process.env.MODEL_PORT), key: "test-key" });
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto("/");
  await page.waitForFunction(() => "sandpiperDoor" in globalThis);
  await add(page, [{ name: "people.csv", bytes: people }]);
  model.play(() => fence("I add up.", first));
  await answer(page, question);
  const from = model.requests.length;
  model.play(({ index }) => fence("I count.", second[Math.min(index - from, 1)] ?? ""));
  await expect(await answer(page, "How many orders are there?")).toContainText("There are 30 orders in 3 regions.");
});
test.afterAll(async () => {
  await page?.context().close();
  await model?.close();
});

/** Chooses from a menu; gives what is downloaded. */
async function taken(menu: "Take away" | "Take away all of it" | "Alles mitnehmen", item: string) {
  await page.getByRole("button", { name: menu, exact: true }).last().click();
  const [download] = await Promise.all([page.waitForEvent("download", { timeout: 120_000 }), page.getByRole("menuitem", { name: new RegExp(`^${item}`) }).click()]);
  return { name: download.suggestedFilename(), bytes: await bytesOf(download) };
}

const text = ({ bytes }: { bytes: Uint8Array }) => new TextDecoder().decode(bytes);
const Documents = {
  docx: z.object({ paragraphs: z.array(z.tuple([z.string(), z.string()])), tables: z.array(z.array(z.array(z.string()))), pictures: z.array(z.tuple([z.number(), z.string()])) }),
  pptx: z.array(z.object({ texts: z.array(z.string()), tables: z.array(z.array(z.array(z.string()))), pictures: z.array(z.number()) })),
  script: z.tuple([z.string(), z.array(z.string())]),
};

test("the menu is reached by keyboard, says what each thing is, and is free of serious findings", async () => {
  const button = page.getByRole("button", { name: "Take away", exact: true }).last();
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem")).toHaveCount(6);
  await page.keyboard.press("Escape");
  await expect(button).toBeFocused();
  await page.getByRole("button", { name: "Take away all of it" }).click();
  await expect(page.getByRole("menuitem")).toHaveCount(8);
  await page.screenshot({ path: "test-results/takeaway-light-1440.png" });
  const found = await new AxeBuilder({ page }).analyze();
  expect(found.violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
  await page.keyboard.press("Escape");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: "Take away", exact: true }).first().click();
  await page.screenshot({ path: "test-results/takeaway-dark-390.png", animations: "disabled" });
  await page.keyboard.press("Escape");
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1440, height: 900 });
});

test("the notebook and the script run as they stand beside the file, and find what the session found", async () => {
  const notebook = await taken("Take away", "Notebook");
  const script = await taken("Take away", "Python script");
  expect([notebook.name, script.name]).toEqual(["How-many-orders-are-there.ipynb", "How-many-orders-are-there.py"]);
  for (const one of [notebook, script]) expect(text(one).replace(/KERNEL = .*/, "")).not.toMatch(token);
  await writeFile("test-results/takeaway.py", script.bytes);
  await writeFile("test-results/takeaway.ipynb", notebook.bytes);
  await writeFile("test-results/people.csv", people);
  const python = await bootPyodide(() => undefined);
  python.FS.mkdirTree("/inputs");
  for (const [name, content] of Object.entries({ "people.csv": people, "n.ipynb": notebook.bytes, "s.py": script.bytes })) python.FS.writeFile(`/inputs/${name}`, content);
  const shown = python.runPython('import jupyter, os\nos.chdir("/inputs")\njupyter.run("/inputs/n.ipynb")');
  const [printed, made] = Documents.script.parse(JSON.parse(python.runPython('import documents\ndocuments.script("/inputs/s.py", "/inputs")')));
  for (const said of [shown, printed]) {
    expect(said).toContain("the largest order is by ada.nowak0@example.org.");
    expect(said).toContain("There are 30 orders in 3 regions.");
  }
  expect(printed).toContain("It failed, as in the session: NameError: name 'nobody' is not defined");
  expect(made).toEqual(["chart-1.json", "figure-1.png"]);
});

test("the report is one file that shows its pictures offline and asks nobody for anything", async ({ browser }) => {
  const report = await taken("Take away all of it", "Report");
  expect(report.name).toBe("Which-region-leads-and-is-ada.nowak0-example.org-in-it.html");
  expect(text(report)).not.toMatch(token);
  await writeFile("test-results/takeaway.html", report.bytes);
  const context = await browser.newContext({ offline: true, viewport: { width: 1440, height: 900 } });
  const reader = await context.newPage();
  const asked: string[] = [];
  const refused: string[] = [];
  context.on("request", (request) => asked.push(request.url().slice(0, 60)));
  reader.on("console", (message) => message.type() === "error" && refused.push(message.text()));
  await reader.goto(`file://${process.cwd()}/test-results/takeaway.html`);
  expect(await reader.locator("img").evaluateAll((all) => all.map((image) => image instanceof HTMLImageElement && image.naturalWidth > 100))).toEqual([true, true]);
  await expect(reader.getByText("the largest order is by ada.nowak0@example.org.")).toBeVisible();
  expect(asked.filter((url) => !url.startsWith("file:") && !url.startsWith("data:"))).toEqual([]);
  expect(asked.filter((url) => url.startsWith("file:"))).toHaveLength(1);
  expect(refused).toEqual([]);
  await reader.screenshot({ path: "test-results/takeaway-report.png", fullPage: true });
  const pdf = await reader.pdf({ path: "test-results/takeaway.pdf", preferCSSPageSize: true });
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  await context.close();
});

test("print hands the same report to the browser's own dialog, once it is on record", async ({ request }) => {
  const before = await lastSeq(request);
  await page.evaluate(() => {
    new MutationObserver((changes) => {
      for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes]))
        if (node instanceof HTMLIFrameElement && node.srcdoc)
          node.addEventListener("load", () => {
            document.body.dataset["printed"] = `${node.sandbox.value}|${node.contentDocument?.querySelectorAll("img").length}|${node.contentDocument?.title}`;
          });
    }).observe(document.body, { childList: true });
  });
  await page.getByRole("button", { name: "Take away all of it" }).click();
  await page.getByRole("menuitem", { name: "Print or save as PDF" }).click();
  await expect(page.locator("body")).toHaveAttribute("data-printed", `allow-same-origin allow-modals|2|${question}`, { timeout: 60_000 });
  const exports = (await entriesAfter(request, before)).filter(({ record }) => record.type === "export").map(({ record }) => record["format"]);
  expect(exports).toEqual(["print"]);
});

test("document and slides have real headings, tables and pictures for other readers", async () => {
  const docx = await taken("Take away all of it", "Word document");
  const pptx = await taken("Take away all of it", "Slides");
  await writeFile("test-results/takeaway.docx", docx.bytes);
  await writeFile("test-results/takeaway.pptx", pptx.bytes);
  const python = await bootPyodide(() => undefined);
  python.FS.writeFile("/tmp/a.docx", docx.bytes);
  python.FS.writeFile("/tmp/a.pptx", pptx.bytes);
  const document = Documents.docx.parse(JSON.parse(python.runPython('import documents\ndocuments.docx("/tmp/a.docx")')));
  expect(document.paragraphs.filter(([style]) => style === "Heading 1").map(([, words]) => words)).toEqual([question, "How many orders are there?"]);
  expect(document.paragraphs.some(([, words]) => words.startsWith("North leads with") && words.endsWith("ada.nowak0@example.org."))).toBe(true);
  expect(document.tables.map(({ length }) => length)).toEqual([9, 4]);
  expect(document.tables[0]?.slice(0, 2)).toEqual([["email", "region", "amount"], ["ada.nowak0@example.org", "North", "100"]]);
  expect(document.pictures).toHaveLength(2);
  for (const [width, description] of document.pictures) expect([width > 1_000_000, description.length > 0]).toEqual([true, true]);
  const slides = Documents.pptx.parse(JSON.parse(python.runPython('documents.pptx("/tmp/a.pptx")')));
  expect(slides[0]?.texts[0]).toBe(question);
  expect(slides.flatMap(({ tables }) => tables).map(({ length }) => length)).toEqual([9, 4]);
  expect(slides.flatMap(({ pictures }) => pictures).every((bytes) => bytes > 1_000)).toBe(true);
  expect(slides.flatMap(({ pictures }) => pictures)).toHaveLength(2);
  expect(JSON.stringify([document, slides])).not.toMatch(token);
  console.log(`a document of ${docx.bytes.length} bytes, ${slides.length} slides of ${pptx.bytes.length} bytes`);
});

test("tables leave with all rows as a workbook and as CSV, and no cell is a formula; each export is on record without a value", async ({ request }) => {
  const before = await lastSeq(request);
  const book = await taken("Take away all of it", "Tables for Excel");
  const sheets = await sheetsOf(book.bytes);
  expect(Object.keys(sheets)).toEqual(["Largest orders", "By region"]);
  expect(sheets["By region"]).toEqual([["region", "amount"], ["=1+2", 845], ["North", 865], ["South", 855]]);
  const members = membersOf(book.bytes) ?? [];
  const xml = await Promise.all(members.filter(({ name }) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name)).map(async (member) => new TextDecoder().decode((await unpacked(member)) ?? undefined)));
  expect(xml).toHaveLength(2);
  expect(xml.join("")).not.toMatch(/<f[ >]/);
  const zip = await taken("Take away all of it", "Tables as CSV");
  const files = Object.fromEntries(await Promise.all((membersOf(zip.bytes) ?? []).map(async (member) => [member.name, new TextDecoder().decode((await unpacked(member)) ?? undefined)])));
  expect(Object.keys(files)).toEqual(["Largest-orders.csv", "By-region.csv"]);
  expect(files["By-region.csv"]).toContain("'=1+2,845\r\n");
  expect(files["Largest-orders.csv"]).toContain("ada.nowak0@example.org,North,100");
  const entries = (await entriesAfter(request, before)).filter(({ record }) => record.type === "export");
  expect(entries.map(({ record }) => [record["format"], record["unmasked"]])).toEqual([["xlsx", true], ["zip", true]]);
  expect(JSON.stringify(entries)).not.toContain("ada.nowak0");
});

test("in German, report, document and notebook have German headings", async () => {
  await page.getByRole("button", { name: "Language", exact: true }).click();
  await page.getByRole("menuitemradio", { name: "Deutsch" }).click();
  const report = await taken("Alles mitnehmen", "Bericht");
  for (const part of ['<html lang="de">', "Worauf sie sich stützt", "Was zu bedenken ist", "Über diesen Bericht"]) expect(text(report)).toContain(part);
  expect(text(await taken("Alles mitnehmen", "Jupyter-Notebook"))).toContain("So wurde es in der Sitzung beantwortet");
  for (const [item, path] of [["Word-Dokument", /^word\/document\.xml$/], ["Folien", /^ppt\/slides\/slide\d+\.xml$/]] as const) {
    const members = (membersOf((await taken("Alles mitnehmen", item)).bytes) ?? []).filter(({ name }) => path.test(name));
    const xml = await Promise.all(members.map(async (member) => new TextDecoder().decode((await unpacked(member)) ?? undefined)));
    expect(xml.join("")).toContain("Worauf sie sich stützt");
    expect(xml.join("")).not.toContain("What carries it");
  }
});
