import { expect, type Page, test } from "@playwright/test";
import { serious } from "../support/axe.ts";
import { alive, bytesOf, watchChooser } from "../support/desk.ts";
import { fence } from "../support/scripted/reply.ts";
import { type Scripted, startScripted } from "../support/scripted-server.ts";

test.describe.configure({ timeout: 300_000 });

const sales = ["region,product,amount", "North,tea,10", "South,tea,20", "North,rye,35"].join("\n");
const endless = fence("I count for a long time.", "n = 0\nprint('counting', flush=True)\nwhile True:\n    n += 1");
const table = fence(
  "I add up by region.",
  'totals = sales.groupby("region", as_index=False)["amount"].sum()\nshow(totals, "Amount by region")\nfinal_answer(f"{len(totals)} regions were added up.")',
);
let model: Scripted;

test.beforeAll(async () => {
  model = await startScripted({ script: [table], port: Number(process.env.MODEL_PORT), key: "test-key" });
});
test.afterAll(() => model.close());

/** Moves on with Tab until something of that name has the focus; each stop on the way must be seen to have it. */
async function tabTo(page: Page, name: RegExp, most = 60) {
  for (let at = 0; at < most; at++) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(() => {
      const one = document.activeElement;
      if (!(one instanceof HTMLElement) || one === document.body) return null;
      const style = getComputedStyle(one);
      const framed = one.closest("form") === null ? style : getComputedStyle(one.closest("form") ?? one);
      const box = one.getBoundingClientRect();
      const seen = style.outlineStyle !== "none" || one.matches("iframe, textarea") || framed.borderColor !== "";
      return {
        name: one.getAttribute("aria-label") ?? one.textContent?.trim() ?? "",
        seen,
        inView: box.bottom > 0 && box.top < innerHeight,
      };
    });
    if (here === null) continue;
    expect(here.seen, `the focus is seen on ${here.name}`).toBe(true);
    expect(here.inView, `${here.name} is in view when it has the focus`).toBe(true);
    if (name.test(here.name)) return;
  }
  throw new Error(`${name} was not reached`);
}

test("the main job without a mouse: choose a file, ask, stop, ask again, open a step, take the table; each state is fine for axe", async ({
  page,
}) => {
  watchChooser(page);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("/");
  await alive(page);
  await tabTo(page, /^Choose files$/);
  const choosing = page.waitForEvent("filechooser");
  await page.keyboard.press("Enter");
  await (await choosing).setFiles([{ name: "sales.csv", mimeType: "text/csv", buffer: Buffer.from(sales) }]);
  await expect(page.getByRole("article", { name: "sales.csv" })).toBeVisible();
  expect(await serious(page)).toEqual([]);
  await expect(page.getByRole("article", { name: "sales.csv" })).toContainText("3 rows", { timeout: 120_000 });
  await expect(page.getByRole("status").filter({ hasText: "sales.csv: 3 rows × 3 columns" })).toHaveCount(1);

  model.play([endless]);
  await page.keyboard.press("/");
  await page.keyboard.type("How many are there?");
  await page.keyboard.press("Enter");
  await expect(page.getByText("counting", { exact: true })).toBeVisible({ timeout: 120_000 });
  await expect(page.getByRole("status").filter({ hasText: /^Running$/ })).toHaveCount(1);
  expect(await serious(page)).toEqual([]);
  await page.keyboard.press("Control+.");
  const stopped = page.getByRole("article", { name: "How many are there?" });
  await expect(stopped).toHaveAttribute("aria-busy", "false", { timeout: 60_000 });
  expect(await serious(page)).toEqual([]);

  model.play([table]);
  await expect(page.getByRole("button", { name: "Stop", exact: true })).toHaveCount(0);
  await page.keyboard.press("/");
  await page.getByLabel("Question").focus();
  await page.keyboard.type("Add up by region");
  await page.keyboard.press("Enter");
  const turn = page.getByRole("article", { name: "Add up by region" });
  await expect(turn).toHaveAttribute("aria-busy", "false", { timeout: 120_000 });
  await expect(page.getByRole("status").filter({ hasText: "Answer: 2 regions were added up." })).toHaveCount(1);
  const order = await turn.locator("button:visible").allTextContents();
  expect(order.length).toBeGreaterThan(1);

  await turn.getByRole("button", { name: "How it was worked out" }).focus();
  if ((await turn.getByRole("button", { name: "How it was worked out" }).getAttribute("aria-expanded")) === "false")
    await page.keyboard.press("Enter");
  await tabTo(page, /^Code/);
  await page.keyboard.press("Enter");
  await expect(turn.getByRole("region", { name: "Code" }).first()).toContainText("groupby");
  expect(await serious(page)).toEqual([]);

  const download = page.waitForEvent("download");
  const take = turn
    .getByRole("button", { name: "CSV" })
    .or(turn.getByRole("button", { name: /CSV/ }))
    .first();
  await take.focus();
  await page.keyboard.press("Enter");
  expect(new TextDecoder().decode(await bytesOf(await download))).toContain("North,45");
});
