import { expect, type Locator, type Page, test } from "@playwright/test";
import { serious } from "../support/axe.ts";
import { alive, watchChooser } from "../support/desk.ts";
import { recorded } from "../support/recorded.ts";
import { seed } from "../support/session.ts";

async function reopened(page: Page) {
  await page.goto("/");
  await seed(page, recorded);
  await page.reload();
  await expect(page.getByRole("heading", { name: /Which region drove/ })).toBeVisible();
  for (const fold of await page.getByRole("button", { name: "How it was worked out" }).all())
    if ((await fold.getAttribute("aria-expanded")) === "false") await fold.click();
  await expect(page.getByText("Mended: this went through")).toBeVisible();
}

const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** What can be pressed and is smaller than 24 × 24 px; links and buttons that stand within a sentence may be (WCAG 2.5.8). */
const small = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("button, a[href], input, select, textarea, [role=button], [role=tab], summary")]
      .filter(
        (one) =>
          one.checkVisibility({ visibilityProperty: true }) && !one.closest(".sr-only, [aria-hidden=true], .prose-calm p, .prose-calm li"),
      )
      .filter(
        (one) =>
          !(
            one instanceof HTMLInputElement &&
            one.closest("label") !== null &&
            (one.closest("label")?.getBoundingClientRect().height ?? 0) >= 24
          ),
      )
      .map((one) => ({ one, box: one.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && (box.width < 24 || box.height < 24))
      .map(({ one, box }) => `${Math.round(box.width)}×${Math.round(box.height)} ${one.outerHTML.slice(0, 120)}`),
  );

/** Buttons whose words do not fit into them. */
const clipped = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("button, h1, h2, h3")]
      .filter(
        (one) =>
          one.checkVisibility() &&
          !one.classList.contains("sr-only") &&
          one.querySelector(".truncate") === null &&
          !one.closest("table") &&
          !one.classList.contains("truncate"),
      )
      .filter((one) => one.scrollWidth > one.clientWidth + 2 && getComputedStyle(one).display !== "inline")
      .map((one) => one.outerHTML.slice(0, 120)),
  );

const fits = async (page: Page) => {
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  expect(await clipped(page)).toEqual([]);
};

/** Children of one row that lie on each other. */
const overlaps = (row: Locator) =>
  row.evaluate((element) => {
    const boxes = [...element.children].filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect());
    return boxes.flatMap((a, at) =>
      boxes
        .slice(at + 1)
        .filter(
          (b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1,
        ),
    ).length;
  });

