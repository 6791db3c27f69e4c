/** The product's own page, as a person opens it: how soon it stands, what it loads to stand, and how long it ever fails to answer while Python boots and a file is read. */
import { chromium } from "@playwright/test";
import { drop } from "./drop.mjs";
import { csv } from "./work.mjs";

const args = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** Runs before anything else of the page. */
function watch() {
  const long = [];
  Object.assign(globalThis, { benchLong: long });
  new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask", buffered: true });
}

/** Bytes of the scripts that the document itself names, as they came over the line: those are waited for; what the page loads ahead comes behind them, sooner or later. */
async function scripts(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const wanted = new Set();
  const sum = { bytes: 0 };
  session.on("Network.requestWillBeSent", ({ requestId, type, initiator }) => type === "Script" && initiator.type === "parser" && wanted.add(requestId));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (wanted.has(requestId)) sum.bytes += encodedDataLength;
  });
  return sum;
}

/** Resolves to measures by name, such as `screen.interactive`. */
export async function screen({ executablePath, wire }) {
  const browser = await chromium.launch({ executablePath, args });
  try {
    const page = await browser.newPage();
    await page.addInitScript(watch);
    const loaded = await scripts(page);
    await page.goto(`${wire.base}/`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    const interactive = await page.evaluate(() => performance.now());
    const first = loaded.bytes;
    await drop(page, csv());
    await page.getByRole("article", { name: "visits.csv" }).getByText("32,000 rows").waitFor({ timeout: 120_000 });
    const [shown, long] = await page.evaluate(() => [performance.now(), globalThis.benchLong]);
    return { "screen.interactive": interactive, "screen.scriptBytes": first, "screen.profile": shown, "screen.longest": Math.max(0, ...long) };
  } finally {
    await browser.close();
  }
}
