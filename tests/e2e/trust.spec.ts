import { expect, test } from "@playwright/test";
import { add, answer } from "../support/desk.ts";

test.describe.configure({ timeout: 300_000 });

test("the built-in analyst's numbers are traced and checked by a second route, and its chart takes a wish", async ({ page }) => {
  await page.goto("/");
  await add(page, [{ name: "sales.csv", bytes: "region,amount\nNorth,10\nSouth,2000\nNorth,35\nSouth,5\nWest,8\n" }]);
  const turn = await answer(page, "Total amount by region");
  await expect.poll(() => turn.locator("[data-figure=traced]").count()).toBeGreaterThan(2);
  await expect(turn.locator("[data-figure=nowhere]")).toHaveCount(0);
  await turn.getByRole("button", { name: "2,005", exact: true }).first().click();
  const window = page.getByRole("dialog", { name: "Where 2,005 comes from" });
  await window.getByRole("button", { name: "Check by a second route" }).click();
  await expect(window).toContainText("Both routes agree: 2,005 and 2,005.", { timeout: 60_000 });
  await page.keyboard.press("Escape");
  await expect(turn.getByRole("button", { name: "2,005", exact: true }).first()).toBeFocused();
  await turn.getByLabel(/^Change the chart/).fill("log scale");
  await page.keyboard.press("Enter");
  const changed = page.getByRole("article", { name: "log scale", exact: true });
  await expect(changed).toHaveAttribute("aria-busy", "false", { timeout: 120_000 });
  await expect(changed.getByRole("img").first()).toBeVisible();
  await changed.getByRole("button", { name: /How it was worked out/ }).click();
  await changed.getByRole("button", { name: /^Code/ }).click();
  await expect(changed.locator("ol")).toContainText('("log")');
});
