import { createHash } from "node:crypto";
import { expect, test } from "@playwright/test";
import { add, answer, ask, bytesOf, steps } from "../support/desk.ts";
import { admin, entriesAfter, lastSeq } from "../support/entries.ts";
import { scriptNamed } from "../support/scripted/scripts.ts";
import { type Scripted, startScripted } from "../support/scripted-server.ts";

test.describe.configure({ timeout: 300_000 });

const sales = ["region,product,amount", "North,tea,10", "South,tea,20", "North,rye,35"].join("\n");
let model: Scripted;

test.beforeAll(async () => {
  model = await startScripted({ script: scriptNamed("three-failures"), port: Number(process.env.MODEL_PORT), key: "test-key" });
});
test.afterAll(() => model.close());

test("every script generated and every script executed is in the audit, each run before its outcome", async ({ page, request }) => {
  const before = await lastSeq(request);
  await page.goto("/");
  await add(page, [{ name: "sales.csv", bytes: sales }]);
  await answer(page, "Which region leads?");
  const entries = await entriesAfter(request, before);
  const of = (type: string) => entries.filter(({ record }) => record.type === type);
  expect(of("generated")).toHaveLength(4);
  expect(of("run").map(({ record }) => record.code)).toEqual(of("generated").map(({ record }) => record.code));
  expect(of("outcome").map(({ record }) => record.status)).toEqual(["error", "error", "error", "ok"]);
  for (const outcome of of("outcome")) {
    const permit = entries.find(({ hash }) => hash === outcome.record.receipt);
    expect(permit?.record.type).toBe("run");
    expect(permit?.seq).toBeLessThan(outcome.seq);
  }
  const pairs = of("generated").map(({ record }) => [record.promptSha256, record.replySha256]);
  expect(pairs).toEqual(of("completion").map(({ record }) => [record.promptSha256, record.replySha256]));
  const input = {
    file: "sales.csv",
    bytes: sales.length,
    of: "content",
    sha256: createHash("sha256").update(sales).digest("hex"),
    tables: [{ rows: 3, columns: 3 }],
  };
  for (const { record } of of("run")) expect(record).toMatchObject({ inputs: [input], by: "model", approved: "not-asked" });
  expect(of("run").map(({ record }) => record.parent)).toEqual([
    null,
    ...of("run")
      .slice(0, 3)
      .map(({ hash }) => hash),
  ]);
  for (const { record } of of("outcome")) expect(Number(record.peakMemoryBytes)).toBeGreaterThan(20 * 1024 ** 2);
  const verified = await request.get("/api/audit/verify", { headers: admin });
  expect(await verified.text()).toContain('"ok":true');
});

test("a run that the person stops is on record as killed, with the reason", async ({ page, request }) => {
  model.play(scriptNamed("endless-loop"));
  await page.goto("/");
  await add(page, [{ name: "sales.csv", bytes: sales }]);
  const before = await lastSeq(request);
  const turn = await ask(page, "Loop for ever");
  await expect(turn).toContainText("Running", { timeout: 60_000 });
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(turn).toHaveAttribute("aria-busy", "false", { timeout: 60_000 });
  await expect
    .poll(async () =>
      (await entriesAfter(request, before))
        .filter(({ record }) => record.type === "outcome")
        .map(({ record }) => [record.status, record.errorType]),
    )
    .toEqual([["killed", "stopped"]]);
});

test("without a record nothing runs, and the person is told why", async ({ page }) => {
  model.play(scriptNamed("total"));
  await page.goto("/");
  await add(page, [{ name: "sales.csv", bytes: sales }]);
  await page.route("**/api/audit", (route) => route.abort());
  const turn = await answer(page, "Totals, please");
  await expect(turn).toContainText("Not run: it could not be recorded");
  await expect(turn).not.toContainText("leads with");
  await page.unroute("**/api/audit");
  await expect(await answer(page, "Once more, please")).toContainText("North leads");
});

test("a table leaves the page after it is on record with its digest, and not at all without a record", async ({ page, request }) => {
  model.play(scriptNamed("total"));
  await page.goto("/");
  await add(page, [{ name: "sales.csv", bytes: sales }]);
  const turn = await answer(page, "Totals, please");
  const before = await lastSeq(request);
  const get = turn.getByRole("button", { name: "Download CSV" });
  const [download] = await Promise.all([page.waitForEvent("download"), get.click()]);
  const exports = (await entriesAfter(request, before)).filter(({ record }) => record.type === "export");
  const sha256 = createHash("sha256")
    .update(await bytesOf(download))
    .digest("hex");
  expect(exports.map(({ record }) => record)).toMatchObject([
    { file: download.suggestedFilename(), format: "csv", sha256, unmasked: false },
  ]);
  await page.route("**/api/audit", (route) => route.abort());
  const downloads: unknown[] = [];
  page.on("download", (one) => downloads.push(one));
  await get.click();
  await expect(page.getByRole("alert").filter({ hasText: "handed out" })).toContainText(
    "was not handed out, because it could not be recorded first",
  );
  expect(downloads).toEqual([]);
});

test("a run that is cut off by a reload is marked, is not run again, and the session goes on", async ({ page }) => {
  model.play(scriptNamed("endless-loop"));
  await page.goto("/");
  await add(page, [{ name: "sales.csv", bytes: sales }]);
  await page.getByRole("textbox", { name: "Question" }).fill("Loop for ever");
  await page.keyboard.press("Enter");
  const turn = page.getByRole("article", { name: "Loop for ever", exact: true });
  await expect(turn).toContainText("Running", { timeout: 60_000 });
  const asked = model.requests.length;
  await page.reload();
  await expect(turn).toContainText("The page was closed while this ran.");
  await expect(await steps(turn)).toContainText("Cut off before it ended");
  expect(model.requests).toHaveLength(asked);
  model.play(scriptNamed("total"));
  await expect(await answer(page, "Totals, please")).toContainText("North leads");
});
