import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { add, answer } from "../support/desk.ts";
import { serving } from "../support/serving.ts";

test.describe.configure({ timeout: 300_000 });
test.use({ serviceWorkers: "allow" });

const sales = "region,amount\nNorth,10\nSouth,2000\nNorth,35\n";

test("a second visit without a server: the page comes, Python starts and files are read; what needs a record says why it cannot run", async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), "sandpiper-offline-"));
  const server = await serving({ SANDPIPER_DATA: folder });
  try {
    await page.goto(server.url.replace("127.0.0.1", "localhost"));
    await add(page, [{ name: "sales.csv", bytes: sales }]);
    await expect(await answer(page, "Total amount by region")).toContainText("2,000");
    await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state ?? null), { timeout: 60_000 }).toBe("activated");
    server.child.kill("SIGKILL");
    await server.ended;
    await expect(fetch(server.url)).rejects.toThrow();
    await page.reload();
    await expect(page.getByText("2,000").first()).toBeVisible({ timeout: 60_000 });
    await add(page, [{ name: "more.csv", bytes: "city,visitors\nOslo,5\nBergen,7\n" }]);
    await expect(page.getByText("more.csv").first()).toBeVisible();
    const turn = await answer(page, "How many visitors are there in all?");
    await expect(turn).toContainText(/could not be reached|no record|nothing (?:ran|runs)/i);
  } finally {
    server.child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
});
