import { existsSync } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { projectNode } from "./install.mjs";
import { run } from "./run.mjs";
import { say, seconds } from "./say.mjs";
import { root } from "./setup.mjs";
import { filesBelow } from "./stamp.mjs";

/** What a stage came to; `again` are those of the passed that failed at the first attempt. Lint and types count as failures when they fail, never as tests when they pass. */
const none = { passed: 0, failed: 0, skipped: 0, again: 0 };

const tool = (path) => join(root, "node_modules", path);

async function node(args, env = {}) {
  const { path } = await projectNode(root);
  const own = join(root, "node_modules/.bin");
  const PATH = `${own}${process.platform === "win32" ? ";" : ":"}${process.env.PATH}`;
  return run(path, args, { show: true, cwd: root, env: { ...process.env, PATH, ...env } });
}

const check = async (args) => ({ ...none, failed: (await node(args)).code === 0 ? 0 : 1 });

export const lint = () => check([tool("@biomejs/biome/bin/biome"), "lint", "--max-diagnostics=50", "."]);

/** One tsconfig per runtime: in each, the globals of the others do not exist. */
export const TSCONFIGS = ["tsconfig.json", "tsconfig.core.json", "tsconfig.browser.json", "tsconfig.server.json", "workers/tsconfig.json"];

export async function types() {
  let failed = 0;
  for (const config of TSCONFIGS.filter((path) => existsSync(join(root, path)))) {
    const { code } = await node([tool("typescript/bin/tsc"), "--noEmit", "-p", config]);
    if (code === 0) continue;
    say(`  types: ${config} failed`);
    failed += 1;
  }
  return { ...none, failed };
}

async function report(name) {
  const file = join(root, ".sandpiper/reports", `${name}.json`);
  await mkdir(join(root, ".sandpiper/reports"), { recursive: true });
  await rm(file, { force: true });
  return { file, read: async () => JSON.parse(await readFile(file, "utf8").catch(() => "null")) };
}

/** A runner that broke off counts as one failure, also where each of its tests passed. */
export const settle = (counts, code) => (code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts);

export function readVitest(json) {
  if (!json) return none;
  const broken = json.testResults.filter(({ status, assertionResults }) => status === "failed" && assertionResults.length === 0).length;
  return { ...none, passed: json.numPassedTests, failed: json.numFailedTests + broken, skipped: json.numPendingTests + (json.numTodoTests ?? 0) };
}

export function readPlaywright(json) {
  if (!json) return none;
  const { expected, unexpected, flaky, skipped } = json.stats;
  return { passed: expected + flaky, failed: unexpected, skipped, again: flaky };
}

const hasTests = async (folder, pattern) => (await filesBelow(join(root, folder))).some((file) => pattern.test(file));

/** The tests of one vitest project, or those of some files; `workers`: how many files at a time, where not all cores but one. A project that has no test file yet counts nothing. */
export const vitest = (project, { files = [], env = {}, workers = null } = {}) => async () => {
  if (!(await hasTests(`tests/${project}`, /\.test\.ts$/))) return none;
  const { file, read } = await report(project);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const { code } = await node([tool("vitest/vitest.mjs"), "run", "--project", project, ...(workers === null ? [] : [`--maxWorkers=${workers}`]), ...reporters, ...files], env);
  return settle(readVitest(await read()), code);
};

/** Files of browser tests at a time, where there are as many cores: each begins with seconds of work for one core and a half. */
const PLACES = 2;

/**
 * The tests in the browser, or those of some files. One that fails is tried once more, and said; what a promise of docs/security.md let through (tests/support/breach.ts) fails the run whatever
 * the second attempt finds.
 */
export const e2e = (chromium, { files = [], env: more = {} } = {}) => async () => {
  if (!(await hasTests("tests/e2e", /\.spec\.ts$/))) return none;
  const { file, read } = await report("e2e");
  const breaches = join(dirname(file), "breaches.txt");
  await rm(breaches, { force: true });
  const env = { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: file, E2E_RETRIES: "1", E2E_WORKERS: String(Math.min(PLACES, availableParallelism())), ...more };
  const { code } = await node([tool("@playwright/test/cli.js"), "test", ...files], env);
  const counts = settle(readPlaywright(await read()), code);
  const broken = await readFile(breaches, "utf8").catch(() => "");
  if (counts.again > 0) say(`  ${counts.again} browser tests passed at the second attempt only`);
  if (broken) say(`  promises that a second attempt does not make good:\n${broken}`);
  return broken && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
};

const add = (a, b) => Object.fromEntries(Object.keys(none).map((key) => [key, a[key] + (b[key] ?? 0)]));

export const closing = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;

/** Runs each stage to its end, whatever the others came to. */
async function runAll(stages) {
  let sum = none;
  for (const [name, stage] of stages) {
    const since = performance.now();
    say(`\n── ${name}`);
    const counts = await stage();
    say(`── ${name}: ${closing(counts)} (${seconds(since)})`);
    sum = add(sum, counts);
  }
  return sum;
}

/** Prints the closing line; no test at all is a failure too. */
export async function judge(stages) {
  const sum = await runAll(stages);
  if (sum.passed + sum.failed === 0) say("\nno test ran at all");
  say(`\n${closing(sum)}`);
  process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;
}
