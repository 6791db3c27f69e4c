import { expect, type Page, test } from "@playwright/test";
import { serious } from "../support/axe.ts";
import { recorded } from "../support/recorded.ts";
import { seed } from "../support/session.ts";

const english = "Ask your data a question.";
const german = "Fragen Sie Ihre Daten.";
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** What React says when the server's page and the browser's differ, and whatever else is wrong. */
function complaints(page: Page): string[] {
  const said: string[] = [];
  page.on("console", (message) => message.type() === "error" && said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  return said;
}

async function reopened(page: Page) {
  await page.goto("/");
  await seed(page, recorded);
  await page.reload();
  await expect(page.getByRole("heading", { name: /Which region drove/ })).toBeVisible();
}

async function choose(page: Page, from: string, to: string) {
  await page.getByRole("button", { name: from, exact: true }).click();
  await page.getByRole("menuitemradio", { name: to }).click();
}

test("each request is answered in its own language, however many come at once", async ({ request }) => {
  const ask = async (language: string) => (await request.get("/", { headers: { "accept-language": language } })).text();
  const pages = await Promise.all(Array.from({ length: 16 }, (_, at) => ask(at % 2 === 0 ? "de-AT,de;q=0.9" : "en-US,en;q=0.9")));
  for (const [at, page] of pages.entries()) {
    expect(page).toContain(at % 2 === 0 ? '<html lang="de" dir="ltr"' : '<html lang="en" dir="ltr"');
    expect(page).toContain(at % 2 === 0 ? german : english);
    expect(page).not.toContain(at % 2 === 0 ? english : german);
  }
});

test.describe("a browser that asks for German", () => {
  test.use({ locale: "de-DE" });

  test("is spoken to in German, and carries no English texts", async ({ page }) => {
    const said = complaints(page);
    const scripts: Promise<string>[] = [];
    page.on("response", (response) => /_next\/static\/chunks\/.*\.js/.test(response.url()) && scripts.push(response.text()));
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toContainText(german);
    await expect(page).toHaveTitle("Sandpiper");
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await expect(page.getByRole("button", { name: "Dateien auswählen" })).toBeEnabled();
    await page.getByRole("button", { name: "Wie wird das geschützt?" }).click();
    await expect(page.getByRole("dialog")).toContainText("Es gibt kein Hochladen");
    await page.keyboard.press("Escape");
    const loaded = (await Promise.all(scripts)).join("\n");
    expect(loaded).toContain("Loslassen, um die Dateien");
    expect(loaded).not.toContain("Let go to add the files");
    expect(said).toEqual([]);
  });

  test("and all of a session is in German too, with nothing serious for axe", async ({ page }) => {
    await reopened(page);
    await page.getByRole("button", { name: "Wie das herauskam" }).first().click();
    await expect(page.getByText("Behoben: das lief durch")).toBeVisible();
    await expect(page.getByText("Reparatur 2, behebt AttributeError")).toBeVisible();
    expect(await serious(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });
});

test("a person who chooses German gets it at once, keeps what was written, and has it after a reload", async ({ page, context }) => {
  const said = complaints(page);
  await reopened(page);
  await page.getByLabel("Question").fill("Which region grew most?");
  await choose(page, "Language", "Deutsch");
  await expect(page.getByRole("button", { name: "Neue Sitzung" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.getByLabel("Frage", { exact: true })).toHaveValue("Which region grew most?");
  await expect(page.getByRole("heading", { name: /Which region drove/ })).toBeVisible();
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.getByRole("button", { name: "Neue Sitzung" })).toBeVisible();
  const other = await context.newPage();
  await other.goto("/admin");
  await expect(other).toHaveTitle("Sandpiper-Verwaltung");
  await expect(other.getByRole("button", { name: "Sprache" })).toBeVisible();
  await other.close();
  await choose(page, "Sprache", "English");
  await expect(page.getByRole("button", { name: "New session" })).toBeVisible();
  expect(said).toEqual([]);
});

test("the first screen's scripts are 200 kB at most as they travel", async ({ page }) => {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const sizes = new Map<string, number>();
  const urls = new Map<string, string>();
  session.on("Network.responseReceived", ({ requestId, response }) => urls.set(requestId, response.url));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => sizes.set(urls.get(requestId) ?? "", encodedDataLength));
  const html = await (await page.goto("/", { waitUntil: "load" }))?.text();
  const named = [...(html ?? "").matchAll(/<script (?![^>]*noModule)[^>]*src="([^"]+)"/gi)].map(([, src]) => src ?? "");
  const scripts = [...new Set(named)].map((src) => new URL(src, page.url()).href);
  const bytes = scripts.reduce((sum, src) => sum + (sizes.get(src) ?? 0), 0);
  console.log(`first screen: ${scripts.length} scripts, ${Math.round(bytes / 1000)} kB`);
  expect(scripts.length).toBeGreaterThan(3);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(200_000);
});
