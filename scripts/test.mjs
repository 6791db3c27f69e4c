import { findChromium } from "./chromium.mjs";
import { endWithParent } from "./parent.mjs";
import { endAll } from "./run.mjs";
import { entry, say } from "./say.mjs";
import { setup } from "./setup.mjs";
import { e2e, judge, lint, types, vitest } from "./stages.mjs";

/** Stopped by the person or by whoever started us: what we started ends too, and there is no closing line. */
function stop() {
  endAll("SIGINT");
  process.exit(130);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
if (process.env.npm_lifecycle_event) endWithParent(stop);

await entry(async () => {
  await setup();
  const chromium = await findChromium();
  say(`Chromium for the end-to-end tests: ${chromium.text}`);
  await judge([
    ["lint", lint],
    ["types", types],
    ["unit tests", vitest("unit", { workers: "100%" })],
    ["Python under Pyodide", vitest("python", { workers: "100%" })],
    ["server tests", vitest("server", { workers: "100%" })],
    ["end to end", e2e(chromium.path)],
  ]);
});
