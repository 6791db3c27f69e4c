import { type BrowserContext, expect, type Locator, type Page, test } from "@playwright/test";
import { serious } from "../support/axe.ts";
import { add, answer, bytesOf } from "../support/desk.ts";
import { admin, entriesAfter, lastSeq } from "../support/entries.ts";
import { fence } from "../support/scripted/reply.ts";
import { scriptNamed } from "../support/scripted/scripts.ts";
import { type Scripted, startScripted } from "../support/scripted-server.ts";

test.describe.configure({ timeout: 300_000, mode: "serial" });

const staff = [
  "email,team,amount",
  "ada.lovelace@brightmail.com,North,10",
  "grace.hopper@brightmail.com,South,20",
  "alan.turing@brightmail.com,North,35",
  "mary.jackson@brightmail.com,West,8",
].join("\n");

const big = `import numpy as np, pandas as pd
n = np.arange(1_000_000)
big = pd.DataFrame({"n": n, "city": np.array(["Oslo", "Bergen", "Tromsø"])[n % 3], "value": n * 7919 % 1_000_003 / 10})
final_answer(f"{len(big)} rows are made.")`;

const charts = `import matplotlib.pyplot as plt, plotly.express as px
totals = staff.groupby("team")["amount"].sum().sort_values()
fig, ax = plt.subplots()
ax.bar(totals.index, totals.values)
ax.set_xlabel("team"); ax.set_ylabel("amount")
chart(fig, "By team")
chart(px.bar(staff, x="email", y="amount", title="By person"))
final_answer("Two charts.")`;

let model: Scripted;
let context: BrowserContext;
let page: Page;

test.beforeAll(async ({ browser }) => {
  model = await startScripted({ script: scriptNamed("plain"), port: Number(process.env.MODEL_PORT), key: "test-key" });
  context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  page = await context.newPage();
  await page.goto("/");
  await add(page, [{ name: "staff.csv", bytes: staff }]);
});
test.afterAll(async () => {
  await context.close();
  await model.close();
});

async function opened(name: string): Promise<Locator> {
  await page.getByRole("button", { name: `Open ${name} as a table` }).click();
  const grid = page.getByRole("grid", { name });
  await expect(grid).toBeVisible();
  return grid;
}

const row = (grid: Locator, at: number) => grid.locator(`tr[aria-rowindex="${at + 2}"]`);
const dialog = () => page.getByRole("dialog").last();

