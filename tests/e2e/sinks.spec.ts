import { readFile } from "node:fs/promises";
import { type Browser, chromium, expect, type Page, type Request, test } from "@playwright/test";
import { nothingGotThrough } from "../support/breach.ts";
import { type Listener, listen } from "../support/escape/listener.ts";
import { formulas, hostile } from "../support/escape/payloads.ts";
import { seed } from "../support/session.ts";

let browser: Browser;
let listener: Listener;

test.beforeAll(async ({ baseURL: _ }, { project }) => {
  listener = await listen();
  const options = project.use.launchOptions ?? {};
  browser = await chromium.launch({ ...options, args: [...(options.args ?? []), "--host-resolver-rules=MAP *.example 127.0.0.1"] });
});

test.afterAll(async () => {
  await browser.close();
  listener.close();
});

/** Addresses that were asked for and not refused by a policy before anything left. */
const left = (requests: readonly Request[]) => requests.filter((request) => request.failure()?.errorText !== "csp").map((request) => request.url());

async function shown(baseURL: string | undefined): Promise<{ page: Page; count: number; foreign: Request[] }> {
  const context = await browser.newContext({ baseURL, acceptDownloads: true });
  const foreign: Request[] = [];
  context.on("request", (request) => /^(https?|wss?):/.test(request.url()) && !request.url().startsWith(`${baseURL}/`) && foreign.push(request));
  const page = await context.newPage();
  const { recorded, count } = hostile(listener.port);
  await page.goto("/");
  await seed(page, recorded);
  await page.reload();
  await expect(page.getByRole("heading", { name: /Hostile question/ })).toBeVisible();
  return { page, count, foreign };
}

/** Opens what folds and brings every part into view, so that nothing stays unshown. */
async function unfold(page: Page): Promise<void> {
  for (const button of await page.locator('main button[aria-expanded="false"]:not([aria-haspopup])').all()) await button.click({ timeout: 2_000 }).catch(() => undefined);
  // Charts come to be as they come near: down the whole page, however it grows.
  await page.evaluate(async () => {
    for (let at = 0; at < document.documentElement.scrollHeight; at += 400) {
      scrollTo(0, at);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  });
  for (const frame of await page.locator("iframe, img").all()) await frame.scrollIntoViewIfNeeded({ timeout: 2_000 }).catch(() => undefined);
  await page.mouse.move(400, 400);
  await page.waitForTimeout(2_500);
}

const ran = async (page: Page) => {
  const owned = await Promise.all(page.frames().map((frame) => frame.evaluate(() => "owned" in globalThis).catch(() => false)));
  return owned.filter(Boolean).length;
};

test("nothing that a model or a run has said loads or runs anything when it is shown", async ({ baseURL }) => {
  test.setTimeout(300_000);
  const { page, count, foreign } = await shown(baseURL);
  await unfold(page);
  const drawn = await page.locator('iframe[title^="Hostile plot"]').count();
  const pictures = await page.locator("main img").count();
  console.log(`sinks: ${count} payloads, ${drawn} charts and ${pictures} pictures shown, ${listener.heard.length} reached, ${await ran(page)} scripts ran`);
  expect(count).toBeGreaterThanOrEqual(45);
  expect(drawn).toBeGreaterThanOrEqual(10);
  expect(pictures).toBeGreaterThanOrEqual(8);
  nothingGotThrough("requests of rendered payloads", listener.heard);
  expect(await ran(page)).toBe(0);
  expect(new URL(page.url()).pathname).toBe("/");
  const inserted = await page.locator("main").evaluate((main) => main.querySelectorAll("script, object, embed, video, audio, form[action], base, link, meta, iframe[srcdoc], img[src^=http], [onerror], [onload]").length);
  expect(inserted).toBe(0);
  nothingGotThrough("foreign requests of rendered payloads", left(foreign));
  await page.context().close();
});

test("formulas leave as text when a table is saved as CSV", async ({ baseURL }) => {
  const { page } = await shown(baseURL);
  const card = page.getByRole("article").or(page.getByRole("figure")).or(page.locator("section")).filter({ hasText: "Hostile cells" }).last();
  const [download] = await Promise.all([page.waitForEvent("download"), card.getByRole("button", { name: /CSV/i }).first().click()]);
  const text = await readFile(await download.path(), "utf8");
  console.log(`sinks: ${formulas.length} spellings of a formula, ${formulas.filter((formula) => text.includes(`'${formula.replaceAll('"', '""')}`)).length} saved as text`);
  expect(formulas.length).toBeGreaterThanOrEqual(12);
  for (const formula of formulas) expect(text).toContain(`'${formula.replaceAll('"', '""')}`);
  expect(text.split(/\r\n/).filter((line) => /^"?[\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠]/u.test(line))).toEqual([]);
  await page.context().close();
});

test("the same payloads do load and run where markup is markup", async () => {
  const page = await (await browser.newContext()).newPage();
  const before = listener.heard.length;
  const { recorded } = hostile(listener.port);
  const answer = recorded.events.at(-1);
  const markup = answer?.type === "turn-ended" ? (answer.answer?.finding ?? "") : "";
  await page.setContent(markup.replace('http-equiv="refresh"', ""));
  await expect.poll(() => listener.heard.slice(before).filter((line) => line.startsWith("http")).length).toBeGreaterThan(8);
  await expect.poll(() => ran(page)).toBeGreaterThan(0);
  await page.context().close();
});
