import { expect, test } from "@playwright/test";
import { add, ask } from "../support/desk.ts";
import { admin, entriesAfter, lastSeq } from "../support/entries.ts";
import { fence } from "../support/scripted/reply.ts";
import { type Scripted, startScripted } from "../support/scripted-server.ts";

test.describe.configure({ timeout: 300_000 });

const sales = ["region,product,amount", "North,tea,10", "South,tea,20"].join("\n");
let model: Scripted;

test.beforeAll(async () => {
  const script = [fence("I look.", "print(len(sales))"), fence("I say it.", 'table(sales, "Sales")\nfinal_answer("Two rows.")')];
  model = await startScripted({ script, port: Number(process.env.MODEL_PORT), key: "test-key" });
});
test.afterAll(() => model.close());

test("while the audit is away a run goes on, says so, outlives a reload and is handed in late, in order and unbroken", async ({
  page,
  request,
}) => {
  await page.goto("/");
  await add(page, [{ name: "sales.csv", bytes: sales }]);
  const before = await lastSeq(request);
  await page.route("**/api/audit", (route) => route.abort());
  const turn = await ask(page, "How many rows?");
  for (const _ of [1, 2]) await page.getByRole("button", { name: "Run", exact: true }).click({ timeout: 60_000 });
  await expect(turn).toHaveAttribute("aria-busy", "false", { timeout: 60_000 });
  await expect(turn).toContainText("Two rows.");
  await expect(page.getByRole("alert").filter({ hasText: "Records are kept in this browser" })).toBeVisible();
  await Promise.all([page.waitForEvent("download"), turn.getByRole("button", { name: "Download CSV" }).click()]);
  await page.screenshot({ path: "test-results/late-kept.png" });
  const own = async () =>
    (await entriesAfter(request, before)).filter(({ record }) => ["generated", "run", "outcome", "export"].includes(record.type));
  expect(await own()).toEqual([]);
  await page.unroute("**/api/audit");
  await page.reload();
  await expect(page.getByRole("status").filter({ hasText: "7 records that waited in this browser were handed in" })).toBeVisible({
    timeout: 60_000,
  });
  await page.screenshot({ path: "test-results/late-handed-in.png" });
  const entries = await own();
  expect(entries.map(({ record }) => record.type)).toEqual(["generated", "run", "outcome", "generated", "run", "outcome", "export"]);
  expect(entries.map(({ late }) => [late?.number, late?.broken])).toEqual([1, 2, 3, 4, 5, 6, 7].map((number) => [number, null]));
  expect(entries[2]?.record["receipt"]).toBe(entries[1]?.hash);
  expect(entries[4]?.record["parent"]).toBe(entries[1]?.hash);
  expect(await (await request.get("/api/audit/verify", { headers: admin })).text()).toContain('"ok":true');
});
