import { expect, type Page, test } from "@playwright/test";
import { alive } from "../support/desk.ts";
import { serious } from "../support/axe.ts";
import { recorded } from "../support/recorded.ts";
import { seed } from "../support/session.ts";

const csv = "day,city,visitors\n2024-01-01,Oslo,12\n2024-01-02,Oslo,15\n2024-01-03,Bergen,9\n";

/** The page with the recorded session in it, as after a reload. */
async function reopened(page: Page) {
  await page.goto("/");
  await seed(page, recorded);
  await page.reload();
  await expect(page.getByRole("heading", { name: /Which region drove/ })).toBeVisible();
}

const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const transfer = (page: Page, name: string, text: string) =>
  page.evaluateHandle(
    ([name, text]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text ?? ""], name ?? ""));
      return transfer;
    },
    [name, text],
  );

async function drop(page: Page, name: string, text: string) {
  const data = await transfer(page, name, text);
  await alive(page);
  await page.dispatchEvent("body", "dragenter", { dataTransfer: data });
  await expect(page.getByText("Let go to add the files")).toBeVisible();
  await page.dispatchEvent("body", "drop", { dataTransfer: data });
}

test("the first screen says what it is, how to begin, and that files stay here", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Ask your data a question");
  await expect(page.getByText("Files stay in this browser. They are never uploaded.")).toBeVisible();
  await page.getByRole("button", { name: "How is this kept safe?" }).click();
  await expect(page.getByRole("dialog")).toContainText("There is no upload");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByRole("button", { name: "How is this kept safe?" })).toBeFocused();
});

test("no script runs but the page's own, and none is refused", async ({ page }) => {
  const refused: string[] = [];
  page.on("console", (message) => /Content Security Policy/.test(message.text()) && refused.push(message.text()));
  await reopened(page);
  await page.getByRole("heading", { name: /Which region drove/ }).scrollIntoViewIfNeeded();
  await expect(page.frameLocator('iframe[title^="Lines of monthly"]').locator(".main-svg").first()).toBeVisible();
  expect(refused).toEqual([]);
  const inline = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "globalThis.slipped = true";
    document.body.append(script);
    return "slipped" in globalThis;
  });
  expect(inline).toBe(false);
});

test("a file dropped anywhere becomes a card with its columns, and questions to ask of it", async ({ page }) => {
  test.setTimeout(240_000);
  await page.goto("/");
  await drop(page, "visits.csv", csv);
  const card = page.getByRole("article", { name: "visits.csv" });
  await expect(card).toContainText("3 rows × 3 columns", { timeout: 200_000 });
  await expect(card).toContainText("visitors");
  await expect(page.getByLabel("You could ask").getByRole("button").first()).toBeVisible();
});

test("a file dropped before the page's scripts are there is kept for them, and the veil does not stay", async ({ page }) => {
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/_next/static/**/*.js*", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/", { waitUntil: "commit" });
  await page.waitForFunction(() => "sandpiperEarly" in globalThis);
  const data = await transfer(page, "visits.csv", csv);
  await page.dispatchEvent("body", "dragenter", { dataTransfer: data });
  const taken = await page.evaluate((dataTransfer) => !document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true })), data);
  expect(taken, "the browser would have left the page").toBe(true);
  release();
  await expect(page.getByRole("article", { name: "visits.csv" })).toContainText("3 rows × 3 columns");
  await expect(page.getByText("Let go to add the files")).toBeHidden();
});

test("a pasted table becomes a file", async ({ page }) => {
  await page.goto("/");
  await alive(page);
  await page.evaluate(
    (text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    },
    csv.replaceAll(",", "\t"),
  );
  await expect(page.getByRole("article", { name: /pasted-\d+\.tsv/ })).toBeVisible();
  await expect(page.getByText(/The pasted table was added/)).toBeVisible();
});

test("reading a file can be cancelled", async ({ page }) => {
  await page.goto("/");
  await drop(page, "visits.csv", csv);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("article", { name: "visits.csv" })).toBeHidden();
});

