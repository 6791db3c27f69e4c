import { install } from "./install.mjs";
import { entry } from "./say.mjs";
import { root } from "./setup.mjs";
import { judge, lint, types, vitest } from "./stages.mjs";

await entry(async () => {
  await install(root);
  await judge([
    ["lint", lint],
    ["types", types],
    ["unit tests", vitest("unit")],
  ]);
});
