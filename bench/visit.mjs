/** One profile of a browser: a cold visit, then a warm one in a browser started anew; or one visit for a large file. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { heavyWork } from "./work.mjs";

const args = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
/** Until the browser has written its caches, and longer than the product waits before it warms a spare. */
const settleMs = { caches: 3_000, spare: 30_000 };
/** How often a step is repeated: a worker for each run takes seconds for one. */
const steps = { webui: 3, stock: 15, jupyter: 15, ours: 15 };

const call = (page, name, ...rest) => page.evaluate(([what, values]) => window.bench[what](...values), [name, rest]);
const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const named = (prefix, measures) => Object.fromEntries(Object.entries(measures).map(([name, value]) => [`${prefix}.${name}`, value]));

async function visit({ executablePath, folder, url }, work) {
  const browser = await chromium.launchPersistentContext(folder, { executablePath, args, timeout: 60_000 });
  try {
    const page = browser.pages()[0] ?? (await browser.newPage());
    await page.goto(url);
    const seen = await work(page);
    await page.waitForTimeout(settleMs.caches);
    return seen;
  } finally {
    await browser.close();
  }
}

/** From the page's opening to pandas, then to models and a chart. */
const opening = (bytes) => async (page) => {
  const before = bytes();
  const pandas = await call(page, "pandas");
  const firstBytes = bytes() - before;
  const model = await call(page, "model");
  return { ...pandas, ...model, firstBytes, modelBytes: bytes() - before };
};

async function several(times, work) {
  const all = [];
  for (let turn = 0; turn < times; turn++) all.push((await work()).ms);
  return median(all);
}

/** What is measured once everything is loaded: work, later steps, a restart. */
const later = (subject, bytes) => async (page) => {
  const opened = await opening(bytes)(page);
  const work = await several(3, () => call(page, "work", heavyWork));
  const overhead = await several(steps[subject], () => call(page, "overhead"));
  if (subject === "ours") await page.waitForTimeout(settleMs.spare);
  const { ms: restart } = await call(page, "restart");
  const profile = subject === "ours" ? { profile: (await call(page, "profile")).ms } : {};
  return { ...opened, work, overhead, restart, ...profile };
};

async function profiled({ executablePath, wire, subject }, visits) {
  const folder = await mkdtemp(join(tmpdir(), "sandpiper-bench-"));
  try {
    return await visits({ executablePath, folder, url: `${wire.base}/bench/${subject}.html` });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Resolves to every measure of one round by name, such as `warm.first`. */
export const round = ({ wire, subject, warm, ...rest }) =>
  profiled({ wire, subject, ...rest }, async (where) => {
    const cold = named("cold", await visit(where, opening(wire.bytes)));
    return warm ? { ...cold, ...named("warm", await visit(where, later(subject, wire.bytes))) } : cold;
  });

/** A large file, in a Python that has done the first pandas work. */
export const bigRound = ({ bytes, ...rest }) =>
  profiled(rest, async (where) => {
    const work = async (page) => {
      await call(page, "pandas");
      return call(page, "big", bytes);
    };
    return named("big", await visit(where, work));
  });
