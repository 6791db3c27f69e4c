import { expect, type Locator, type Page, test } from "@playwright/test";
import { serious } from "../support/axe.ts";
import { bytesOf } from "../support/desk.ts";
import { pairs } from "../support/mapping.ts";
import { masked, sent } from "../support/masked.ts";
import { seed } from "../support/session.ts";

test.describe.configure({ timeout: 120_000 });

const shots = process.env.SHOTS;
const tokenLike = /(?:person|email|phone|iban)_[0-9A-Z]{8}|(?<![\d.])9\d{14}(?![\d.])/g;

async function reopened(page: Page): Promise<Locator> {
  await page.goto("/");
  await seed(page, masked);
  await page.reload();
  const turn = page.getByRole("article", { name: "How much did Ann Lee buy?" });
  await expect(turn).toBeVisible();
  return turn;
}

/** Unfolds the steps, their code and what else folds, and brings charts into view. */
async function unfold(page: Page, turn: Locator) {
  for (let rounds = 0; rounds < 3; rounds++)
    for (const button of await turn.locator('button[aria-expanded="false"]:not([aria-haspopup])').all()) if (await button.isVisible()) await button.click();
  await page.getByRole("figure").filter({ hasText: "Revenue by customer" }).first().scrollIntoViewIfNeeded();
}

/** All that the screen says, the code apart: texts, and what is read out or shown on pointing. */
const said = (page: Page) =>
  page.evaluate(() => {
    const without = document.body.cloneNode(true);
    if (!(without instanceof HTMLElement)) return "";
    for (const code of without.querySelectorAll('section[aria-label="Code"], pre, script, style')) code.remove();
    for (const one of without.querySelectorAll("[title]")) if (one.hasAttribute("data-masked")) one.removeAttribute("title");
    const told = [...without.querySelectorAll("[title], [aria-label], [alt]")].flatMap((one) => ["title", "aria-label", "alt"].map((name) => one.getAttribute(name) ?? ""));
    return [without.textContent, ...told].join("\n");
  });

test("no token shows anywhere but in code, whatever is unfolded; hostile values are text and run nothing", async ({ page, context, baseURL }) => {
  const foreign: string[] = [];
  context.on("request", (request) => !/^(blob|data):/.test(request.url()) && new URL(request.url()).origin !== baseURL && foreign.push(request.url()));
  const turn = await reopened(page);
  await unfold(page, turn);
  const chart = page.frameLocator('iframe[title="Bars of revenue, Ann Lee the highest"]');
  await expect(chart.locator(".gtitle")).toHaveText("Revenue, Ann Lee first");
  const text = await said(page);
  const tokens = [...new Set(text.match(tokenLike))];
  const values = await page.locator("[data-masked=value]").count();
  const drawn = (await chart.locator(".main-svg").allTextContents()).join("\n");
  console.log(`unmasked: ${values} values marked, ${tokens.length} tokens shown, ${foreign.length} foreign requests; in the chart ${drawn.match(tokenLike)?.length ?? 0} tokens`);
  expect(tokens).toEqual([]);
  expect(drawn.match(tokenLike)).toBe(null);
  expect(values).toBeGreaterThan(80);
  for (const original of Object.values(pairs)) expect(text.replace(/\s+/g, " ")).toContain(original.replace(/\s+/g, " "));
  expect(foreign).toEqual([]);
  expect(await page.evaluate(() => "owned" in globalThis)).toBe(false);
  expect(await turn.locator('img[src*="evil"], [onerror], a[href*="evil"]').count()).toBe(0);
  if (shots) await page.screenshot({ path: `${shots}/unmasked.png`, fullPage: true });
});

test("labels of a chart show values letter by letter: markup and templates in them are text, an axis of names stays one", async ({ page }) => {
  const turn = await reopened(page);
  await unfold(page, turn);
  const chart = page.frameLocator('iframe[title="Bars of revenue, Ann Lee the highest"]');
  const ticks = chart.locator(".xtick text");
  await expect(ticks.first()).toBeVisible();
  const labels = await ticks.evaluateAll((all) => all.map((one) => one.getAttribute("data-unformatted") ?? one.textContent));
  expect(labels).toHaveLength(Object.keys(pairs).length - 2);
  const texts = await ticks.allTextContents();
  expect(texts).toContain('<a href="http://evil.example/s">click</a>');
  expect(texts).toContain('<img src="http://evil.example/q" onerror="globalThis.owned=1">');
  expect(texts).toContain("%{x}</script><script>globalThis.owned=1</script>");
  expect(await chart.locator("a").count()).toBe(0);
});

