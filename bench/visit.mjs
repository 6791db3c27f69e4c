/** One profile of a browser: a cold visit, then a warm one in a browser started anew. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { heavyWork } from "./work.mjs";

const args = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
/** Until the browser has written its caches, and longer than the product waits before it warms a spare. */
const settleMs = { caches: 3_000, spare: 30_000 };

const call = (page, name, ...rest) => page.evaluate(([what, values]) => window.bench[what](...values), [name, rest]);

async function visit({ executablePath, folder, url, bytes }, work) {
  const browser = await chromium.launchPersistentContext(folder, { executablePath, args, timeout: 60_000 });
  try {
    const page = browser.pages()[0] ?? (await browser.newPage());
    const before = bytes();
    await page.goto(url);
    const { booted, first, longest } = await call(page, "pandas");
    const firstBytes = bytes() - before;
    const { model } = await call(page, "model");
    const seen = { booted, first, longest, model, firstBytes, modelBytes: bytes() - before };
    const more = await work(page);
    await page.waitForTimeout(settleMs.caches);
    return { ...seen, ...more };
  } finally {
    await browser.close();
  }
}

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];

/** What is measured once everything is loaded: work, overhead, and a restart. */
const later = (own, bigBytes) => async (page) => {
  const works = [];
  for (let turn = 0; turn < 3; turn++) works.push((await call(page, "work", heavyWork)).ms);
  const overheads = [];
  for (let turn = 0; turn < (own ? 15 : 0); turn++) overheads.push((await call(page, "overhead")).ms);
  if (own) await page.waitForTimeout(settleMs.spare);
  const { ms } = await call(page, "restart");
  const profile = own ? (await call(page, "profile")).ms : undefined;
  const big = bigBytes > 0 ? await call(page, "big", bigBytes) : null;
  return { ...(big ? { bigOpened: big.opened, bigGrouped: big.grouped, bigMemory: big.memory } : {}), work: median(works), restart: ms, profile, ...(own ? { overhead: median(overheads) } : {}) };
};

/** Resolves to every measure of one round by name, such as `warm.first`. */
export async function round({ executablePath, wire, subject, warm, bigBytes }) {
  const folder = await mkdtemp(join(tmpdir(), "sandpiper-bench-"));
  const where = { executablePath, folder, url: `${wire.base}/bench/${subject}.html`, bytes: wire.bytes };
  try {
    const cold = await visit(where, async () => ({}));
    const second = warm ? await visit(where, later(subject === "ours", bigBytes)) : {};
    return Object.fromEntries([
      ...Object.entries(cold).map(([name, value]) => [`cold.${name}`, value]),
      ...Object.entries(second).map(([name, value]) => [`warm.${name}`, value]),
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
