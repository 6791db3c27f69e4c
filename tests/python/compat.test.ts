import { join } from "node:path";
import { expect, test } from "vitest";
import { readScripts } from "../../eval/compat.ts";
import { compareInNode } from "../../eval/compat-node.ts";
import { compatText } from "../../eval/compat-report.ts";
import { nodeSandbox } from "../support/node-sandbox.ts";
import { root } from "../support/pyodide.ts";

/** Every fifth; `npm run eval:compat` runs all of them in the product. */
const every = 5;

test("scripts print in the kernel what CPython prints", async () => {
  const scripts = (await readScripts(join(root, "eval/compat"))).filter((_, at) => at % every === 0);
  const all = await compareInNode(await nodeSandbox(), scripts, new AbortController().signal);
  console.log(`\nevery ${every}th of the scripts that ship, in Node\n${compatText(all)}`);
  expect(all).toHaveLength(scripts.length);
  expect(all.filter(({ same }) => same).length / all.length).toBeGreaterThanOrEqual(0.95);
}, 240_000);
