import { readFile, writeFile } from "node:fs/promises";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { z } from "zod";
import { serious } from "../support/axe.ts";
import { add, answer } from "../support/desk.ts";
import { scriptNamed } from "../support/scripted/scripts.ts";
import { startScripted } from "../support/scripted-server.ts";

test.describe.configure({ timeout: 300_000 });

// What the page still asks for when a test ends is not that test's failure, nor the next one's.
test.afterEach(({ page }) => page.unrouteAll({ behavior: "ignoreErrors" }));

const token = "only-for-the-end-to-end-tests";
const admin = { authorization: `Bearer ${token}` };
const evil = `<img src=x onerror="globalThis.owned=1"><script>globalThis.owned=1</script>`;
const session = `admin-${Date.now().toString(36)}`;

/** What a test that broke off has saved is not left to other suites. */
test.afterAll(async ({ request, baseURL }) => {
  const { from } = z.object({ from: z.object({ base: z.string() }) }).parse(await (await request.get("/api/policy")).json());
  if (from.base === "saved") await request.post("/api/policy", { headers: { ...admin, origin: baseURL ?? "" }, data: { policy: null } });
});

const main = (page: Page) => page.getByRole("main");
const field = (page: Page) => page.getByLabel("Administrator's token");

async function enter(page: Page, hash = "") {
  await page.goto(`/admin${hash}`);
  await field(page).fill(token);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Signed in: admin by token")).toBeAttached();
}

const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function record(request: APIRequestContext, baseURL: string | undefined, entry: Record<string, unknown>): Promise<string> {
  const where = { session, turn: 0, step: 0, attempt: 0 };
  const response = await request.post("/api/audit", { headers: { origin: baseURL ?? "" }, data: { ...where, ...entry } });
  expect(response.ok(), await response.text()).toBe(true);
  return z.object({ receipt: z.string() }).parse(await response.json()).receipt;
}

/** A session whose every text is hostile: refused, then run with an error, then a table saved. */
async function hostileSession(request: APIRequestContext, baseURL: string | undefined) {
  const put = (entry: Record<string, unknown>) => record(request, baseURL, entry);
  const code = `import sklearn\nprint(${JSON.stringify(evil)})`;
  await put({ type: "generated", code: `import socket # ${evil}`, model: evil, responseId: evil, prompt: `How much? ${evil}` });
  await put({ type: "refused", code: `import socket # ${evil}`, reason: `socket ${evil}` });
  await put({ type: "generated", step: 1, code, model: "scripted", responseId: null });
  const receipt = await put({ type: "run", step: 1, code, by: "model", policyVersion: evil });
  await put({ type: "outcome", step: 1, receipt, status: "error", detail: `KeyError ${evil}`, errorType: evil, durationMs: 400 });
  await put({ type: "export", step: 1, file: `${evil}.csv`, format: "csv", bytes: 10, sha256: null, unmasked: true });
}

const ran = (page: Page) =>
  page.evaluate(() => "owned" in globalThis || document.querySelector("main img, main script, main iframe") !== null);

test("a wrong token is told so, nothing of the server is shown, and the right one opens", async ({ page }) => {
  await page.goto("/admin");
  await expect(field(page)).toBeFocused();
  await field(page).fill("a-wrong-token-of-some-length");
  await page.keyboard.press("Enter");
  await expect(main(page).getByRole("alert")).toContainText("not the right one");
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expect(field(page)).toBeFocused();
  await field(page).fill(token);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
});

test("the token is nowhere but in the memory of the tab: not stored, gone after a reload, gone after leaving", async ({ page }) => {
  await enter(page);
  const kept = await page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name);
    return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href, history.state, names]);
  });
  expect(kept).not.toContain(token);
  await page.getByRole("button", { name: "Leave" }).click();
  await expect(field(page)).toHaveValue("");
  await field(page).fill(token);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.reload();
  await expect(field(page)).toBeVisible();
});

test("a lock-out, switched-off administration and a dead server each say what to do", async ({ page }) => {
  const answers: { status: number; headers: Record<string, string>; message: string; shows: string }[] = [
    {
      status: 429,
      headers: { "retry-after": "840" },
      message: "Too many wrong guesses came from this address; it is locked for a while.",
      shows: "Wait 14 minutes",
    },
    {
      status: 403,
      headers: {},
      message: "Administration is off: neither ADMIN_TOKEN nor SANDPIPER_ADMIN_HEADER is set on the server.",
      shows: "SANDPIPER_TRUSTED_PROXY",
    },
    { status: 503, headers: {}, message: "The disk is full.", shows: "The disk is full." },
  ];
  for (const { status, headers, message, shows } of answers) {
    await page.route("**/api/overview", (route) =>
      route.fulfill({ status, headers, json: { type: "failed", fault: "unknown", message, retryable: false } }),
    );
    await page.goto("/admin");
    await expect(main(page).getByRole("alert")).toContainText(shows);
    expect(await serious(page)).toEqual([]);
    await page.unroute("**/api/overview");
  }
  await page.route("**/api/overview", (route) => route.abort());
  await page.goto("/admin");
  await expect(main(page).getByRole("alert")).toContainText("could not be reached");
  await page.unroute("**/api/overview");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(field(page)).toBeVisible();
});

