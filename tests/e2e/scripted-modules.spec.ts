import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { add, answer, steps } from "../support/desk.ts";
import { admin, entriesAfter, lastSeq } from "../support/entries.ts";
import { fence } from "../support/scripted/reply.ts";
import { type Scripted, startScripted } from "../support/scripted-server.ts";

test.describe.configure({ timeout: 300_000 });

const company = {
  name: "company",
  code: `"""How Acme counts."""\nimport statistics\n\n\ndef fiscal_quarter(month, first=4):\n    """Quarter of Acme's fiscal year, which begins in April."""\n    return f"FQ{(month - first) % 12 // 3 + 1}"\n`,
};
const broken = { name: "broken", code: "x = 1\ndef (:\n" };
const orders = ["customer,month,amount", "Ann Lee,5,10", "Bo Ek,2,20", "Cy Roe,5,35"].join("\n");
let model: Scripted;

test.beforeAll(async () => {
  model = await startScripted({ script: [], port: Number(process.env.MODEL_PORT), key: "test-key" });
});
test.afterAll(async ({ request, baseURL }) => {
  await model.close();
  await request.post("/api/policy", { headers: { ...admin, origin: baseURL ?? "" }, data: { policy: null } });
});

const put = (request: APIRequestContext, baseURL: string | undefined, policy: unknown) =>
  request.post("/api/policy", { headers: { ...admin, origin: baseURL ?? "" }, data: { policy } });

async function enter(page: Page) {
  await page.goto("/admin#policy");
  await page.getByLabel("Administrator's token").fill("only-for-the-end-to-end-tests");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Policy as JSON")).toBeVisible();
}

test("code imports a helper module of the policy, also in the kernel after one that was killed; one with a mistake is told and left out", async ({ page, request, baseURL }) => {
  const refused = await put(request, baseURL, { helpers: [{ name: "company", code: "import json\nimport requests" }] });
  expect(refused.status()).toBe(422);
  expect((await refused.json()).issues).toEqual([{ path: "helpers[0].code", message: expect.stringMatching(/^line 2: requests is not among/) }]);
  const seq = await lastSeq(request);
  const saved = await put(request, baseURL, { version: "with-helpers", limits: { runMs: 3_000 }, helpers: [company, broken] });
  expect(saved.ok(), await saved.text()).toBe(true);
  const { sha256 } = await saved.json();

  const replies = [
    fence("By fiscal quarter.", `from company import fiscal_quarter\norders["fq"] = orders["month"].map(fiscal_quarter)\nbest = orders.groupby("fq")["amount"].sum()\nfinal_answer(f"{best.idxmax()} is best with {best.max()}")`),
    fence("I take too long.", `from company import fiscal_quarter as quarter\nsum(range(10**11))`),
    fence("Again.", `import company\nfinal_answer(f"May is in {company.fiscal_quarter(5)}, {fiscal_quarter(2)} ends the year, {best.max()} is best")`),
    fence("The other.", `try:\n    import broken\nexcept ImportError as error:\n    print("TOLD", error)\nfinal_answer("Done without.")`),
  ];
  const from = model.requests.length;
  model.play((seen) => replies[seen.index - from] ?? { text: "" });

  await page.goto("/");
  await add(page, [{ name: "orders.csv", bytes: orders }]);
  await expect(page.getByRole("alert").filter({ hasText: "The helper module broken" })).toContainText("a mistake in line 2 and is left out");
  await page.screenshot({ path: "test-results/modules-told-1440.png" });
  await expect(await answer(page, "Which fiscal quarter is best?")).toContainText("FQ1 is best with 45");
  const { system = "" } = model.requests[from] ?? {};
  expect(system).toContain("- from company import ... (How Acme counts.)\n  - fiscal_quarter(month, first=4): Quarter of Acme's fiscal year, which begins in April.");

  const turn = await answer(page, "And again?");
  await expect(turn).toContainText("May is in FQ1, FQ4 ends the year, 45 is best");
  await steps(turn);
  await expect(turn.locator("[data-rebuilt]")).toHaveAttribute("data-rebuilt", "whole");
  expect(JSON.stringify(model.requests[from + 2]?.messages)).toContain("the kernel was ended");

  const last = await answer(page, "And the broken one?");
  await expect(last).toContainText("Done without.");
  await expect(await steps(last)).toContainText("TOLD the helper module broken has a fault in its line 2 and was left out: invalid syntax");

  const entries = await entriesAfter(request, seq);
  const permits = entries.filter(({ record }) => record.type === "run");
  expect(permits.length).toBeGreaterThanOrEqual(5);
  for (const { server, record } of permits) expect([server?.policy.sha256, record.policyVersion]).toEqual([sha256, "with-helpers"]);
  const change = entries.find(({ record }) => record.type === "policy-change");
  expect(JSON.stringify(change?.record ?? {})).toContain("fiscal_quarter");
});

test("an administrator adds a helper module from a file; a mistake that only Python can tell keeps it from being saved and is shown at its place", async ({ page }) => {
  const version = `from-a-file-${Date.now().toString(36)}`;
  await enter(page);
  const main = page.getByRole("main");
  const file = main.locator("input[type=file][accept='.py']");
  const check = main.getByRole("button", { name: "Check with the server" });
  await main.getByRole("button", { name: "Start again from what is in force" }).click();
  await file.setInputFiles({ name: "prices.py", mimeType: "text/x-python", buffer: Buffer.from("def net(price):\n    return price / rate(\n") });
  await expect(main.getByText("Valid", { exact: true })).toBeVisible();
  await main.getByRole("button", { name: "Save and put in force" }).click();
  await expect(main.getByText(/line 2: '\(' was never closed/)).toBeVisible({ timeout: 120_000 });
  await main.getByRole("button", { name: /^helpers\[\d\]\.code$/ }).last().click();
  await page.screenshot({ path: "test-results/modules-fault-1440.png" });

  const editor = main.getByLabel("Policy as JSON");
  await editor.fill(JSON.stringify({ version, helpers: [] }));
  await file.setInputFiles({ name: "prices.py", mimeType: "text/x-python", buffer: Buffer.from("import company_rates\n") });
  await expect(main.getByText(/line 1: company_rates is not among the allowed packages/)).toBeVisible();
  await file.setInputFiles({ name: "prices.py", mimeType: "text/x-python", buffer: Buffer.from("rate = {}['VAT']\n") });
  await check.click();
  await expect(main.getByText(/line 1: importing it fails with KeyError/)).toBeVisible({ timeout: 120_000 });
  await file.setInputFiles({ name: "prices.py", mimeType: "text/x-python", buffer: Buffer.from('def net(price, rate=0.2):\n    """Price without tax."""\n    return price / (1 + rate)\n') });
  await main.getByRole("button", { name: "Save and put in force" }).click();
  await expect(main.getByRole("list").filter({ hasText: "Version" })).toContainText(version, { timeout: 120_000 });
  await main.getByLabel("Only what differs from the default").check();
  await expect(main.getByRole("row", { name: /helpers/ })).toContainText("prices (net)");
  await page.screenshot({ path: "test-results/modules-saved-1440.png", fullPage: true });
});