test("a million rows straight from the kernel: walked by keyboard, sorted, filtered, counted, and copied in part", async ({ request }) => {
  const before = await lastSeq(request);
  model.play(() => fence("I make many rows.", big));
  await answer(page, "Make a million rows");
  const side = page.getByRole("complementary");
  await expect(side).toContainText("1,000,000 rows × 3 columns");
  await side.getByRole("button", { name: /^big DataFrame/ }).click();
  await expect(side).toContainText("n: int32, city: str, value: float64");
  await expect(side).toContainText(/about \d+ MB/);

  const grid = await opened("big");
  await expect(grid).toHaveAttribute("aria-rowcount", "1000001");
  await grid.focus();
  const timed = async (what: string, act: () => Promise<void>) => {
    const began = performance.now();
    await act();
    console.log(`${what}: ${Math.round(performance.now() - began)} ms`);
  };
  await timed("to the last of 1,000,000 rows", async () => {
    await page.keyboard.press("Control+End");
    await expect(row(grid, 999_999)).toContainText("999,999");
  });
  const active = await grid.getAttribute("aria-activedescendant");
  await expect(page.locator(`[id="${active}"]`)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("PageUp");
  await page.keyboard.press("ArrowUp");
  await grid.locator("..").evaluate((box) => box.scrollTo({ top: (box.scrollHeight - box.clientHeight) / 2 }));
  await expect(row(grid, 500_000)).toContainText("500,000");

  await grid.focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Sort down" })).toBeVisible();
  expect(await serious(page)).toEqual([]);
  await timed("sorted down", async () => {
    await page.getByRole("button", { name: "Sort down" }).click();
    await expect(row(grid, 0)).toContainText("999,999");
  });
  await page.keyboard.press("Escape");
  await expect(grid).toBeFocused();
  await expect(grid.getByRole("columnheader", { name: "Column n:" })).toHaveAttribute("aria-sort", "descending");

  await grid.getByRole("button", { name: "Column city:" }).click();
  await page.getByLabel("Contains").fill("BERG");
  await timed("filtered", async () => {
    await page.getByRole("button", { name: "Apply" }).click();
    await expect(dialog()).toContainText("333,333 of 1,000,000 rows");
  });
  await expect(grid).toHaveAttribute("aria-rowcount", "333334");
  await expect(row(grid, 0)).toContainText("999,997");
  await grid.getByRole("button", { name: "Column n:" }).click();
  const facts = page.getByRole("region", { name: "Statistics" });
  await timed("counted", async () => expect(facts).toContainText(/with a value333,333.*smallest1largest999,997mean499,999median499,999/));
  await page.keyboard.press("Escape");

  await row(grid, 0).getByRole("gridcell").nth(0).click();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(dialog()).toContainText("2 rows × 2 columns selected");
  await page.keyboard.press("Control+c");
  await expect(dialog()).toContainText("Copied");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("999997\tBergen\n999994\tBergen");
  const records = (await entriesAfter(request, before)).map(({ record }) => record);
  expect(records.filter(({ type }) => type === "export")).toMatchObject([{ format: "clipboard", unmasked: false }]);
  await page.getByRole("button", { name: "Remove the filter: city contains “BERG”" }).click();
  await expect(dialog()).toContainText("1,000,000 rows");
  await page.keyboard.press("Escape");
});

test("the grid shows real values of masked columns, and finds them by what the person reads", async () => {
  const grid = await opened("staff");
  await expect(row(grid, 2)).toContainText("alan.turing@brightmail.com");
  await grid.getByRole("button", { name: "Column email:" }).click();
  await page.getByLabel("Contains").fill("turing@");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(dialog()).toContainText("1 of 4 rows");
  await expect(row(grid, 0)).toContainText("alan.turing@brightmail.com");
  await page.keyboard.press("Escape");
});

test("each chart tells in words what was drawn, has its data beside it, and is in the gallery with the question", async () => {
  model.play(() => fence("I draw.", charts));
  const turn = await answer(page, "Draw them");
  await expect(
    turn.getByRole("img", {
      name: /^By team\. Bar chart, x axis: team, y axis: amount\. 3 bars, highest 45 at North, lowest 8 at West$/,
    }),
  ).toBeVisible();
  await expect(turn.locator("iframe")).toHaveAttribute(
    "title",
    /By person\. Bar chart, x axis: email, y axis: amount\. 4 bars, highest 35 at alan\.turing@brightmail\.com, lowest 8 at mary\.jackson/,
  );
  const second = turn.getByRole("figure").filter({ hasText: "By person" }).first();
  await second.getByRole("button", { name: "Data and description (4 rows)" }).click();
  const table = second.getByRole("region", { name: "By person" });
  await expect(table).toContainText("grace.hopper@brightmail.com");
  await table.getByRole("button", { name: "amount" }).click();
  await expect(table.locator('tr[aria-rowindex="2"]')).toContainText("mary.jackson@brightmail.com");
  const [download] = await Promise.all([page.waitForEvent("download"), second.getByRole("button", { name: "Download CSV" }).click()]);
  expect(new TextDecoder().decode(await bytesOf(download))).toContain("alan.turing@brightmail.com,35");
  expect(await serious(page)).toEqual([]);

  await page.getByRole("button", { name: "All charts" }).click();
  const gallery = page.getByRole("dialog", { name: "All charts" });
  await expect(gallery).toContainText("2 charts of this session");
  await expect(gallery.getByRole("region", { name: "Draw them" }).getByRole("figure")).toHaveCount(2);
  await gallery.getByRole("button", { name: "Full screen" }).first().click();
  await expect(page.getByRole("dialog", { name: "By team" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
});

test("a model that takes images looks at the chart it has drawn once the policy says so; the picture shows tokens", async ({ request, baseURL }) => {
  const headers = { ...admin, origin: baseURL ?? "" };
  const decree = (policy: object | null) => request.post("/api/policy", { headers, data: { policy } });
  const draw = `import matplotlib.pyplot as plt
fig, ax = plt.subplots()
ax.bar(staff["email"], staff["amount"])
chart(fig, "By person")`;
  const script = ({ messages }: { messages: readonly { content: unknown }[] }) =>
    JSON.stringify(messages.at(-1)).includes("<observation") ? fence("I have looked.", 'final_answer("It is drawn.")') : fence("I draw.", draw);
  const pictures = (from: number) =>
    model.requests.slice(from).flatMap(({ raw }) => Buffer.from(raw).toString().match(/data:image\/png;base64,iVBORw0KGgo/g) ?? []);
  model.play(script);
  const before = model.requests.length;
  await answer(page, "Draw by person");
  expect(pictures(before)).toEqual([]);
  expect((await decree({ masking: { pictures: true } })).status()).toBe(200);
  try {
    await expect.poll(async () => JSON.stringify(await (await request.get("/api/policy")).json())).toContain('"pictures":true');
    await page.reload();
    const from = model.requests.length;
    await answer(page, "Draw it again");
    expect(pictures(from)).toHaveLength(1);
    const said = Buffer.from(model.requests.at(-1)?.raw ?? []).toString();
    expect(said).toContain('Attached as pictures, as they were drawn: \\"By person\\".');
    expect(said).not.toMatch(/turing|lovelace|hopper|brightmail/i);
  } finally {
    await decree(null);
  }
});