test("where a proxy speaks for the person no token is asked for", async ({ page }) => {
  await page.route("**/api/overview", async (route) =>
    route.fulfill({ response: await route.fetch({ headers: { ...route.request().headers(), ...admin } }) }),
  );
  await page.goto("/admin");
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Leave" })).toHaveCount(0);
});

test("the overview says how the server stands", async ({ page }) => {
  await enter(page);
  await expect(main(page)).toContainText("Runs are recorded and may go ahead");
  await expect(main(page)).toContainText(/All \d[\d,]* entries hold/);
  await expect(main(page)).toContainText("SQLite, on this server's disk");
});

test("the way by keyboard: past the sections into one, whose heading is announced", async ({ page }) => {
  await enter(page);
  await page.getByRole("link", { name: "Audit", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Audit" })).toBeVisible();
  await expect(main(page)).toBeFocused();
  await expect(page.getByRole("link", { name: "Audit", exact: true })).toHaveAttribute("aria-current", "page");
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
});

test("the audit is searched by session, outcome, package and text, and hostile text stays text", async ({ page, request, baseURL }) => {
  await hostileSession(request, baseURL);
  await enter(page, `#audit?session=${session}`);
  const rows = main(page).getByRole("list").getByRole("listitem");
  await expect(rows).toHaveCount(6);
  await expect(rows.first()).toContainText(`${evil}.csv`);
  for (const [label, value, count, first] of [
    ["Outcome", "error", 1, "ended in an error"],
    ["Outcome", "ok", 0, ""],
    ["What happened", "refused", 1, "Script refused"],
    ["Package imported", "sklearn", 2, "Run permitted"],
    ["Package imported", "socket", 2, "Script refused"],
    ["Text", "onerror=", 6, "Export"],
  ] as const) {
    await page.goto(`/admin#audit?session=${session}`);
    await expect(rows).toHaveCount(6);
    const control = main(page)
      .getByLabel(label, { exact: label !== "Text" })
      .first();
    await ((await control.evaluate((one) => one.tagName)) === "SELECT" ? control.selectOption(value) : control.fill(value));
    await main(page).getByRole("button", { name: "Search" }).click();
    await expect(main(page).getByRole("status")).toContainText(`${count} entr`);
    await expect(rows).toHaveCount(count);
    if (count > 0) await expect(rows.first()).toContainText(first);
  }
  for (const fold of await main(page).getByRole("button", { name: "Details" }).all()) await fold.click();
  await expect(main(page).locator(".code-token").first()).toBeVisible();
  expect(await ran(page)).toBe(false);
  expect(await serious(page)).toEqual([]);
});

test("one run's story goes from the masked question to the export, with receipts, and runs none of it", async ({ page }) => {
  await enter(page, `#audit?session=${session}`);
  await main(page).getByRole("link", { name: "Whole story" }).first().click();
  await expect(main(page)).toContainText(`How much? ${evil}`);
  const steps = main(page).getByRole("region", { name: /^Step/ });
  await expect(steps).toHaveCount(2);
  await expect(steps.first()).toContainText(`socket ${evil}`);
  const told = await steps.nth(1).getByRole("listitem").allInnerTexts();
  expect(told.map((text) => text.split("\n")[0])).toEqual(["Script written", "Run permitted", "Outcome", "Export"]);
  await expect(steps.nth(1)).toContainText(`KeyError ${evil}`);
  for (const fold of await main(page).getByRole("button", { name: "Details" }).all())
    if ((await fold.getAttribute("aria-expanded")) === "false") await fold.click();
  const receipt = await steps
    .nth(1)
    .getByText("Receipt", { exact: true })
    .locator("xpath=following-sibling::dd")
    .locator("code")
    .getAttribute("title");
  const names = await steps
    .nth(1)
    .getByText("Of the run with receipt")
    .locator("xpath=following-sibling::dd")
    .locator("code")
    .getAttribute("title");
  expect(receipt).toMatch(/^[0-9a-f]{64}$/);
  expect(names).toBe(receipt);
  expect(await ran(page)).toBe(false);
  expect(await serious(page)).toEqual([]);
});

test("a story of the product itself: page and server agree on what the model was sent and said", async ({ page }) => {
  const model = await startScripted({ script: scriptNamed("total"), port: Number(process.env.MODEL_PORT), key: "test-key" });
  try {
    await page.goto("/");
    await add(page, [{ name: "sales.csv", bytes: "region,amount\nNorth,10\nSouth,2\n" }]);
    await answer(page, "Totals, please");
    await enter(page, "#audit?type=generated");
    await main(page).getByRole("link", { name: "Whole story" }).first().click();
    await expect(main(page)).toContainText("Totals, please");
    await expect(main(page)).toContainText("The server saw this reply pass with the same bytes.");
    await expect(main(page)).toContainText("went well");
  } finally {
    await model.close();
  }
});

test("usage is drawn by day and told in tables, by model and by person", async ({ page }) => {
  await enter(page, "#usage");
  await expect(main(page).getByRole("img", { name: /By day, .*most on \d{4}-\d\d-\d\d/ })).toBeVisible();
  await expect(main(page).getByRole("table", { name: "By model" })).toContainText("scripted");
  await expect(main(page).getByRole("table", { name: "By person" }).getByRole("row")).not.toHaveCount(1);
  await main(page).getByRole("button", { name: "As a table" }).click();
  await main(page).getByRole("button", { name: "Calls" }).click();
  const [calls] = await main(page).getByRole("table", { name: "By model" }).getByRole("cell").allInnerTexts();
  expect(Number(calls)).toBeGreaterThan(0);
  expect(await serious(page)).toEqual([]);
});

test("the audit verifies, a head noted earlier is held against it, and a wrong one is noticed", async ({ page }) => {
  await enter(page, "#verification");
  const verify = main(page).getByRole("button", { name: "Verify now" });
  await verify.click();
  await expect(main(page)).toContainText(/All \d[\d,]* entries hold/);
  const known = main(page).getByLabel("A head that you noted earlier (optional)");
  await known.fill("seven");
  await verify.click();
  await expect(main(page).getByRole("alert")).toContainText("not a number and a hash");
  await known.fill(`1 ${"ab".repeat(32)}`);
  await verify.click();
  await expect(main(page)).toContainText("The audit does not hold");
  await expect(main(page)).toContainText("First fault at entry 1");
  expect(await serious(page)).toEqual([]);
});

test("an exported file is verified in the browser: whole it holds, and each way of tampering is found", async ({ page }, info) => {
  await enter(page, "#verification");
  const download = page.waitForEvent("download");
  await main(page).getByRole("button", { name: "Download the export" }).click();
  const text = await readFile(await (await download).path(), "utf8");
  const lines = text.trimEnd().split("\n");
  const first = lines.findIndex((line) => line.startsWith('{"type":"entry"'));
  const other = lines.map((line, at) => (at === first + 1 ? line.replace(/"actor":"[^"]*"/, '"actor":"eve"') : line));
  const trials: [string, string[], string][] = [
    ["whole.jsonl", lines, "entries hold"],
    ["edited.jsonl", other, "entry 2 was edited"],
    ["missing.jsonl", lines.toSpliced(first + 1, 1), "entry 2: missing"],
    ["cut.jsonl", lines.slice(0, -1), "the end was cut off"],
    ["forged.jsonl", lines.map((line) => line.replace(/"signature":"..../, '"signature":"AAAA')), "is not signed by this key"],
    ["other.jsonl", ["{}"], "This is no export of an audit"],
  ];
  let found = 0;
  for (const [name, changed, expected] of trials) {
    await writeFile(info.outputPath(name), `${changed.join("\n")}\n`);
    await main(page).locator("input[type=file]").setInputFiles(info.outputPath(name));
    await expect(main(page), name).toContainText(expected);
    found += 1;
  }
  await main(page).locator("input[type=file]").setInputFiles(info.outputPath("whole.jsonl"));
  await expect(main(page)).toContainText("Signed with this server's key.");
  console.log(`exported files checked in the browser: ${found} of ${trials.length} as expected`);
});

test("a policy is checked while it is written, shown as a difference, and in force once saved, without a restart", async ({
  page,
  request,
  baseURL,
}) => {
  const limits = async () =>
    z.object({ version: z.string(), limits: z.object({ runMs: z.number() }) }).parse(await (await request.get("/api/policy")).json());
  const before = await limits();
  await enter(page, "#policy");
  const editor = main(page).getByLabel("Policy as JSON");
  const save = main(page).getByRole("button", { name: "Save and put in force" });
  await expect(save).toBeDisabled();
  const draft = (part: Record<string, unknown>) => JSON.stringify(part, null, 2);
  await editor.fill('{ "limits": {');
  await expect(main(page)).toContainText("not JSON");
  await editor.fill(draft({ limits: { runMs: -5 }, masking: { columns: [{ column: "mail", rule: "hide" }] }, colour: 1 }));
  for (const path of ["limits.runMs", "masking.columns[0].rule"])
    await expect(main(page).getByRole("button", { name: path, exact: true })).toBeVisible();
  await expect(save).toBeDisabled();
  await main(page).getByRole("button", { name: "limits.runMs", exact: true }).click();
  expect(await editor.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd))).toBe('"runMs"');
  expect(await serious(page)).toEqual([]);
  await editor.fill(draft({ version: "by-hand", limits: { runMs: 23_000 } }));
  const difference = main(page).getByRole("region", { name: "What would change" });
  await expect(difference).toContainText("23000");
  await expect(difference).toContainText("version, limits.runMs");
  await main(page).getByRole("button", { name: "Check with the server" }).click();
  await expect(main(page)).toContainText("The server would take this policy.");
  expect(await limits()).toEqual(before);
  await save.click();
  await expect(main(page).getByRole("list").filter({ hasText: "Version" })).toContainText("by-hand");
  await expect.poll(limits).toMatchObject({ version: "by-hand", limits: { runMs: 23_000 } });
  await main(page).getByLabel("Only what differs from the default").check();
  await expect(main(page).getByRole("row", { name: /runMs/ })).toContainText("23 s");
  await expect(main(page).getByRole("row", { name: /runMs/ })).toContainText("saved by admin by token");
  const answered = await request.get("/api/audit?type=policy-change&limit=1000", { headers: admin });
  expect(await answered.text()).toContain('"version":"by-hand"');
  await main(page).getByRole("button", { name: "Go back to the file or the default" }).click();
  await page.getByRole("button", { name: "Take it back" }).click();
  await expect.poll(limits).toEqual(before);
  expect(baseURL).toBeDefined();
});

test("the isolation is proven: every control is counted, no attempt gets anywhere, and the report can be kept", async ({ page }) => {
  await enter(page, "#isolation");
  await main(page).getByRole("button", { name: "Prove the isolation" }).click();
  await expect(main(page)).toContainText("attempts got anywhere", { timeout: 280_000 });
  await expect(main(page)).toContainText("7 of 7 controls arrived");
  const download = page.waitForEvent("download");
  await main(page).getByRole("button", { name: "Save the report" }).click();
  const report = Report.parse(JSON.parse(await readFile(await (await download).path(), "utf8")));
  const classes = new Set(report.tried.map(({ kind }) => kind));
  console.log(
    `isolation proof in the product: ${report.reached} of ${report.attempts} attempts in ${classes.size} classes, ${report.controls.filter(({ arrived }) => arrived).length} of ${report.controls.length} controls counted`,
  );
  expect(report).toMatchObject({ proven: true, reached: 0 });
  expect(report.attempts).toBeGreaterThanOrEqual(60);
  expect(report.tried).toHaveLength(report.attempts);
  expect(report.notMade).toBe(0);
  expect(report.tried.filter(({ told }) => told.startsWith("PolicyError")).map(({ name }) => name)).toEqual([]);
  expect(report.tried.filter(({ told }) => /^(?:refused|returned):/.test(told)).length).toBeGreaterThan(report.attempts * 0.9);
  expect(await page.evaluate(() => [localStorage.getItem("secret"), document.cookie.includes("CANARY")])).toEqual([null, false]);
  await main(page)
    .getByRole("button", { name: /Storage and cookies/ })
    .click();
  await expect(main(page)).toContainText("nothing arrived");
  expect(await serious(page)).toEqual([]);
});

const Report = z.object({
  proven: z.boolean(),
  notMade: z.number(),
  attempts: z.number(),
  reached: z.number(),
  controls: z.array(z.object({ name: z.string(), arrived: z.boolean() })),
  tried: z.array(z.object({ kind: z.string(), name: z.string(), told: z.string(), found: z.array(z.string()) })),
});

test("an attempt that does arrive is seen, and one that the page itself makes is named", async ({ page }) => {
  await enter(page, "#isolation");
  await page.route("**/isolation/rtc.py", (route) =>
    route.fulfill({ body: "async def made_up(t):\n    print('CANARY')\n    return t.http\n" }),
  );
  await page.route(/\/isolation\/(?!common|rtc)\w+\.py/, (route) => route.fulfill({ body: "" }));
  let proof = "";
  page.on("response", async (response) => {
    if (response.url().endsWith("/api/isolation") && response.ok())
      proof = z.object({ proof: z.string() }).parse(await response.json()).proof;
  });
  await page.route("**/api/isolation?proof=*", async (route) => {
    if (route.request().method() === "POST") await page.request.get(`/api/isolation/${proof}/made_up`);
    await route.continue();
  });
  await main(page).getByRole("button", { name: "Prove the isolation" }).click();
  await expect(main(page)).toContainText("1 of 1 attempts got somewhere", { timeout: 120_000 });
  await main(page)
    .getByRole("button", { name: /WebRTC/ })
    .click();
  await expect(main(page)).toContainText("read what was not its own, arrived at the server");
});

test("where a control is not counted nothing is called proven", async ({ page }) => {
  await enter(page, "#isolation");
  await page.route(/\/isolation\/(?!common|rtc)\w+\.py/, (route) => route.fulfill({ body: "" }));
  await page.route("**/control-image", (route) => route.abort());
  await main(page).getByRole("button", { name: "Prove the isolation" }).click();
  await expect(main(page)).toContainText("This proves nothing: not every control was counted", { timeout: 120_000 });
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`nothing serious for axe in any section, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.goto("/admin");
    await expect(field(page)).toBeVisible();
    expect(await serious(page)).toEqual([]);
    await enter(page);
    for (const section of ["overview", "policy", "audit", "verification", "usage", "isolation", "masking"]) {
      await page.goto(`/admin#${section}`);
      await expect(main(page).getByText("Asking the server")).toHaveCount(0);
      expect(await serious(page), section).toEqual([]);
    }
  });
}

test.describe("on a telephone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("nothing sticks out at the side in any section", async ({ page }) => {
    await enter(page);
    for (const section of [
      "overview",
      "policy",
      "audit",
      `audit?session=${session}`,
      `story?session=${session}`,
      "verification",
      "usage",
      "isolation",
    ]) {
      await page.goto(`/admin#${section}`);
      await expect(main(page).getByText("Asking the server")).toHaveCount(0);
      for (const fold of await main(page).getByRole("button", { name: "Details" }).all())
        if ((await fold.getAttribute("aria-expanded")) === "false") await fold.click();
      expect(await overflow(page), section).toBeLessThanOrEqual(0);
    }
  });
});