test.describe("the first visit", () => {
  test("a tour is offered, goes by keyboard, says each step, can be skipped, and does not come again unasked", async ({ page }) => {
    await page.goto("/");
    await alive(page);
    await page.getByRole("button", { name: "Show me around" }).press("Enter");
    const tour = page.getByRole("region", { name: "Step 1 of 4: Drop a file, and see how it was read" });
    await expect(tour).toBeVisible();
    const next = page.getByRole("button", { name: "Next", exact: true });
    await next.press("Enter");
    await expect(page.getByRole("region", { name: /^Step 2 of 4/ })).toBeVisible();
    await expect(next).toBeFocused();
    expect(await serious(page)).toEqual([]);
    await next.press("Enter");
    await next.press("Enter");
    await page.getByRole("button", { name: "Done" }).press("Enter");
    await expect(page.getByRole("button", { name: "Choose files" })).toBeFocused();
    await page.reload();
    await expect(page.getByRole("button", { name: "Choose files" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Show me around" })).toHaveCount(0);
    await page.getByRole("button", { name: "Help and shortcuts" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Take the tour" }).click();
    await expect(page.getByRole("dialog").getByRole("region", { name: /^Step 1 of 4/ })).toBeVisible();
    await page.getByRole("dialog").getByRole("button", { name: "Skip the tour" }).click();
    await expect(page.getByRole("dialog").getByRole("button", { name: "Take the tour" })).toBeVisible();
  });

  test("a sample comes with a question, and one press answers it, in type from the first moment on", async ({ page }) => {
    test.setTimeout(240_000);
    await page.addInitScript(() => {
      new MutationObserver(() => {
        if ([...document.querySelectorAll("article")].some((one) => one.textContent.includes("**"))) document.documentElement.dataset["marks"] = "seen";
      }).observe(document, { childList: true, subtree: true, characterData: true });
    });
    await page.goto("/");
    const samples = page.getByRole("region", { name: "Or start with a sample" }).getByRole("listitem");
    await expect(samples).toHaveCount(7);
    await samples
      .filter({ hasText: "Electricity of a town" })
      .getByRole("button", { name: /Forecast demand for the next 3 months/ })
      .click();
    await expect(page.getByRole("heading", { name: "Forecast demand for the next 3 months" })).toBeVisible();
    const turn = page.getByRole("article", { name: "Forecast demand for the next 3 months" });
    await expect(turn).toHaveAttribute("aria-busy", "false", { timeout: 200_000 });
    await expect(turn.getByText("Evidence")).toBeVisible();
    await expect(page.getByRole("article", { name: "electricity.csv" })).toContainText("1,093 rows × 4 columns");
    await expect(page.getByRole("status").filter({ hasText: "Answer:" })).toHaveCount(1);
    await expect(page.locator("html")).not.toHaveAttribute("data-marks", "seen");
    expect(await serious(page)).toEqual([]);
  });

  test("a sample that cannot be fetched says so, and the page stays as it was", async ({ page }) => {
    await page.route("**/samples/*.csv", (route) => route.abort());
    await page.goto("/");
    await page.getByRole("button", { name: /^Retail sales/ }).click();
    await expect(page.getByRole("alert").filter({ hasText: "The sample could not be fetched" })).toBeVisible();
    await expect(page.getByRole("button", { name: /^Retail sales/ })).toBeEnabled();
  });
});

test("keys: ? shows them, they act where nothing is written, and they can be turned off", async ({ page }) => {
  watchChooser(page);
  await reopened(page);
  await page.locator("body").press("?");
  const sheet = page.getByRole("dialog", { name: "Help and shortcuts" });
  await expect(sheet).toContainText("Stop what is running");
  expect(await serious(page)).toEqual([]);
  await page.keyboard.press("n");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Help and shortcuts" })).toBeFocused();
  await expect(page.getByRole("heading", { name: /Which region drove/ })).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByLabel("Question")).toBeFocused();
  await page.keyboard.type("n?/");
  await expect(page.getByLabel("Question")).toHaveValue("n?/");
  await page.getByRole("button", { name: "Help and shortcuts" }).focus();
  await page.keyboard.press("f");
  await expect(page.getByRole("complementary", { name: "Files and variables" })).toBeFocused();
  const chooser = page.waitForEvent("filechooser");
  await page.keyboard.press("o");
  await chooser;
  await page.keyboard.press("?");
  await sheet.getByRole("checkbox", { name: "Single keys act as shortcuts" }).uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await page.reload();
  await expect(page.getByRole("heading", { name: /Which region drove/ })).toBeVisible();
  await page.locator("body").press("n");
  await page.getByRole("button", { name: "Help and shortcuts" }).click();
  await sheet.getByRole("checkbox", { name: "Single keys act as shortcuts" }).check();
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await expect(page.getByRole("button", { name: "Choose files" })).toBeVisible();
});

test("a page whose core does not arrive says that it is broken, and comes up when it is loaded again", async ({ page }) => {
  let html = "";
  await page.route(/\/$/, async (route) => {
    const response = await route.fetch();
    html = await response.text();
    await route.fulfill({ response });
  });
  // What the page itself names arrives; what is fetched behind the first screen does not.
  await page.route("**/_next/static/chunks/**", (route) => (html.includes(new URL(route.request().url()).pathname) ? route.continue() : route.abort()));
  await page.goto("/");
  const broken = page.getByRole("alert").filter({ has: page.getByRole("heading", { name: "This page broke" }) });
  await expect(broken).toBeVisible();
  expect(await serious(page)).toEqual([]);
  await page.screenshot({ path: "test-results/broken-1440.png" });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.screenshot({ path: "test-results/broken-dark-390.png" });
  await page.unrouteAll();
  await broken.getByRole("button", { name: "Load again" }).click();
  await alive(page);
  await expect(page.getByRole("button", { name: "Choose files" })).toBeVisible();
});

test("an address that leads nowhere says so, in the person's language", async ({ page, request }) => {
  const response = await page.goto("/nowhere");
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
  expect(await serious(page)).toEqual([]);
  expect(await (await request.get("/nowhere", { headers: { "accept-language": "de" } })).text()).toContain("Diese Seite gibt es nicht");
});

test("windows: how it is kept safe, the rules, the sessions: nothing serious for axe in any, focus goes back", async ({ page }) => {
  await reopened(page);
  const safe = page.getByRole("button", { name: "How is this kept safe?" }).first();
  await safe.click();
  await expect(page.getByRole("dialog", { name: "How your data is kept safe" })).toBeVisible();
  expect(await serious(page)).toEqual([]);
  await page.getByRole("button", { name: "See the rules in force" }).click();
  await expect(page.getByRole("dialog", { name: "The rules in force" })).toContainText("Limits");
  expect(await serious(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(safe).toBeFocused();
  await page.getByRole("button", { name: "Sessions" }).click();
  await expect(page.getByRole("dialog")).toContainText("Which region drove");
  expect(await serious(page)).toEqual([]);
});

test("what can be pressed is 24 px large at least, on a desk and on a telephone", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Show me around" }).click();
  expect(await small(page)).toEqual([]);
  await reopened(page);
  expect(await small(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await small(page)).toEqual([]);
});

test("with twice the size, with wide text and from right to left nothing sticks out, is cut or lies on another", async ({ page }) => {
  await reopened(page);
  await page.getByRole("button", { name: /^Code/ }).first().click();
  await page.setViewportSize({ width: 720, height: 450 });
  await fits(page);
  await page.setViewportSize({ width: 390, height: 844 });
  const wide = await page.addStyleTag({
    content:
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }",
  });
  await fits(page);
  await wide.evaluate((style) => style instanceof HTMLElement && style.remove());
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 844 });
    await page.evaluate(() => {
      document.documentElement.dir = "rtl";
    });
    await fits(page);
    expect(await overlaps(page.getByRole("banner"))).toBe(0);
    expect(await overlaps(page.locator("form").filter({ has: page.getByLabel("Question") }))).toBe(0);
    expect(
      await page
        .getByRole("region", { name: "Code" })
        .first()
        .evaluate((code) => getComputedStyle(code).direction),
    ).toBe("ltr");
  }
  const side = await page.getByRole("complementary", { name: "Files and variables" }).boundingBox();
  expect(side?.x ?? 0).toBeGreaterThan(1000);
});

test("with the system's own colours, and with motion turned off, the page can be used", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  await page.goto("/");
  const choose = page.getByRole("button", { name: "Choose files" });
  expect(await choose.evaluate((button) => getComputedStyle(button).borderTopStyle)).toBe("solid");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle)).toBe("solid");
  const longest = await page.evaluate(() =>
    Math.max(0, ...[...document.querySelectorAll("*")].map((one) => Number.parseFloat(getComputedStyle(one).transitionDuration))),
  );
  expect(longest).toBeLessThanOrEqual(0.001);
  expect(await serious(page)).toEqual([]);
});

test("on paper it is dark on light, whatever the screen shows, and without controls", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await reopened(page);
  await page.getByRole("button", { name: "Appearance" }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await page.keyboard.press("Escape");
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(252, 252, 251)");
  expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe("rgb(26, 30, 28)");
  await expect(page.getByRole("banner")).toBeHidden();
  await expect(page.getByLabel("Question")).toBeHidden();
  await expect(page.getByText("North carried nearly all of the growth")).toBeVisible();
});
