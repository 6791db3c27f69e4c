import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

/** scripts/test.mjs says which Chromium; without it an installed one is taken, and at last Playwright's own. */
const chromium = process.env.CHROMIUM_PATH ?? ["/usr/bin/chromium", "/usr/bin/google-chrome"].find((path) => existsSync(path));

/** How many files at a time. Each such place has its own servers and its own scripted model, so that no test meets another's policy, records or replies. */
const workers = Number(process.env.E2E_WORKERS ?? 1);
/** Two checkouts can be tested at once when one of them is given other ports; a place takes ten. */
const first = Number(process.env.E2E_PORT ?? 3100);
const portsOf = (place: number) => {
  const from = first + 10 * place;
  return { analyst: from, scripted: from + 1, model: from + 2, careful: from + 3 };
};
/** The place of the worker that reads this; Playwright itself reads it too, and has none. */
const PORTS = portsOf(Number(process.env.TEST_PARALLEL_INDEX ?? 0));

const quiet = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const noModel = { OPENAI_API_KEY: "", OPENAI_BASE_URL: "", OPENAI_MODEL: "", SANDPIPER_POLICY: "", SANDPIPER_ORIGIN: "", ADMIN_TOKEN: "" };
const scripted = {
  OPENAI_API_KEY: "test-key",
  OPENAI_MODEL: "scripted",
  SANDPIPER_MODEL_IMAGES: "all",
  ADMIN_TOKEN: "only-for-the-end-to-end-tests",
};

/** The same under a policy that asks before every new script and keeps records in the page while the server is away. */
const careful = { ...scripted, SANDPIPER_POLICY: "tests/support/policies/careful.json" };
const needsCare = /scripted-(?:approval|late)\.spec\.ts/;

const server = (place: number, name: "analyst" | "scripted" | "careful", variables: Record<string, string>) => ({
  name: `${name} ${place}`,
  command: "node_modules/node/bin/node scripts/serve.mjs",
  url: `http://127.0.0.1:${portsOf(place)[name]}/`,
  env: {
    ...noModel,
    ...variables,
    NODE_ENV: "production",
    SANDPIPER_ENDS_WITH_PARENT: "1",
    HOST: "127.0.0.1",
    PORT: String(portsOf(place)[name]),
    SANDPIPER_DATA: `.sandpiper/e2e/${name}-${place}`,
  },
  reuseExistingServer: false,
  timeout: 60_000,
});

const servers = (place: number) => {
  const model = { OPENAI_BASE_URL: `http://127.0.0.1:${portsOf(place).model}/v1` };
  return [server(place, "analyst", {}), server(place, "scripted", { ...scripted, ...model }), server(place, "careful", { ...careful, ...model })];
};

/** Where tests/e2e/scripted*.spec.ts start the scripted model. */
process.env.MODEL_PORT = String(PORTS.model);

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  workers,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // By hand a test has one attempt; scripts/stages.mjs gives it a second.
  retries: Number(process.env.E2E_RETRIES ?? 0),
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [["list"], ["json"]] : [["list"]],
  use: {
    launchOptions: { ...(chromium ? { executablePath: chromium } : {}), args: quiet },
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    acceptDownloads: true,
    // Without a GPU each moving thing takes a tenth of a core, of which the tests have two: screen.spec.ts takes 115 s instead of 137 s.
    contextOptions: { reducedMotion: "reduce" },
    // A page's own requests are seen and answered by tests, those of its service worker are not; tests/e2e/offline.spec.ts has one.
    serviceWorkers: "block",
  },
  webServer: Array.from({ length: workers }, (_, place) => servers(place)).flat(),
  projects: [
    { name: "analyst", testIgnore: /scripted.*\.spec\.ts/, use: { baseURL: `http://localhost:${PORTS.analyst}` } },
    {
      name: "scripted",
      testMatch: /scripted.*\.spec\.ts/,
      testIgnore: needsCare,
      use: { baseURL: `http://localhost:${PORTS.scripted}` },
    },
    { name: "careful", testMatch: needsCare, use: { baseURL: `http://localhost:${PORTS.careful}` } },
  ],
});
