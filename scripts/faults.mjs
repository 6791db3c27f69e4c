import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { findChromium } from "./chromium.mjs";
import { entry, say } from "./say.mjs";
import { root, setup } from "./setup.mjs";
import { e2e, judge, vitest } from "./stages.mjs";

/**
 * All that goes wrong on purpose, in its long form: `npm run test:faults`. The tests are those of `npm test`, which takes the short form of some; each puts down what it
 * found (tests/support/fault-rows.ts), and this makes one table of it. docs/reliability.md
 */
const suites = ["Python", "page", "model", "file", "server"];
const least = { Python: 45, page: 10, model: 18, file: 41, server: 9 };
const server = ["model-faults", "faults", "durable", "late", "audit", "operations", "disk"].map((name) => `tests/server/${name}.test.ts`);
const browser = ["faults", "hostile", "scripted-page-faults", "scripted-sessions", "scripted-restart", "scripted-rebuild", "scripted-crash"].map((name) => `tests/e2e/${name}.spec.ts`);
const env = { SANDPIPER_FAULTS: "full" };
const folder = join(root, ".sandpiper/reports/faults");

async function rows() {
  const files = await readdir(folder).catch(() => []);
  const all = await Promise.all(files.toSorted().map(async (file) => JSON.parse(await readFile(join(folder, file), "utf8"))));
  return suites.map((suite) => ({ suite, rows: all.filter((one) => one.suite === suite).flatMap((one) => one.rows) }));
}

const line = ({ fault, outcome, ms, after }) => `${fault.replace(/\s/g, " ").slice(0, 47).padEnd(48)}${outcome.slice(0, 35).padEnd(36)}${Math.round(ms).toString().padStart(7)}  ${after}`;

/** Counts as a stage: a suite that tried less than it should has failed. */
async function table() {
  const seen = await rows();
  say(`${"fault".padEnd(48)}${"outcome".padEnd(36)}     ms  afterwards`);
  for (const one of seen) say([`── ${one.suite}: ${one.rows.length}`, ...one.rows.map(line)].join("\n"));
  const short = seen.filter((one) => one.rows.length < least[one.suite]);
  for (const one of short) say(`${one.suite}: ${one.rows.length} faults tried, at least ${least[one.suite]} are wanted`);
  say(`faults: ${seen.map((one) => `${one.suite} ${one.rows.length}`).join(", ")}`);
  return { passed: 0, failed: short.length, skipped: 0 };
}

await entry(async () => {
  await setup();
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const chromium = await findChromium();
  await judge([
    ["faults of the model and of the server", vitest("server", { files: server, env })],
    ["Python made again", vitest("python", { files: ["tests/python/rebuild.test.ts"], env })],
    ["faults of Python, page and files", e2e(chromium.path, { files: browser, env })],
    ["what came of each", table],
  ]);
});
