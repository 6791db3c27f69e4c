import { expect, test } from "@playwright/test";
import { FromViewer } from "../../lib/protocol/viewer.ts";
import { forge } from "../support/fuzz/forge.ts";
import { randomOf } from "../support/fuzz/random.ts";
import { openBench } from "../support/sandbox-bench.ts";
import { chartSession, seed } from "../support/session.ts";

test.describe.configure({ timeout: 300_000 });

/** FUZZ_SEED=n tries others. */
const seed20 = Number(process.env.FUZZ_SEED ?? 20_261_125);

test("ten thousand forged messages to the page's ports, the frame and the viewer change nothing", async ({ page }) => {
  const thrown: string[] = [];
  page.on("pageerror", (error) => thrown.push(error.message));
  await openBench(page, "fuzz/page.ts");
  const { counts, prototypes, ms } = await page.evaluate((number) => window.fuzz(number, { answers: 3_000, speeches: 100, frame: 2_000, viewer: 1_500 }), seed20);
  const all = Object.entries(counts);
  const sent = all.reduce((sum, [, count]) => sum + count.sent, 0);
  const accepted = all.flatMap(([, count]) => count.accepted);
  const ended = all.map(([, count]) => count.ended);
  const lines = all.map(([name, count]) => `${name.padEnd(10)}${String(count.sent).padStart(7)}${String(count.accepted.length).padStart(10)}`);
  console.log([`fuzz, seed ${seed20}, ${Math.round(ms / 100) / 10} s`, "to          sent  accepted", ...lines].join("\n"));
  console.log(`fuzz: ${sent} messages, ${accepted.length} accepted, ${prototypes.length} prototypes changed, ${thrown.length} errors in the page; kernels ended: ${JSON.stringify(ended)}`);
  expect(sent).toBeGreaterThanOrEqual(10_000);
  expect(accepted.slice(0, 10)).toEqual([]);
  expect(prototypes).toEqual([]);
  expect(thrown.slice(0, 10)).toEqual([]);
  expect(await page.evaluate(() => new Promise((resolve) => setTimeout(() => resolve("alive"), 10)))).toBe("alive");
});

/** As JSON, which is how they are handed into a frame; what JSON cannot say, or says so that it is valid again, and what is too large to hand over, is left to the test above. */
function asJson(messages: readonly unknown[]): string[] {
  return messages.flatMap((one) => {
    try {
      const text = JSON.stringify(one);
      return text !== undefined && text.length < 20_000 && !FromViewer.safeParse(JSON.parse(text)).success ? [text] : [];
    } catch {
      return [];
    }
  });
}

/** In the place of the viewer: it answers its greeting with whatever it is told to. */
const hostileViewer = `<!doctype html><script>
addEventListener("message", ({ data, ports: [port] }) => {
  if (data === "sandpiper-viewer") globalThis.port = port;
});
globalThis.say = (messages) => messages.forEach((message) => globalThis.port.postMessage(message));
</script>`;

test("a viewer that is not the viewer changes nothing in the page: two thousand forged messages, and exports nobody asked for", async ({ page }) => {
  const thrown: string[] = [];
  const downloads: string[] = [];
  page.on("pageerror", (error) => thrown.push(error.message));
  page.on("download", (download) => downloads.push(download.suggestedFilename()));
  await page.route("**/sandbox/viewer.html*", (route) => route.fulfill({ body: hostileViewer, contentType: "text/html" }));
  await page.goto("/");
  await seed(page, chartSession);
  await page.reload();
  await expect(page.getByRole("heading", { name: "A question" })).toBeVisible();
  for (const button of await page.locator('main button[aria-expanded="false"]').all()) await button.click({ timeout: 2_000 }).catch(() => undefined);
  const viewer = page.locator('iframe[title="A chart"]').first();
  await viewer.scrollIntoViewIfNeeded({ timeout: 20_000 });
  const box = viewer.locator("xpath=..");
  await expect.poll(() => page.frames().length).toBeGreaterThan(1);
  const frame = page.frames().find((one) => one.url().includes("viewer.html"));
  const before = await box.boundingBox();
  const random = randomOf(seed20);
  const samples = [() => ({ type: "drawn", height: 500 }), () => ({ type: "failed", message: "x" }), () => ({ type: "exported", format: "png", bytes: new Uint8Array(9) })];
  const forged = Array.from({ length: 2_000 }, () => forge(random.pick(samples)?.(), random)).filter(({ invalid }) => invalid);
  const messages = asJson(forged.map(({ message }) => message));
  await frame?.evaluate((list) => Reflect.get(globalThis, "say")(JSON.parse(list)), `[${messages.join(",")}]`);
  await frame?.evaluate(() => Reflect.get(globalThis, "say")(["png", "svg"].map((format) => ({ type: "exported", format, bytes: new Uint8Array(9) }))));
  await page.waitForTimeout(1_000);
  console.log(`fuzz: ${messages.length} forged messages of a viewer and 2 exports unasked: ${downloads.length} downloads, ${thrown.length} errors`);
  expect(messages.length).toBeGreaterThan(500);
  expect(await box.boundingBox()).toEqual(before);
  await expect(box.getByRole("alert")).toHaveCount(0);
  expect([downloads, thrown]).toEqual([[], []]);
  await frame?.evaluate(() => Reflect.get(globalThis, "say")([{ type: "drawn", height: 500 }]));
  await expect.poll(async () => (await box.boundingBox())?.height).toBe(500);
});
