import { type APIRequestContext, expect, test } from "@playwright/test";
import { z } from "zod";
import { add, answer, steps } from "../support/desk.ts";
import { type Scripted, startScripted } from "../support/scripted-server.ts";
import { scriptNamed } from "../support/scripted/scripts.ts";

test.describe.configure({ timeout: 300_000 });

const sales = ["region,product,amount", "North,tea,10", "South,tea,20", "North,rye,35"].join("\n");
const Entry = z.object({
  seq: z.number(),
  record: z.looseObject({ type: z.string(), code: z.string().optional(), status: z.string().optional(), receipt: z.string().optional() }),
  hash: z.string(),
});
let model: Scripted;

test.beforeAll(async () => {
  model = await startScripted({ script: scriptNamed("three-failures"), port: Number(process.env.MODEL_PORT), key: "test-key" });
});
test.afterAll(() => model.close());

const admin = { authorization: "Bearer only-for-the-end-to-end-tests" };

async function entriesAfter(request: APIRequestContext, after: number) {
  const answer = await request.get(`/api/audit?after=${after}&limit=500`, { headers: admin });
  expect(answer.ok(), await answer.text()).toBe(true);
  const lines = (await answer.text()).split("\n").filter(Boolean);
  return lines.map((line) => Entry.parse(JSON.parse(line)));
}

async function lastSeq(request: APIRequestContext): Promise<number> {
  let last = 0;
  for (;;) {
    const entries = await entriesAfter(request, last);
    last = entries.at(-1)?.seq ?? last;
    if (entries.length < 500) return last;
  }
}

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
  const verified = await request.get("/api/audit/verify", { headers: admin });
  expect(await verified.text()).toContain('"ok":true');
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
