import { findChromium } from "./chromium.mjs";
import { entry, say } from "./say.mjs";
import { setup } from "./setup.mjs";
import { e2e, judge, lint, types, vitest } from "./stages.mjs";

await entry(async () => {
  await setup();
  const chromium = await findChromium();
  say(`Chromium for the end-to-end tests: ${chromium.text}`);
  await judge([
    ["lint", lint],
    ["types", types],
    ["unit tests", vitest("unit")],
    ["Python under Pyodide", vitest("python")],
    ["server tests", vitest("server")],
    ["end to end", e2e(chromium.path)],
  ]);
});