test("a session comes back after a reload: files, answer, results, and what could not be read", async ({ page }) => {
  await reopened(page);
  await expect(page.getByText("North carried nearly all of the growth")).toBeVisible();
  await expect(page.getByRole("figure").filter({ hasText: "Regions, 2023 against 2024" })).toContainText("402,877.9");
  await expect(page.getByRole("article", { name: "broken.parquet" })).toContainText("812 bytes are missing");
  await expect(page.getByText("Python was started anew after this point")).toBeVisible();
});

test("a repair says what failed, what it mends and what changed", async ({ page }) => {
  await reopened(page);
  await page.getByRole("button", { name: "How it was worked out" }).first().click();
  await expect(page.getByText("KeyError: 'Region' (line 5)")).toBeVisible();
  await expect(page.getByText("Repair, mending KeyError")).toBeVisible();
  await expect(page.getByText("Repair 2, mending AttributeError")).toBeVisible();
  await expect(page.getByText("Mended: this went through")).toBeVisible();
  await page.getByRole("button", { name: "What changed in the code" }).last().click();
  await expect(page.getByText("+ monthly = pd.concat(")).toBeVisible();
});

test("a picture of hostile SVG runs nothing", async ({ page }) => {
  await reopened(page);
  const picture = page.getByRole("img", { name: "Four bars, South the highest" });
  await picture.scrollIntoViewIfNeeded();
  await expect(picture).toHaveJSProperty("complete", true);
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await expect(page).toHaveTitle("Sandpiper");
});

test("the way by keyboard: from the top to the question, into a menu, and out again", async ({ page }) => {
  await reopened(page);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the question" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const question = page.getByLabel("Question");
  await question.focus();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Add files" }).last()).toBeFocused();
  await page.keyboard.press("Tab");
  const model = page.getByRole("button", { name: /^Model:/ });
  await expect(model).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitemradio").first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(model).toBeFocused();
});

test("light and dark: as the system says, unless the person says otherwise, also after a reload", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto("/");
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await ground()).toBe("rgb(17, 20, 19)");
  await page.getByRole("button", { name: "Appearance" }).click();
  await page.getByRole("menuitemradio", { name: "Light" }).click();
  expect(await ground()).toBe("rgb(252, 252, 251)");
  await page.reload();
  expect(await ground()).toBe("rgb(252, 252, 251)");
});

test("a new session begins empty, and the one before goes into the list", async ({ page }) => {
  await reopened(page);
  await page.getByRole("button", { name: "New session" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Ask your data a question");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Ask your data a question");
  await page.getByRole("button", { name: "Sessions" }).click();
  await page.getByRole("dialog").getByRole("button", { name: /Which region drove/ }).first().click();
  await expect(page.getByText("North carried nearly all of the growth")).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`nothing serious for axe, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.goto("/");
    expect(await serious(page)).toEqual([]);
    await reopened(page);
    for (const fold of await page.getByRole("button", { name: "How it was worked out" }).all())
      if ((await fold.getAttribute("aria-expanded")) === "false") await fold.click();
    await page.getByRole("button", { name: /^Code/ }).first().click();
    await expect(page.locator(".code-token").nth(8)).toBeVisible();
    expect(await serious(page)).toEqual([]);
    await page.locator('iframe[title^="Lines of monthly"]').first().scrollIntoViewIfNeeded();
    const words = page.frameLocator('iframe[title^="Lines of monthly"]').first().locator("svg text").first();
    const [ink, paper] = await words.evaluate((text) => [getComputedStyle(text).fill, getComputedStyle(document.body).backgroundColor]);
    expect(ink).not.toBe(paper);
  });
}

test.describe("on a telephone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("nothing sticks out at the side, and the files are in a drawer", async ({ page }) => {
    await page.goto("/");
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await reopened(page);
    await page.getByRole("button", { name: "How it was worked out" }).first().click();
    for (const fold of await page.getByRole("button", { name: /^Code/ }).all()) await fold.click();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.getByRole("button", { name: "Show files and variables" }).click();
    await expect(page.getByRole("dialog")).toContainText("customers.xlsx");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
  });
});

test("a second tab begins a session of its own and leaves the first one's alone", async ({ page, context }) => {
  await reopened(page);
  const other = await context.newPage();
  await other.goto("/");
  await expect(other.getByRole("heading", { level: 1 })).toContainText("Ask your data a question");
  await expect(other.getByText("Your latest session is open in another tab")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: /Which region drove/ })).toBeVisible();
});
