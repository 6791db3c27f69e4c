/**
 * The product against others, in turns (A B A B) in one run, on one machine: `npm run bench -- [--rounds 3] [--megabits 20] [--no-warm]
 * [--native] [--big MB]`. Prints each ratio beside its target; writes bench/results/DATE.json and .html. The product must be built (npm run setup).
 */
import { mkdir, writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findChromium } from "../scripts/chromium.mjs";
import { native } from "./native.mjs";
import { pages } from "./pages.mjs";
import { product } from "./product.mjs";
import { html } from "./report.mjs";
import { screen } from "./screen.mjs";
import { summary, table } from "./summary.mjs";
import { round } from "./visit.mjs";
import { wire } from "./wire.mjs";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    port: { type: "string", default: "3410" },
    megabits: { type: "string" },
    only: { type: "string", default: "stock,ours" },
    "no-warm": { type: "boolean", default: false },
    native: { type: "boolean", default: false },
    big: { type: "string", default: "0" },
  },
});
const port = Number(values.port);

async function measure(executablePath) {
  const server = await product({ PORT: String(port + 1) });
  const line = await wire({ port, product: port + 1, pages: await pages(), megabits: Number(values.megabits ?? 0) });
  const rounds = [];
  try {
    for (let turn = 0; turn < Number(values.rounds); turn++)
      for (const subject of values.only.split(",")) {
        const taken = await round({ executablePath, wire: line, subject, warm: !values["no-warm"], bigBytes: 1e6 * Number(values.big) });
        const seen = subject === "ours" ? await screen({ executablePath, wire: line }) : {};
        rounds.push({ subject, turn, load: loadavg()[0], ...taken, ...seen });
        console.log(turn, subject, ["cold.first", "cold.model", "warm.first", "warm.model", "warm.restart"].map((name) => `${name} ${Math.round(taken[name] ?? 0)}`).join("  "));
      }
    return rounds;
  } finally {
    line.close();
    server.kill();
  }
}

const chromium = await findChromium();
const rounds = await measure(chromium.path);
const setting = { at: new Date().toISOString(), browser: chromium.text, processors: cpus().length, megabits: values.megabits ?? null, native: values.native ? await native() : null };
const result = { setting, rounds, ...summary(rounds, setting.native) };
const name = join(root, "bench/results", setting.at.replaceAll(":", "-").slice(0, 19));
await mkdir(join(root, "bench/results"), { recursive: true });
await writeFile(`${name}.json`, JSON.stringify(result, null, 1));
await writeFile(`${name}.html`, html(result));
console.log(`\n${table(result)}\n\n${name}.html`);
