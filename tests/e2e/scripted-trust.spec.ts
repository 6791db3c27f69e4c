import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { add, answer, ask, steps } from "../support/desk.ts";
import { entriesAfter, lastSeq } from "../support/entries.ts";
import { fence, type Reply } from "../support/scripted/reply.ts";
import { type Scripted, startScripted } from "../support/scripted-server.ts";

test.describe.configure({ mode: "serial", timeout: 300_000 });

const sales = ["region,product,amount", "North,tea,10", "South,tea,20", "North,rye,35", "South,oat,5", "West,nut,8"].join("\n");
const totals = `import matplotlib.pyplot as plt
totals = sales.groupby("region")["amount"].sum().sort_values(ascending=False)
table(totals.reset_index(), "Amount by region")
fig, ax = plt.subplots()
totals.plot.bar(ax=ax)
chart(fig, "Amount by region, drawn")
final_answer(f"{totals.index[0]} leads with {totals.iloc[0]:,.2f} of {totals.sum():,.2f}.", evidence=[f"{len(sales)} rows were added up."])`;
let model: Scripted;
let page: Page;

test.beforeAll(async ({ browser }) => {
  model = await startScripted({ script: [fence("I look.", "1")], port: Number(process.env.MODEL_PORT), key: "test-key" });
  page = await (await browser.newContext()).newPage();
  await page.goto("/");
  await add(page, [{ name: "sales.csv", bytes: sales }]);
});
test.afterAll(async () => {
  await page.context().close();
  await model.close();
});

/** The model gives these replies from now on, one after the other, the last one again and again. */
function say(...replies: Reply[]): void {
  const from = model.requests.length;
  model.play((seen) => replies[Math.min(seen.index - from, replies.length - 1)] ?? { text: "" });
}

const idle = (turn: Locator) => expect(turn).toHaveAttribute("aria-busy", "false", { timeout: 120_000 });
const figure = (turn: Locator, number: string) => turn.getByRole("button", { name: number, exact: true }).first();
const said = (name: string) => page.getByRole("article", { name, exact: true }).last();

