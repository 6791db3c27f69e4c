/**
 * How long a person waits for Python: from opening the page to the profile of a 1 MB csv, cold (a new browser profile), with the
 * pieces in between. Servers are started by whoever measures; several are measured in turns, so that a busy machine is busy for all.
 *
 *   npm run bench:start -- [--rounds 5] [--pause 0] before=http://127.0.0.1:3501 after=http://127.0.0.1:3500
 *
 * `--pause` is how many seconds the person looks at the first screen before dropping the file.
 */
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { findChromium } from "../scripts/chromium.mjs";
import { drop } from "./drop.mjs";
import { csv } from "./work.mjs";

const { values, positionals } = parseArgs({
  options: { rounds: { type: "string", default: "5" }, pause: { type: "string", default: "0" } },
  allowPositionals: true,
});
const targets = (positionals.length > 0 ? positionals : ["here=http://localhost:3000"]).map((text) => text.split(/=(.*)/s));
const args = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** Runs in the page before anything else: notes when what Python is at changes, and how long the longest task kept the page from answering. */
function watch() {
  const seen = [];
  let longest = 0;
  Object.assign(globalThis, { benchSeen: seen, benchLongest: () => longest });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  }).observe({ type: "longtask", buffered: true });
  const look = () => {
    const status = document.querySelector("[data-kernel]");
    if (!status) return;
    const what = `${status.getAttribute("data-kernel")} ${status.getAttribute("title") ?? ""}`.trim();
    if (seen.at(-1)?.what !== what) seen.push({ what, at: performance.now() });
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
}

async function once(executablePath, url, text) {
  const browser = await chromium.launch({ executablePath, args });
  try {
    const page = await browser.newPage();
    await page.addInitScript(watch);
    await page.goto(url);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForTimeout(1000 * Number(values.pause));
    const dropped = await drop(page, text);
    await page.getByRole("article", { name: "visits.csv" }).getByText("32,000 rows").waitFor({ timeout: 180_000 });
    const shown = await page.evaluate(() => performance.now());
    const { seen, longest } = await page.evaluate(() => ({ seen: globalThis.benchSeen, longest: globalThis.benchLongest() }));
    return pieces({ seen, longest, dropped, shown });
  } finally {
    await browser.close();
  }
}

/** Milliseconds between the turns of what the status says. */
function pieces({ seen, longest, dropped, shown }) {
  const at = (pattern) => seen.find(({ what }) => pattern.test(what))?.at ?? Number.NaN;
  const end = Math.min(...[at(/^ready/), at(/Reading/)].filter(Number.isFinite));
  return {
    "open to profile": shown,
    "drop to profile": shown - dropped,
    "fetch and boot": at(/Loading .*numpy/) - at(/^booting/),
    "packages, import pandas": end - at(/Loading .*numpy/),
    "read and profile": shown - Math.max(at(/Reading/), dropped),
    "longest task of the page": longest,
  };
}

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];

function report(rounds) {
  for (const name of Object.keys(rounds[0])) {
    const all = rounds.map((round) => round[name]).filter(Number.isFinite);
    if (all.length > 0) console.log(`  ${name}: ${(median(all) / 1000).toFixed(2)} s (${all.map((ms) => (ms / 1000).toFixed(2)).join(", ")})`);
  }
}

const { path } = await findChromium();
const text = csv();
const taken = new Map(targets.map(([name]) => [name, []]));
for (let round = 0; round < Number(values.rounds); round++) for (const [name, url] of targets) taken.get(name).push(await once(path, url, text));
console.log(`${(text.length / 1e6).toFixed(2)} MB csv, ${values.rounds} rounds in turns, pause ${values.pause} s; medians (all rounds)`);
for (const [name, rounds] of taken) {
  console.log(name);
  report(rounds);
}
