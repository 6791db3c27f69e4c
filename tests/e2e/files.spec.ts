import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "@playwright/test";
import { add, answer, ask, foreignRequests, given } from "../support/desk.ts";
import { root } from "../support/pyodide.ts";
import { workbook } from "../support/workbook.ts";

test.describe.configure({ timeout: 300_000 });

const group = (count: number) => count.toLocaleString("en-US");
const text = (path: string) => readFileSync(join(root, path), "utf8");

test("a CSV dropped and asked about ends in the number that a plain count gives, and no request leaves for another host", async ({
  page,
  context,
  baseURL,
}) => {
  const foreign = foreignRequests(context, new URL(baseURL ?? "").origin);
  const lines = ["month,shop,units"];
  for (let day = 0; day < 365; day++)
    lines.push(`2024-${String(1 + (day % 12)).padStart(2, "0")}-11,${["North", "South", "East"][day % 3]},${(day * 7) % 41}`);
  const south = lines
    .slice(1)
    .map((line) => line.split(","))
    .filter(([, shop]) => shop === "South")
    .reduce((sum, row) => sum + Number(row[2]), 0);
  await page.goto("/");
  await add(page, [{ name: "shops.csv", bytes: lines.join("\n") }]);
  const turn = await answer(page, "What are the total units in the South shop?");
  await expect(turn).toContainText(group(south));
  expect(foreign).toEqual([]);
});

test("a file is shown before the kernel that runs code has begun, and a question that was asked by then finds its table", async ({ page }) => {
  let frames = 0;
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/sandbox/frame.html*", async (route) => {
    frames += 1;
    if (frames > 1) await held;
    await route.continue();
  });
  await page.goto("/");
  await add(page, [{ name: "shops.csv", bytes: "shop,units\nNorth,3\nSouth,4\nSouth,5\n" }]);
  const turn = await ask(page, "What are the total units in the South shop?");
  await expect.poll(() => frames).toBe(2);
  await expect(turn).toContainText("Waiting for Python to start");
  release();
  await expect(turn).toHaveAttribute("aria-busy", "false", { timeout: 60_000 });
  await expect(turn).toContainText("9");
});

test("an XLSX with several sheets becomes a table for each, and a question finds its sheet", async ({ page }) => {
  const bytes = await workbook({
    staff: [
      ["name", "team", "salary"],
      ["Ada", "core", 100],
      ["Bo", "core", 140],
      ["Cy", "sales", 90],
    ],
    teams: [
      ["team", "floor"],
      ["core", 3],
      ["sales", 1],
    ],
  });
  await page.goto("/");
  await add(page, [{ name: "people.xlsx", bytes }]);
  await expect(page.getByRole("article", { name: "people.xlsx" })).toContainText("staff");
  await expect(page.getByRole("article", { name: "people.xlsx" })).toContainText("teams");
  const turn = await answer(page, "What is the average salary by team?");
  await expect(turn).toContainText("120");
  await expect(turn).toContainText("90");
});

test("JSON lines dropped and asked about end in the number that a plain count gives", async ({ page }) => {
  const records = text("public/samples/machine_sensors.jsonl").trim().split("\n");
  await page.goto("/");
  await add(page, [await given("public/samples/machine_sensors.jsonl")]);
  const turn = await answer(page, "How many rows are there?");
  await expect(turn).toContainText(group(records.length));
});

test("a SQLite database dropped and queried ends in the number that SQLite itself gives", async ({ page }) => {
  const database = new DatabaseSync(join(root, "public/samples/support_tickets.sqlite"), { readOnly: true });
  const count = Number(database.prepare("select count(*) as n from tickets").get()?.n);
  await page.goto("/");
  await add(page, [await given("public/samples/support_tickets.sqlite")]);
  const turn = await answer(page, "SELECT count(*) AS n FROM tickets");
  await expect(turn).toContainText(new RegExp(`${count}|${group(count)}`));
});

test("a Parquet file dropped and asked about ends in the number that was written", async ({ page }) => {
  await page.goto("/");
  await add(page, [await given("tests/support/fixtures/parquet/groups.parquet")]);
  await expect(page.getByRole("article", { name: "groups.parquet" })).toContainText("2,500 rows");
  const turn = await answer(page, "What is the average of n?");
  await expect(turn).toContainText("1,249.5");
});

test("two files are joined and the rows without a partner are counted", async ({ page }) => {
  const orders = ["order_id,customer_id,amount", "1,10,5", "2,10,7", "3,11,11", "4,99,13"].join("\n");
  const customers = ["customer_id,country", "10,Norway", "11,Chile"].join("\n");
  await page.goto("/");
  await add(page, [
    { name: "orders.csv", bytes: orders },
    { name: "customers.csv", bytes: customers },
  ]);
  const turn = await answer(page, "Join orders with customers and give the total amount by country");
  await expect(turn).toContainText("Norway");
  await expect(turn).toContainText("12");
  await expect(turn).toContainText(/1 (row|of|order)/);
});

test("a file that cannot be read says why and what helps, and leaves the others usable", async ({ page }) => {
  await page.goto("/");
  await add(page, [{ name: "good.csv", bytes: "a,b\n1,2\n3,4\n" }]);
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles([{ name: "broken.xlsx", mimeType: "", buffer: Buffer.from("PK\u0003\u0004 not a workbook") }]);
  const card = page.getByRole("article", { name: "broken.xlsx" });
  await expect(card).toContainText("Could not be read", { timeout: 60_000 });
  await expect(card).toContainText("What helps:");
  const turn = await answer(page, "What is the sum of b?");
  await expect(turn).toContainText("6");
});

test("a sample is one click away, its suggested questions are answered, and a follow-up goes on after a reload", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: /^Retail sales/ }).click();
  await expect(page.getByRole("article", { name: "retail_sales.csv" })).toContainText("3,002 rows", { timeout: 120_000 });
  await page
    .getByLabel("You could ask")
    .getByRole("button", { name: /highest total revenue/ })
    .click();
  const turn = page.getByRole("article", { name: /highest total revenue/ });
  await expect(turn).toHaveAttribute("aria-busy", "false", { timeout: 150_000 });
  await expect(turn).toContainText("West");
  await page.reload();
  await expect(turn).toContainText("West");
  await expect(await answer(page, "And by channel?")).toContainText("Online");
});
