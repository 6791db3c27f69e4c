import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { findChromium } from "./chromium.mjs";
import { entry, say } from "./say.mjs";
import { root } from "./setup.mjs";

/** Takes the pictures of README.md from a running product: `npm start`, then `npm run pictures`. */
const address = process.env.SANDPIPER_URL ?? "http://localhost:3000";
const folder = join(root, "docs/images");
const patience = { timeout: 120_000 };

async function open(browser, { width, height, dark }) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: dark ? "dark" : "light" });
  await page.goto(address);
  await page.getByRole("button", { name: /^Retail sales/ }).click();
  await page
    .locator("article")
    .getByText(/\d rows/)
    .first()
    .waitFor(patience);
  return page;
}

async function ask(page, question) {
  await page.locator("#question").fill(question);
  await page.locator("#question").press("Enter");
  await page.locator('article[aria-labelledby="turn-0"][aria-busy="false"]').waitFor(patience);
  await page.waitForTimeout(1_500);
}

const take = (page, name) => page.screenshot({ path: join(folder, `${name}.png`) });

const PICTURES = [
  {
    look: { width: 1440, height: 900, dark: false },
    question: "How does the total revenue develop per month?",
    names: ["profile-light", "answer-light"],
  },
  { look: { width: 1440, height: 900, dark: true }, question: "Which region grew most in 2024?", names: [null, null, "steps-dark"] },
  {
    look: { width: 390, height: 844, dark: false },
    question: "Which region has the highest total revenue?",
    names: [null, "answer-phone"],
  },
];

async function unfold(page) {
  await page.getByRole("button", { name: /How it was worked out/ }).click();
  await page.getByRole("button", { name: /^Code/ }).first().click();
  await page.waitForTimeout(1_500);
  await page.getByRole("button", { name: /How it was worked out/ }).evaluate((element) => element.scrollIntoView({ block: "start" }));
  await page.evaluate(() => window.scrollBy(0, -160));
  await page.waitForTimeout(300);
}

await entry(async () => {
  await mkdir(folder, { recursive: true });
  const { path } = await findChromium();
  const browser = await chromium.launch({ executablePath: path, args: ["--no-sandbox"] });
  for (const { look, question, names } of PICTURES) {
    const page = await open(browser, look);
    const [profile, answer, steps] = names;
    if (profile) await take(page, profile);
    await ask(page, question);
    if (answer) await take(page, answer);
    await unfold(page);
    if (steps) await take(page, steps);
    say(`docs/images: ${names.filter(Boolean).join(", ")}`);
    await page.close();
  }
  await browser.close();
});
