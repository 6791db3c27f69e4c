import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { entry, stopping } from "../headless/entry.ts";
import { appVersion } from "../headless/facts.ts";
import { exitCodes } from "../headless/outcome.ts";
import { ready } from "../headless/ready.ts";
import { root } from "../headless/root.ts";
import { print, tell } from "../headless/say.ts";
import { unreadWords } from "../headless/words.ts";
import { readScripts } from "./compat.ts";
import { compareInNode } from "./compat-node.ts";
import { compareInProduct } from "./compat-product.ts";
import { compatPage, compatText } from "./compat-report.ts";

const usage = `Usage: npm run eval:compat -- [FOLDER] [--out FOLDER] [--fast] [--every N] [--json]

  FOLDER     scripts NAME.py with what CPython prints in NAME.out beside them, in folders by area; eval/compat when left out.
             NAME.why may say in a line why it is known to print something else; the report repeats it
  --fast     the kernel's Python in Node instead of the product's sandbox in a browser
  --every N  each Nth script`;

function parsed() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { out: { type: "string" }, fast: { type: "boolean" }, every: { type: "string", default: "1" }, json: { type: "boolean" }, help: { type: "boolean", short: "h" } },
    });
  } catch (error) {
    throw unreadWords(error, "npm run eval:compat -- --help");
  }
}

await entry(async () => {
  const { values, positionals } = parsed();
  if (values.help) {
    print(usage);
    return 0;
  }
  const folder = resolve(positionals[0] ?? join(root, "eval/compat"));
  const signal = stopping();
  const every = Math.max(1, Math.round(Number(values.every) || 1));
  const scripts = (await readScripts(folder)).filter((_, at) => at % every === 0);
  await ready();
  tell(`${scripts.length} scripts`);
  const all = values.fast ? await compareInNode(await (await import("../tests/support/node-sandbox.ts")).nodeSandbox(), scripts, signal) : await compareInProduct(scripts, signal, tell);
  const out = resolve(values.out ?? join(root, ".sandpiper/compat"));
  mkdirSync(out, { recursive: true });
  const versions = existsSync(join(folder, "versions.txt")) ? readFileSync(join(folder, "versions.txt"), "utf8").trim().replaceAll("\n", ", ") : "not recorded";
  const setting = [["Expected output of", versions], ["Run in", values.fast ? "the kernel's Python in Node" : "the product's sandbox in a browser"], ["Sandpiper", appVersion()]] as const;
  writeFileSync(join(out, "results.jsonl"), all.map((one) => `${JSON.stringify(one)}\n`).join(""));
  writeFileSync(join(out, "report.html"), compatPage(all, setting));
  print(values.json ? JSON.stringify(all, null, 2) : compatText(all));
  tell(`report: ${join(out, "report.html")}`);
  return signal.aborted ? exitCodes.interrupted : 0;
});