/** Both widths, both schemes: for whoever looks; nothing serious for a screen reader, nothing to scroll sideways. */
async function pictures(name: string): Promise<void> {
  for (const [width, scheme] of [
    [1440, "light"],
    [1440, "dark"],
    [390, "light"],
    [390, "dark"],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await page.waitForFunction(() =>
      document
        .getAnimations()
        .every((one) => one.playState !== "running" || one.effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY),
    );
    await page.screenshot({ path: `test-results/trust-${name}-${width}-${scheme}.png` });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
}

test("a number leads to the code that made it, its inputs and its time, is made again, and is checked by a second route", async ({
  request,
}) => {
  say(fence("I add up and draw.", totals));
  const turn = await answer(page, "Which region leads?");
  await expect(turn).toContainText("North leads with 45.00 of 78.00.");
  await expect(turn.locator("[data-figure=nowhere]")).toHaveCount(0);
  await pictures("answer");
  const before = await lastSeq(request);
  await figure(turn, "45.00").focus();
  await page.keyboard.press("Enter");
  const window = page.getByRole("dialog", { name: "Where 45.00 comes from" });
  await expect(window).toContainText("Python held it in totals after step 1.");
  await expect(window).toContainText('sales.groupby("region")');
  await expect(window).toContainText(/sales\.csv.*SHA-256 [0-9a-f]{64} of its bytes/);
  await expect(window).toContainText(/Ran at .* for \d/);
  await window.getByRole("button", { name: "Run this step again" }).click();
  await expect(window).toContainText("The same came out.", { timeout: 60_000 });
  await window.getByRole("button", { name: "Check by a second route" }).click();
  await expect(window).toContainText("Both routes agree: 45.00 and 45.00.", { timeout: 60_000 });
  await expect(window).toContainText("sum by SQLite");
  await window.getByRole("button", { name: "Check by a second route" }).scrollIntoViewIfNeeded();
  await pictures("origin");
  await page.keyboard.press("Escape");
  await expect(window).toHaveCount(0);
  const runs = (await entriesAfter(request, before)).map(({ record }) => record).filter(({ type }) => type === "run");
  expect(runs.map(({ by, origin, purpose }) => [by, origin, purpose])).toEqual([
    ["model", "person", "rerun"],
    ["host", "host", "second"],
  ]);
});

test("a table and a chart show where they come from, and a figure without a second route says so", async () => {
  const turn = said("Which region leads?");
  await turn
    .locator("figure")
    .filter({ hasText: "Amount by region, drawn" })
    .getByRole("button", { name: "Where does it come from?" })
    .click();
  await expect(page.getByRole("dialog", { name: "Where “Amount by region, drawn” comes from" })).toContainText("totals.plot.bar");
  await page.keyboard.press("Escape");
  await figure(turn, "5").click();
  const window = page.getByRole("dialog", { name: "Where 5 comes from" });
  await window.getByRole("button", { name: "Check by a second route" }).click();
  await expect(window).toContainText("No second route can be made by itself", { timeout: 60_000 });
  say(
    fence(
      "By SQL.",
      'n = sql("select count(*) as n from sales")["n"][0]\nfinal_answer(f"Both agree: {len(sales)} by pandas, {n} by SQL.")',
    ),
  );
  await window.getByRole("button", { name: "Ask the model for a second route" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("article").last()).toContainText("Both agree: 5 by pandas, 5 by SQL.", { timeout: 60_000 });
});

test("a number that nothing computed is sent back once, then marked for the reader", async () => {
  say(
    fence("I guess.", 'print("guessing")\nfinal_answer("North has 4711.")'),
    fence("I insist.", 'final_answer("North has 4711, I am sure.")'),
  );
  const turn = await answer(page, "How much has North?");
  expect(model.requests.at(-1)?.messages.at(-1)?.content).toContain("4711 in your answer matches nothing that the code computed");
  await expect(turn.getByRole("note")).toContainText("Not found in what the code computed: 4711.");
  await expect(turn.locator("[data-figure=nowhere]")).toHaveText(/4711/);
  await turn.scrollIntoViewIfNeeded();
  await pictures("unfound");
  await turn.locator("[data-figure=nowhere]").click();
  await expect(page.getByRole("dialog")).toContainText("It matches nothing that the code computed");
  await page.keyboard.press("Escape");
});

test("a step is changed and run by the person, and what came after it is marked", async ({ request }) => {
  say(
    fence("I filter.", "part = sales[sales.amount > 9]\nprint(len(part))"),
    fence("I say it.", 'final_answer(f"{len(part)} rows are left.")'),
  );
  const turn = await answer(page, "How many rows are over nine?");
  await expect(turn).toContainText("3 rows are left.");
  const before = await lastSeq(request);
  const list = await steps(turn);
  await list.getByRole("group", { name: "What to do with step 1" }).getByRole("button", { name: "Edit" }).click();
  await page.getByLabel("Your version of the step").fill("part = sales[sales.amount > 19]\nprint(len(part))");
  await pictures("edit");
  await page.getByRole("button", { name: "Run as changed" }).click();
  const mine = said("Step 1 as you changed it");
  await idle(mine);
  await expect(list).toContainText("Made from the earlier version of step 1");
  const runs = (await entriesAfter(request, before)).map(({ record }) => record).filter(({ type }) => type === "run");
  expect(runs.map(({ by, origin, purpose }) => [by, origin, purpose])).toEqual([["person", "person", "edit"]]);
  say(fence("I look at what is there.", 'final_answer(f"{len(part)} are there now.")'));
  await expect(await answer(page, "And now?")).toContainText("2 are there now.");
  expect(
    model.requests
      .at(-1)
      ?.messages.map(({ content }) => content)
      .join("\n"),
  ).toContain("sales.amount > 19");
});

test("a question from the code waits for the person, is answered by key, and goes back to the model", async ({ request }) => {
  const before = await lastSeq(request);
  say(
    fence("I must ask.", 'ask_person("Which amount counts?", choices=["gross", "net"])'),
    fence("Thank you.", 'final_answer(f"{sales.amount.sum()} gross.")'),
  );
  const turn = await ask(page, "How much of the product?");
  const box = page.getByRole("region", { name: "The analysis has a question for you" });
  await expect(box).toBeFocused({ timeout: 60_000 });
  await expect(page.getByRole("status").filter({ hasText: "Waits for your answer" })).toHaveCount(1);
  await pictures("consult");
  await box.focus();
  await page.keyboard.press("1");
  await idle(turn);
  await expect(turn).toContainText("78 gross.");
  expect(model.requests.at(-1)?.messages.at(-1)?.content).toContain('answers: "gross"');
  const asked = (await entriesAfter(request, before)).map(({ record }) => record).filter(({ type }) => type === "asked");
  expect(asked.map(({ question, answer }) => [question, answer])).toEqual([["Which amount counts?", "gross"]]);
});

test("questions wait their turn while one runs, can be taken out, and after a stop wait for the person", async () => {
  say(fence("I wait.", "import time\ntime.sleep(600)"), fence("Done.", 'final_answer("The queue went on.")'));
  const turn = await ask(page, "Something slow");
  await expect(turn).toContainText("Running", { timeout: 60_000 });
  const box = page.getByRole("textbox", { name: "Question" });
  for (const question of ["First in line", "Second in line"]) {
    await box.fill(question);
    await box.press("Enter");
  }
  const queue = page.getByRole("region", { name: "Waits its turn" });
  await expect(queue.getByRole("listitem")).toHaveCount(2);
  await pictures("queue");
  await queue.getByRole("button", { name: "Remove “Second in line”" }).click();
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await idle(turn);
  await expect(queue).toContainText("Held back: nothing here is asked by itself.");
  const asked = model.requests.length;
  await page.reload();
  await expect(queue.getByRole("listitem")).toHaveText(["First in lineAsk now"]);
  await expect(queue).toContainText("Held back: nothing here is asked by itself.");
  await pictures("queue-again");
  expect(model.requests.length).toBe(asked);
  say(fence("Done.", 'final_answer("The queue went on.")'));
  await queue.getByRole("button", { name: "Ask now" }).click();
  await expect(said("First in line")).toContainText("The queue went on.", { timeout: 60_000 });
  await expect(queue).toHaveCount(0);
});

test("a stop ends a turn that streams, and one that waits for an answer", async () => {
  model.play(() => ({ ...fence("I write and write.", "x = 1\n".repeat(400)), pace: 40 }));
  const streaming = await ask(page, "Stream for long");
  await expect(streaming).toContainText("Writing code", { timeout: 60_000 });
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await idle(streaming);
  say(fence("I must ask.", 'ask_person("What is it?")'));
  const waiting = await ask(page, "Ask me something");
  await expect(page.getByLabel("Your answer")).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await idle(waiting);
  await expect(page.getByLabel("Your answer")).toHaveCount(0);
});

test("a wish about a chart goes to the model with the code of that chart", async () => {
  const turn = said("Which region leads?");
  say(
    fence(
      "On a log scale.",
      'fig, ax = plt.subplots()\ntotals.plot.bar(ax=ax, logy=True)\nchart(fig, "Amount by region, log")\nfinal_answer("The axis is logarithmic.")',
    ),
  );
  await turn.getByLabel("Change the chart “Amount by region, drawn”").fill("log scale");
  await page.keyboard.press("Enter");
  const changed = said("log scale");
  await idle(changed);
  await expect(changed).toContainText("About the chart “Amount by region, drawn”");
  await expect(changed.getByRole("img", { name: /Amount by region, log/ })).toBeVisible();
  const heard = model.requests.at(-1)?.messages.at(-1)?.content ?? "";
  expect(heard).toContain("Question: log scale");
  expect(heard).toContain("totals.plot.bar(ax=ax)");
});

test("the session goes on from an earlier step in a kernel brought to it, and the other branch can be taken again", async ({ request }) => {
  const turn = said("How many rows are over nine?");
  const before = await lastSeq(request);
  const list = await steps(turn);
  await list.getByRole("group", { name: "What to do with step 1" }).getByRole("button", { name: "Go on from here" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Go on from here" }).click();
  const branches = page.getByRole("region", { name: "Other branches of this session" });
  await expect(branches).toContainText("the last: “log scale”", { timeout: 60_000 });
  await expect(page.getByRole("article", { name: "And now?" })).toHaveCount(0);
  say(fence("I look.", 'final_answer(f"{len(part)} rows here.")'));
  await expect(await answer(page, "What is part now?")).toContainText("3 rows here.");
  await branches.scrollIntoViewIfNeeded();
  await pictures("branches");
  const replayed = (await entriesAfter(request, before))
    .map(({ record }) => record)
    .filter(({ type, purpose }) => type === "run" && purpose === "replay");
  expect(replayed.length).toBeGreaterThan(0);
  expect(new Set(replayed.map(({ origin }) => origin))).toEqual(new Set(["host"]));
  await branches.getByRole("button", { name: "Go back to it" }).click();
  await expect(page.getByRole("article", { name: "And now?" })).toBeVisible();
  await expect(branches).toContainText("What is part now?", { timeout: 60_000 });
  await expect(branches.getByRole("button", { name: "Go back to it" })).toBeEnabled({ timeout: 60_000 });
  say(fence("I look.", 'final_answer(f"{len(part)} rows again.")'));
  await expect(await answer(page, "And back here?")).toContainText("2 rows again.");
  await page.reload();
  await expect(branches).toContainText("What is part now?", { timeout: 60_000 });
});
