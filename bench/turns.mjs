/**
 * A session of many turns on a large file, as a person has it, and how long the page ever fails to answer meanwhile:
 * `npm run bench:turns -- [--turns 20] [--megabytes 50] [--profile FILE]`. The model is scripted; the product must be built (npm run setup).
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { findChromium } from "../scripts/chromium.mjs";
import { startScripted } from "../tests/support/scripted-server.ts";
import { product } from "./product.mjs";
import { question, replies } from "./turns/script.mjs";
import { watched } from "./turns/watch.mjs";
import { bigFile } from "./work.mjs";

const targetMs = 200;
const args = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const { values } = parseArgs({
  options: {
    turns: { type: "string", default: "20" },
    megabytes: { type: "string", default: "50" },
    port: { type: "string", default: "3420" },
    profile: { type: "string" },
  },
});
const port = Number(values.port);

/** The longest task from here until `work` is done, and how long it all took. */
async function during(watch, name, work) {
  const began = Date.now();
  await watch.begin();
  await work();
  const { longest, over, blamed } = await watch.end();
  console.log(`${longest > targetMs ? "OVER" : "    "} ${name}: longest task ${Math.round(longest)} ms, ${over} over 50 ms, ${((Date.now() - began) / 1_000).toFixed(1)} s${longest > targetMs ? `\n       ${blamed.join("\n       ")}` : ""}`);
  return longest;
}

async function ask(page, text) {
  const box = page.getByRole("textbox", { name: "Question" });
  await box.fill(text);
  await box.press("Enter");
  const turn = page.getByRole("article", { name: text, exact: true });
  await turn.and(page.locator("[aria-busy=false]")).waitFor({ timeout: 300_000 });
  if ((await turn.getByText("Evidence").count()) === 0) throw new Error(`no answer: ${await turn.innerText()}`);
}

async function session(page, file) {
  const watch = await watched(page, values.profile ?? null);
  await page.goto(`http://localhost:${port}/`);
  await page.waitForFunction(() => "sandpiperDoor" in globalThis);
  const opened = await during(watch, `a file of ${values.megabytes} MB, to its profile`, async () => {
    await page.locator("input[type=file]").first().setInputFiles(file);
    await page.getByRole("article", { name: "big.csv" }).getByText(/\d rows/).first().waitFor({ timeout: 600_000 });
  });
  const all = [];
  for (let turn = 0; turn < Number(values.turns); turn++) all.push(await during(watch, `turn ${turn + 1}`, () => ask(page, question(turn))));
  await watch.close();
  return { opened, all };
}

const folder = await mkdtemp(join(tmpdir(), "sandpiper-turns-"));
const model = await startScripted({ script: replies, port: port + 1, key: "bench" });
const server = await product({ PORT: String(port), OPENAI_API_KEY: "bench", OPENAI_BASE_URL: model.url, OPENAI_MODEL: "scripted" });
const browser = await chromium.launch({ executablePath: (await findChromium()).path, args });
try {
  const file = join(folder, "big.csv");
  await writeFile(file, new Uint8Array(await bigFile(1e6 * Number(values.megabytes)).arrayBuffer()));
  const { opened, all } = await session(await browser.newPage(), file);
  const longest = Math.max(...all);
  console.log(`\n${longest <= targetMs ? "kept  " : "MISSED"} longest task of the page in ${all.length} turns on ${values.megabytes} MB: ${Math.round(longest)} ms (target ${targetMs} ms); while the file was read: ${Math.round(opened)} ms; load ${loadavg()[0].toFixed(1)}`);
} finally {
  await browser.close();
  server.kill();
  await model.close();
  await rm(folder, { recursive: true, force: true });
}