const people = [
  "customer,mail,city,amount",
  ...Array.from(
    { length: 40 },
    (_, at) => `Person Number${at} Lindqvist,person${at}@example-mail.com,${at % 2 ? "Oslo" : "Bergen"},${at * 3}`,
  ),
].join("\n");

test("a file shows what would be masked and why, in each mode, with rows beside their tokens, and nothing is sent", async ({ page }) => {
  const sent: string[] = [];
  await enter(page, "#masking");
  page.on("request", (request) => request.method() !== "GET" && sent.push(`${request.url()} ${request.postData()}`));
  await main(page)
    .locator("input[type=file]")
    .setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(people) });
  await main(page)
    .getByRole("button", { name: /^Masked/ })
    .click();
  const columns = main(page).getByRole("region", { name: "Columns" });
  await expect(columns.getByRole("row", { name: /^mail/ })).toContainText("sensitive: email", { timeout: 120_000 });
  await expect(columns.getByRole("row", { name: /^city/ })).toContainText("safe");
  const told = columns.getByRole("row", { name: /^mail/ }).getByRole("cell").last();
  await expect(told).toContainText("email_");
  await expect(told).not.toContainText("example-mail.com");
  const code = main(page).getByRole("region", { name: "Rows as generated code finds them" });
  await expect(code).toContainText("Bergen");
  await expect(code).toContainText(/email_[0-9a-z]{8}/i);
  await expect(code).not.toContainText("example-mail.com");
  await expect(main(page).getByRole("region", { name: "Rows as you see them" })).toContainText("person0@example-mail.com");
  expect(await serious(page)).toEqual([]);
  await main(page)
    .getByRole("button", { name: /^Schema only/ })
    .click();
  await expect(main(page)).toContainText("The model knows the file as file_1.csv.", { timeout: 120_000 });
  await expect(columns.getByRole("row", { name: /^city/ }).getByRole("cell").last()).not.toContainText("Oslo");
  await main(page).getByRole("button", { name: /^Open/ }).click();
  await expect(columns.getByRole("row", { name: /^mail/ }).getByRole("cell").last()).toContainText("example-mail.com", {
    timeout: 120_000,
  });
  expect(sent).toEqual([]);
});