test("code keeps its tokens, marked; what one stands for is said when it has the focus", async ({ page }) => {
  const turn = await reopened(page);
  await turn.getByRole("button", { name: "How it was worked out" }).click();
  await turn.getByRole("button", { name: /^Code/ }).first().click();
  await expect(turn.locator(".code-token").nth(8)).toBeVisible();
  const token = turn.getByRole("region", { name: "Code" }).first().locator("[data-masked=token]");
  await expect(token.first()).toHaveText("person_7F3K2Q9M");
  await expect(token).toHaveCount(3);
  // The code is drawn anew once its colours are there, and what had the focus then is gone.
  await expect(async () => {
    await token.first().blur();
    await token.first().focus();
    await expect(page.getByRole("tooltip")).toContainText("Stands for Ann Lee", { timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
});

test("the switch shows what the model saw, tokens and all, and back", async ({ page }) => {
  const turn = await reopened(page);
  const eye = page.getByRole("button", { name: "Show what the model saw" });
  await eye.click();
  await expect(eye).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("heading", { name: "How much did person_7F3K2Q9M buy?" })).toBeVisible();
  await expect(page.getByRole("figure").filter({ hasText: "Orders of" }).first()).toContainText("987654321098765");
  expect((await said(page)).replace(/Stands for [^\n]*/g, "")).not.toContain("Ann Lee bought");
  await eye.click();
  await expect(turn.getByRole("heading", { name: "How much did Ann Lee buy?" })).toBeVisible();
});

const download = async (page: Page, button: Locator) => {
  const [given] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { name: given.suggestedFilename(), bytes: await bytesOf(given) };
};
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

test("what is taken away holds values: table, chart, picture, files; and pseudonyms where the person asked to see them", async ({ page }) => {
  const turn = await reopened(page);
  const figure = (title: string) => turn.getByRole("figure").filter({ hasText: title }).first();
  const csv = await download(page, figure("Orders of Ann Lee").getByRole("button", { name: "Download CSV" }));
  expect(csv.name).toBe("orders-of-ann-lee.csv");
  expect(textOf(csv.bytes)).toContain("customer,Ann Lee,id\r\nAnn Lee,0,1001\r\n");
  expect(textOf(csv.bytes)).toContain(`"'=HYPERLINK(""http://evil.example"")",7500,1001`);
  expect(textOf(csv.bytes).match(tokenLike)).toBe(null);

  await figure("Revenue by customer").scrollIntoViewIfNeeded();
  await expect(page.frameLocator('iframe[title^="Bars of revenue"]').locator(".xtick").first()).toBeVisible();
  const chart = await download(page, figure("Revenue by customer").getByRole("button", { name: "Download SVG" }));
  expect(textOf(chart.bytes)).toContain("Ann Lee");
  expect(textOf(chart.bytes).match(tokenLike)).toBe(null);

  const svg = await download(page, figure("Share of Ann Lee").getByRole("button", { name: "Download SVG" }));
  expect(textOf(svg.bytes)).toContain(">Zoë O&#39;Neil &amp; Søns &lt;hr&gt;</text>");
  const png = await download(page, figure("Share of Ann Lee").getByRole("button", { name: "Download PNG" }));
  const width = new DataView(png.bytes.buffer, png.bytes.byteOffset).getUint32(16);
  expect([textOf(png.bytes.slice(1, 4)), width]).toEqual(["PNG", 960]);

  const made = await download(page, turn.getByRole("button", { name: "Download of Ann Lee.csv" }));
  expect(made.name).toBe("of Ann Lee.csv");
  expect(textOf(made.bytes).match(tokenLike)).toBe(null);
  const html = await download(page, turn.getByRole("button", { name: "Download report.html" }));
  expect(textOf(html.bytes)).toContain("<h1>About Ann Lee</h1>");
  await expect(figure("model.pkl")).toContainText("Holds pseudonyms where columns are masked");
  expect(textOf((await download(page, turn.getByRole("button", { name: "Download model.pkl" }))).bytes)).toBe("person_7F3K2Q9M");
  await expect(figure("A very large scatter")).toContainText("Labels in this picture may be pseudonyms");

  await page.getByRole("button", { name: "Show what the model saw" }).click();
  const seen = await download(page, page.getByRole("figure").filter({ hasText: "Orders of" }).first().getByRole("button", { name: "Download CSV" }));
  expect(textOf(seen.bytes)).toContain("person_7F3K2Q9M,0,987654321098765");
  expect(seen.name).not.toContain("ann");
});

test("the clipboard holds values", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const turn = await reopened(page);
  await turn.getByRole("button", { name: "Copy table" }).click();
  await expect(turn.getByRole("button", { name: "Copied" })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("customer\tAnn Lee\tid\nAnn Lee\t0\t1001");
  expect(copied.match(tokenLike)).toBe(null);
});

test("what the model saw: every message to the letter, what was kept back first, with its reason and place", async ({ page }) => {
  const turn = await reopened(page);
  await turn.getByRole("button", { name: "What the model saw" }).click();
  const window = page.getByRole("dialog");
  await expect(window.getByRole("tab", { name: /Step 2/ })).toHaveAttribute("aria-selected", "true");
  await expect(window).toContainText("This was not sent");
  await expect(window).toContainText("A value of a masked column (person_7F3K2Q9M), as it stands");
  await expect(window.locator("strong", { hasText: "Ann Lee" })).toBeVisible();
  if (shots) await page.screenshot({ path: `${shots}/sent-blocked.png` });
  expect(await serious(page)).toEqual([]);

  await window.getByRole("tab", { name: "Step 1" }).click();
  await expect(window).toContainText("System prompt, put before the messages by the server");
  await expect(window.getByRole("region", { name: "User" }).locator("[data-masked=token]")).toHaveAttribute("title", "Stands for Ann Lee");
  if (shots) await page.screenshot({ path: `${shots}/sent.png` });
  await window.getByRole("tab", { name: "Raw bytes" }).click();
  expect(await window.getByRole("region", { name: "Raw bytes" }).textContent()).toBe(sent[0]?.body);
  await window.getByRole("searchbox").fill("ann lee");
  await expect(window.getByRole("status")).toHaveText("Found 2 times in 2 messages.");
  await window.getByRole("searchbox").fill("Zoë");
  await expect(window.getByRole("status")).toHaveText("Not found in 2 messages.");
  const given = await download(page, window.getByRole("button", { name: "Download sent-1-1-1.json" }));
  expect(JSON.parse(textOf(given.bytes))).toEqual(sent[0]);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`nothing serious for axe with values and with tokens, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const turn = await reopened(page);
    await unfold(page, turn);
    await page.evaluate(() => scrollTo(0, 0));
    expect(await serious(page)).toEqual([]);
    if (shots) await page.screenshot({ path: `${shots}/values-${colorScheme}.png`, fullPage: true });
    await page.getByRole("button", { name: "Show what the model saw" }).click();
    await expect(page.locator("bdi[data-masked=token]").first()).toBeVisible();
    expect(await serious(page)).toEqual([]);
    if (shots) await page.screenshot({ path: `${shots}/tokens-${colorScheme}.png`, fullPage: true });
  });
}

test.describe("on a telephone", () => {
  test.use({ viewport: { width: 390, height: 844 } });
  test("nothing sticks out at the side, in the thread and in what the model saw", async ({ page }) => {
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    const turn = await reopened(page);
    await unfold(page, turn);
    expect(await overflow()).toBeLessThanOrEqual(0);
    if (shots) await page.screenshot({ path: `${shots}/phone.png`, fullPage: true });
    await turn.getByRole("button", { name: "What the model saw" }).click();
    await expect(page.getByRole("dialog")).toContainText("This was not sent");
    expect(await overflow()).toBeLessThanOrEqual(0);
    if (shots) await page.screenshot({ path: `${shots}/phone-sent.png` });
  });
});
