import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { nodeWay } from "../../eval/node-way.ts";
import { readSuite } from "../../eval/suite.ts";
import { prelude } from "../../headless/ground.ts";
import { notebook } from "../../lib/agent/export/notebook.ts";
import { english } from "../../lib/agent/export/words.ts";
import { foldAll } from "../../lib/agent/fold.ts";
import { fromLines } from "../../lib/agent/journal.ts";
import type { Observation } from "../../lib/protocol/observation.ts";
import { nodeSandbox } from "../support/node-sandbox.ts";
import { root } from "../support/pyodide.ts";

const suite = readSuite(join(root, "eval/suite"));
const Displayed = z.array(z.tuple([z.string(), z.string()]));

/** One of each way of reading: a dirty csv, a workbook with a join, a database, a comparison of periods. */
const ids = ["dirty-data-02", "joins-07", "database-03", "time-series-02"];

test("notebooks of sessions run in a kernel that has nothing of Sandpiper but what is in them, and find what the session found", async () => {
  const sandbox = await nodeSandbox();
  const way = nodeWay(sandbox, suite.folder);
  const first = await prelude();
  const made: { id: string; text: string; finding: string; files: string[] }[] = [];
  for (const id of ids) {
    const item = suite.items.find((one) => one.id === id);
    if (!item) throw new Error(`no ${id}`);
    const { journal } = await way.ask(item, item.question, new AbortController().signal);
    const session = foldAll(fromLines(journal).events);
    const files = item.files.map((path) => path.split("/").at(-1) ?? path);
    const text = notebook(session, { prelude: first, helpers: [], files, places: ["/inputs"], made: "Made by a test.", words: english });
    made.push({ id, text, files, finding: session.turns[0]?.answer?.finding ?? "" });
  }
  const { FS } = sandbox.python;
  FS.mkdirTree("/inputs");
  for (const { id, text, files, finding } of made) {
    for (const file of files) FS.writeFile(`/inputs/${file}`, Uint8Array.from(readFileSync(join(suite.folder, "files", file))));
    FS.writeFile(`/tmp/${id}.ipynb`, text);
    const displayed = Displayed.parse(JSON.parse(sandbox.python.runPython(`import jupyter\njupyter.run("/tmp/${id}.ipynb")`)));
    const said = displayed.filter(([kind]) => kind === "Markdown").map(([, words]) => words);
    expect(finding.length, id).toBeGreaterThan(10);
    expect(said.some((words) => words.startsWith(finding)), `${id}: ${finding} is not in ${said.join(" | ")}`).toBe(true);
  }
  console.log(`${made.length} notebooks ran, ${Math.round((made[0]?.text.length ?? 0) / 1024)} kB each`);
});

test("a notebook brings the helper modules that its code imports, and no other", async () => {
  const sandbox = await nodeSandbox();
  const helpers = [
    { name: "company", code: 'from rates import VAT\n\ndef gross(price):\n    "\\u00e4 \\\\ \'\'\'"\n    return price * (1 + VAT)\n' },
    { name: "rates", code: "VAT = 0.25\n" },
    { name: "unused", code: "SECRET = 1\n" },
  ];
  const code = "from company import gross\nfinal_answer(f'It is {gross(100):.0f}')";
  const seen: Observation = { status: "ok", stdout: "", stderr: "", droppedChars: 0, durationMs: 1, artifacts: [], notes: [], value: null, answer: null };
  const session = foldAll([
    { type: "turn-started", turn: 0, at: 1, question: "How much?", model: "m" },
    { type: "action-chosen", turn: 0, step: 0, at: 1, repair: 0, action: { type: "run", plan: "", code } },
    { type: "run-permitted", turn: 0, step: 0, at: 1, receipt: "r" },
    { type: "run-started", turn: 0, step: 0, at: 1, code },
    { type: "run-ended", turn: 0, step: 0, at: 1, observation: seen, hints: [] },
  ]);
  const text = notebook(session, { prelude: await prelude(), helpers, files: [], places: [], made: "Made by a test.", words: english });
  expect(text).not.toContain("SECRET");
  sandbox.python.FS.writeFile("/tmp/modules.ipynb", text);
  const displayed = Displayed.parse(JSON.parse(sandbox.python.runPython('import jupyter\njupyter.run("/tmp/modules.ipynb")')));
  expect(displayed.map(([, words]) => words.trim())).toContain("It is 125");
});
