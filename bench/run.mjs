/**
 * The product against others, in turns (A B A B) in one run, on one machine: `npm run bench -- [--whole] [--rounds 3] [--megabits 20] [--big MB]
 * [--no-warm] [--no-native] [--no-jupyter] [--only stock,ours]`. `--whole` measures plainly, on a line of 20 Mbit/s and with a csv of 100 MB, one after the other.
 * Prints each ratio beside its target; writes bench/results/DATE.json and .html. The product must be built (npm run setup).
 */
import { mkdir, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findChromium } from "../scripts/chromium.mjs";
import { jupyter } from "./others/jupyter.mjs";
import { native } from "./others/native.mjs";
import { pages } from "./pages.mjs";
import { product } from "./product.mjs";
import { html } from "./report/page.mjs";
import { measured, sections } from "./section.mjs";
import { lastServer } from "./server/last.mjs";
import { summary, table } from "./summary.mjs";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const { values } = parseArgs({
  options: {
    whole: { type: "boolean", default: false },
    rounds: { type: "string", default: "3" },
    port: { type: "string", default: "3410" },
    megabits: { type: "string" },
    big: { type: "string" },
    only: { type: "string", default: "stock,webui,jupyter,native,ours" },
    "no-warm": { type: "boolean", default: false },
    "no-native": { type: "boolean", default: false },
    "no-jupyter": { type: "boolean", default: false },
  },
});
const port = Number(values.port);
const left = [];

/** What `make` comes to; null, and why, where this machine cannot have it. */
async function made(name, make) {
  if (values[`no-${name}`] || !values.only.split(",").includes(name)) return null;
  try {
    return await make();
  } catch (error) {
    left.push({ name, why: error.message });
    return null;
  }
}

const chromium = await findChromium();
const have = { jupyter: await made("jupyter", jupyter), native: await made("native", native) };
for (const { name, why } of left) console.log(`${name} is left out: ${why}`);
const subjects = values.only.split(",").filter((name) => have[name] !== null);
const server = await product({ PORT: String(port + 1) });
const setting = { at: new Date().toISOString(), browser: chromium.text, processors: cpus().length, rounds: Number(values.rounds), left };
const name = join(root, "bench/results", setting.at.replaceAll(":", "-").slice(0, 19));
await mkdir(join(root, "bench/results"), { recursive: true });

/** After each section, so that a run that breaks keeps what it has. */
async function kept(found) {
  const result = { setting, sections: found, server: await lastServer() };
  await writeFile(`${name}.json`, JSON.stringify(result, null, 1));
  await writeFile(`${name}.html`, await html(result));
  return result;
}

const found = [];
let result;
try {
  const given = { executablePath: chromium.path, port, pages: await pages(), jupyter: have.jupyter, python: have.native, subjects, rounds: setting.rounds };
  for (const section of sections({ ...values, warm: !values["no-warm"] })) {
    const rounds = await measured(section, given);
    found.push({ title: section.title, kind: section.kind, rounds, promises: summary(rounds) });
    result = await kept(found);
  }
} finally {
  server.kill();
}
console.log(`\n${table(result)}\n\n${name}.html`);
