import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { add, answer, ask } from "../support/desk.ts";
import { found } from "../support/fault-rows.ts";
import { fence } from "../support/scripted/reply.ts";
import { type Scripted, startScripted } from "../support/scripted-server.ts";
import { freePort, serving } from "../support/serving.ts";

test.describe.configure({ timeout: 300_000 });

// What the page still asks for when a test ends is not that test's failure, nor the next one's.
test.afterEach(({ page }) => page.unrouteAll({ behavior: "ignoreErrors" }));

const sales = ["region,amount", "North,10", "South,20"].join("\n");
let model: Scripted;

test.beforeAll(async () => {
  model = await startScripted({ script: [], port: Number(process.env.MODEL_PORT), key: "test-key" });
});
test.afterAll(() => model.close());

test("a server that is started again under an open page: a reply under way ends whole, then the page says why it cannot ask, then it goes on with what it has", async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), "sandpiper-restart-"));
  const env = { OPENAI_API_KEY: "test-key", OPENAI_BASE_URL: model.url, OPENAI_MODEL: "scripted", SANDPIPER_DATA: folder, SANDPIPER_DRAIN_LAG_MS: "20000", PORT: String(await freePort()) };
  const first = await serving(env);
  try {
    await page.goto(first.url.replace("127.0.0.1", "localhost"));
    await add(page, [{ name: "sales.csv", bytes: sales }]);
    const slow = { ...fence("I take my time to explain what I am about to do. ".repeat(6), `kept = int(sales["amount"].sum()) + 11\nfinal_answer(f"Kept {kept}.")`), pace: 60 };
    model.play([slow]);
    const from = model.requests.length;
    const turn = await ask(page, "Keep it");
    await expect.poll(() => model.requests.length).toBeGreaterThan(from);
    const since = performance.now();
    first.child.kill("SIGTERM");
    await expect(turn).toHaveAttribute("aria-busy", "false", { timeout: 60_000 });
    await expect(turn).toContainText("Kept 41.");
    first.child.kill("SIGKILL");
    await first.ended;
    await expect(await answer(page, "Is anyone there?")).toContainText("could not be reached");
    const second = await serving(env);
    model.play([fence("I look.", `more = kept + 1\nfinal_answer(f"There is {more}.")`)]);
    await expect(await answer(page, "And now?")).toContainText("There is 42.");
    found("server", "restart", [{ fault: "the server is started again under a page", outcome: "stream whole, then said, then on", ms: performance.now() - since, after: "works, with its variables" }]);
    second.child.kill("SIGKILL");
  } finally {
    first.child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
});

test("a page that meets a server of another build says so once and offers to load again; draft and session come back", async ({ page }) => {
  await page.goto("/");
  await add(page, [{ name: "sales.csv", bytes: sales }]);
  model.play([fence("I answer.", `final_answer("It is thirty.")`)]);
  await expect(await answer(page, "How much?")).toContainText("It is thirty.");
  await page.route("**/api/audit", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "x-sandpiper-build": "another" } });
  });
  const since = performance.now();
  await answer(page, "How much, again?");
  const notice = page.getByRole("alert").filter({ hasText: "A newer Sandpiper is on the server" });
  await expect(notice).toHaveCount(1);
  const ms = performance.now() - since;
  await page.getByRole("textbox", { name: "Question" }).fill("What I was about to ask");
  await page.screenshot({ path: "test-results/new-version-1440.png" });
  await notice.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByRole("article", { name: "How much?", exact: true })).toContainText("It is thirty.");
  await expect(page.getByRole("textbox", { name: "Question" })).toHaveValue("What I was about to ask");
  found("server", "version", [{ fault: "a server of another build", outcome: "said once, reload offered", ms, after: "session and draft are back" }]);
});
