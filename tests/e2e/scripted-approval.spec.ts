import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { add, answer, ask, steps } from "../support/desk.ts";
import { entriesAfter, lastSeq } from "../support/entries.ts";
import { fence } from "../support/scripted/reply.ts";
import { type Scripted, startScripted } from "../support/scripted-server.ts";

test.describe.configure({ timeout: 300_000 });

const sales = ["region,product,amount", "North,tea,10", "South,tea,20", "North,rye,35"].join("\n");
const count = fence("I count the rows.", "import pandas as pd\nprint(len(sales))");
const total = (more = "") =>
  fence(
    "I add up and save.",
    `totals = sales.groupby("region")["amount"].sum()\nsave(totals.reset_index(), "totals.csv")${more}\nfinal_answer(f"North has {totals['North']}.")`,
  );
let model: Scripted;

test.beforeAll(async () => {
  model = await startScripted({ script: [total()], port: Number(process.env.MODEL_PORT), key: "test-key" });
});
test.afterAll(() => model.close());

const box = (page: Page) => page.getByRole("region", { name: "May this script run?" });

async function asked(page: Page, question: string, replies: ReturnType<typeof fence>[]) {
  const from = model.requests.length;
  model.play((seen) => replies[Math.min(seen.index - from, replies.length - 1)] ?? { text: "" });
  const turn = await ask(page, question);
  await expect(box(page)).toBeVisible({ timeout: 60_000 });
  return turn;
}

const settle = (page: Page) => page.waitForTimeout(900);
const ended = (turn: Awaited<ReturnType<typeof ask>>) => expect(turn).toHaveAttribute("aria-busy", "false", { timeout: 60_000 });

test("a script waits, says in plain words what it does, runs when it is let, and is on record as approved by the person", async ({
  page,
  request,
}) => {
  await page.goto("/");
  await add(page, [{ name: "sales.csv", bytes: sales }]);
  const before = await lastSeq(request);
  const turn = await asked(page, "Which region leads?", [count, total()]);
  await expect(box(page)).toBeFocused();
  await expect(box(page)).toContainText("2 lines. It imports pandas. It writes no file.");
  await expect(page.getByRole("status").filter({ hasText: "Waits for you" })).toHaveCount(1);
  expect((await entriesAfter(request, before)).filter(({ record }) => record.type === "run")).toEqual([]);
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: `test-results/approval-${scheme}-1440.png` });
    const found = await new AxeBuilder({ page }).analyze();
    expect(found.violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
  }
  await settle(page);
  await page.keyboard.press("Enter");
  await expect(box(page)).toContainText("It writes totals.csv.", { timeout: 60_000 });
  await expect(box(page)).toContainText("What is new since the script that you last let run");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: "test-results/approval-diff-390.png" });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await box(page).getByRole("button", { name: "Run", exact: true }).click();
  await ended(turn);
  await expect(turn).toContainText("North has 45.");
  const runs = (await entriesAfter(request, before)).filter(({ record }) => record.type === "run");
  expect(runs.map(({ record }) => [record.by, record.approved])).toEqual([
    ["model", "person"],
    ["model", "person"],
  ]);
  await page.setViewportSize({ width: 1440, height: 900 });
});

test("a script that was let run word for word does not wait again", async ({ page }) => {
  await page.goto("/");
  await add(page, [{ name: "sales.csv", bytes: sales }]);
  const turn = await asked(page, "Which region leads?", [total()]);
  await settle(page);
  await page.keyboard.press("Enter");
  await ended(turn);
  await expect(await answer(page, "And once more?")).toContainText("North has 45.");
});

test("a refused script does not run, its reason reaches the model, and an edited one runs as the person's", async ({ page, request }) => {
  await page.goto("/");
  await add(page, [{ name: "sales.csv", bytes: sales }]);
  const before = await lastSeq(request);
  const turn = await asked(page, "Which region leads?", [count, total()]);
  await page.keyboard.press("Escape");
  await page.getByLabel("Why not? The model is told.").fill("Counting is not what I asked for.");
  await page.screenshot({ path: "test-results/approval-refuse.png" });
  await page.keyboard.press("Enter");
  await expect(box(page)).toContainText("totals.csv", { timeout: 60_000 });
  expect(model.requests.at(-1)?.messages.at(-1)?.content).toContain("Not run, the person refuses it: Counting is not what I asked for.");
  await box(page).getByRole("button", { name: "Edit" }).click();
  const mine = page.getByLabel("Your version of the script");
  await mine.fill((await mine.inputValue()).replace("North has", "By my word, North has"));
  await page.screenshot({ path: "test-results/approval-edit.png" });
  await page.getByRole("button", { name: "Run as changed" }).click();
  await ended(turn);
  await expect(turn).toContainText("By my word, North has 45.");
  const shown = await steps(turn);
  await expect(shown).toContainText("Not run: you refused it");
  await expect(shown).toContainText("You changed this script before it ran.");
  await page.screenshot({ path: "test-results/approval-after.png", fullPage: true });
  const entries = await entriesAfter(request, before);
  expect(entries.filter(({ record }) => record.type === "refused").map(({ record }) => record.by)).toEqual(["person"]);
  expect(entries.filter(({ record }) => record.type === "run").map(({ record }) => [record.by, record.approved])).toEqual([
    ["person", "person"],
  ]);
});

test("an answer that comes with the script's appearance is not taken, and writing is not interrupted", async ({ page }) => {
  await page.goto("/");
  await add(page, [{ name: "sales.csv", bytes: sales }]);
  const from = model.requests.length;
  model.play((seen) => (seen.index === from ? { ...count, pace: 60 } : total()));
  await ask(page, "Which region leads?");
  const composer = page.getByRole("textbox", { name: "Question" });
  await composer.fill("And what about");
  await expect(box(page)).toBeVisible({ timeout: 60_000 });
  await expect(composer).toBeFocused();
  await page.keyboard.type(" tea?");
  await expect(composer).toHaveValue("And what about tea?");
  await page.keyboard.press("Enter");
  await settle(page);
  await expect(box(page)).toBeVisible();
});

test("a turn that waits when the page is reloaded ends as stopped, and its script never runs", async ({ page, request }) => {
  await page.goto("/");
  await add(page, [{ name: "sales.csv", bytes: sales }]);
  const before = await lastSeq(request);
  const turn = await asked(page, "Which region leads?", [total()]);
  await page.reload();
  await expect(turn).toContainText("The page was closed while this ran.");
  await expect(box(page)).toHaveCount(0);
  expect((await entriesAfter(request, before)).filter(({ record }) => record.type === "run")).toEqual([]);
});

test("stopping while a script waits ends the turn", async ({ page }) => {
  await page.goto("/");
  await add(page, [{ name: "sales.csv", bytes: sales }]);
  const turn = await asked(page, "Which region leads?", [total()]);
  await page.getByRole("button", { name: "Stop" }).click();
  await ended(turn);
  await expect(box(page)).toHaveCount(0);
});
