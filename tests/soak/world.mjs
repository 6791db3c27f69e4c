import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { findChromium } from "../../scripts/chromium.mjs";
import { fence } from "../support/scripted/reply.ts";
import { startScripted } from "../support/scripted-server.ts";
import { serving } from "../support/serving.ts";

/** Short enough that a run without end is over soon, long enough for a busy machine's first import. */
const runMs = 5_000;

/** What the model says to a question, step by step; the question is named by its first word. */
const talks = {
  total: [
    `totals = sales.groupby("region")["amount"].sum()
kept = int(totals.sum())
table(totals.reset_index(), "Totals")
final_answer(f"Total {kept}.")`,
  ],
  chart: [
    `import matplotlib.pyplot as plt
fig, ax = plt.subplots()
sales.groupby("region")["amount"].sum().plot.bar(ax=ax)
chart(fig, "By region")
save({"sales": sales}, "sales.xlsx")
final_answer("Drawn.")`,
  ],
  loop: ["while True: pass", 'final_answer(f"Still {kept}.")'],
  sink: ["sum(range(10 ** 12))", 'final_answer(f"Again {kept}.")'],
  wait: ["import time\nprint('begun', flush=True)\ntime.sleep(60)"],
};

function said({ messages }) {
  const asked = messages.map(({ content }) => content).join("\n");
  const word = /Question: (\w+)(?![\s\S]*Question: )/.exec(asked)?.[1] ?? "total";
  const codes = talks[word] ?? talks.total;
  const second = messages.at(-1)?.content.includes("<observation") === true;
  return fence("I go on.", codes[second ? codes.length - 1 : 0]);
}

/** The production server, a model that plays the talks above, and one real browser. */
export async function openWorld() {
  const folder = mkdtempSync(join(tmpdir(), "sandpiper-soak-"));
  const policy = join(folder, "policy.json");
  const limits = { runMs, modelCallsPerMinute: 1_000_000, auditRecordsPerMinute: 1_000_000, sessionTurns: 100 };
  writeFileSync(policy, JSON.stringify({ version: "soak", limits }));
  const model = await startScripted({ script: said });
  const env = { OPENAI_API_KEY: "soak", OPENAI_BASE_URL: model.url, OPENAI_MODEL: "scripted", SANDPIPER_POLICY: policy, SANDPIPER_DATA: join(folder, "data") };
  const server = await serving(env);
  const browser = await chromium.launch({ executablePath: (await findChromium()).path, args: ["--no-sandbox", "--disable-quic", "--disable-background-networking"] });
  const context = await browser.newContext({ baseURL: server.url.replace("127.0.0.1", "localhost"), viewport: { width: 1440, height: 900 } });
  return {
    context,
    /** Each request that the model was asked with is kept by the scripted server; an hour of them is not. */
    forget: () => model.requests.splice(0),
    async close() {
      await browser.close();
      server.child.kill("SIGKILL");
      await model.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
