import { expect, test } from "@playwright/test";
import { add, answer, ask, bytesOf, card, foreignRequests, steps } from "../support/desk.ts";
import { sheetsOf } from "../support/workbook.ts";
import { type Scripted, startScripted } from "../support/scripted-server.ts";
import { scriptNamed } from "../support/scripted/scripts.ts";

test.describe.configure({ timeout: 300_000 });

const sales = ["region,product,amount", "North,tea,10", "South,tea,20", "North,rye,35", "South,oat,5", "West,nut,8"].join("\n");
let model: Scripted;

test.beforeAll(async () => {
  model = await startScripted({ script: scriptNamed("plain"), port: Number(process.env.MODEL_PORT), key: "test-key" });
});
test.afterAll(() => model.close());
test.beforeEach(async ({ page }) => {
  await page.goto("/");
  await add(page, [{ name: "sales.csv", bytes: sales }]);
});

test("three failures of different kinds in a row are repaired in one turn, and shown", async ({ page }) => {
  model.play(scriptNamed("three-failures"));
  const turn = await answer(page, "Which region leads?");
  await expect(turn).toContainText("North leads with 45.00 of 78.00 amount.");
  const list = await steps(turn);
  await expect(list.getByRole("listitem").filter({ hasText: "Failed with" })).toHaveCount(3);
  for (const type of ["SyntaxError", "KeyError", "TypeError"]) await expect(list).toContainText(`Failed with ${type}`);
  await expect(list).toContainText("Repair 3");
  await expect(list).toContainText("Mended: this went through");
});

test("an endless loop is stopped by the person, the model is told, and the session goes on with its variables", async ({ page }) => {
  model.play(scriptNamed("follow-up"));
  await expect(await answer(page, "Count the rows")).toContainText("5 rows.");
  model.play(scriptNamed("endless-loop"));
  const turn = await ask(page, "Loop for ever");
  await expect(turn).toContainText("Running", { timeout: 60_000 });
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(turn).toHaveAttribute("aria-busy", "false", { timeout: 20_000 });
  await expect(turn).toContainText(/Stopped/);
  model.play(scriptNamed("follow-up"));
  await expect(await answer(page, "And twice that?")).toContainText("Twice that is 10.");
});

test("a chart and a workbook are made, downloaded, and opened again by another reader", async ({ page }) => {
  model.play(scriptNamed("chart-and-xlsx"));
  const turn = await answer(page, "Chart the totals");
  const image = turn.getByRole("img").first();
  await expect(image).toBeVisible();
  expect(await image.evaluate((element) => element instanceof HTMLImageElement && element.naturalWidth)).toBeGreaterThan(100);
  const [download] = await Promise.all([page.waitForEvent("download"), turn.getByRole("button", { name: "Download totals.xlsx" }).click()]);
  const book = await sheetsOf(await bytesOf(download));
  expect(Object.keys(book)).toEqual(["totals", "data"]);
  expect(book.totals).toContainEqual(["North", 45]);
  expect(book.data).toHaveLength(6);
});

test("the key stays on the server: nothing the page receives holds it, and the page calls no other host", async ({
  page,
  context,
  baseURL,
}) => {
  const foreign = foreignRequests(context, new URL(baseURL ?? "").origin);
  const bodies: Promise<string>[] = [];
  page.on("response", (response) => bodies.push(response.text().catch(() => "")));
  model.play(scriptNamed("total"));
  await expect(await answer(page, "Totals, please")).toContainText("North leads");
  expect((await Promise.all(bodies)).some((body) => body.includes("test-key"))).toBe(false);
  expect(foreign).toEqual([]);
  expect(model.requests.at(-1)?.headers.authorization).toBe("Bearer test-key");
});

test("a package that is not allowed is refused before it runs, with the nearest allowed way, and the model goes on", async ({ page }) => {
  model.play(scriptNamed("refused-import"));
  const turn = await answer(page, "Fetch more");
  await expect(turn).toContainText("5 rows.");
  await expect(await steps(turn)).toContainText("Not run: the policy does not allow this code");
});

test("a model that fails says so in words, and loses nothing", async ({ page }) => {
  model.play(scriptNamed("fault:401"));
  const turn = await answer(page, "Anything");
  await expect(turn.getByRole("alert")).toBeVisible();
  await expect(card(page, "sales.csv")).toContainText("5 rows");
  model.play(scriptNamed("total"));
  await expect(await answer(page, "Totals again")).toContainText("North leads");
});

test("a package is loaded while the model still writes the code that imports it, and nothing of that code runs", async ({ page }) => {
  const code = `import seaborn\n${"# what I am about to do, in many words\n".repeat(200)}print("ran")`;
  model.play([{ text: `I draw it.\n\n\`\`\`python\n${code}\n\`\`\``, pace: 100 }]);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const turn = await ask(page, "Draw it");
  await expect.poll(() => asked.some((path) => path.includes("seaborn")), { timeout: 60_000 }).toBe(true);
  await expect(turn).toHaveAttribute("aria-busy", "true");
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(turn).toHaveAttribute("aria-busy", "false", { timeout: 20_000 });
  await expect(turn).toContainText(/Stopped/);
  await expect(turn).not.toContainText("ran");
});
