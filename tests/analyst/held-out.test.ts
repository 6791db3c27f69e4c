import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { measure } from "../../eval/measure.ts";
import { nodeWay } from "../../eval/node-way.ts";
import type { Result, Run } from "../../eval/result.ts";
import { readSuite } from "../../eval/suite.ts";
import { nodeSandbox } from "../support/node-sandbox.ts";
import { root } from "../support/pyodide.ts";

const sandbox = await nodeSandbox();
const suite = readSuite(join(root, "eval/held-out"));

const run: Run = {
  suite: suite.name, suiteSha256: suite.sha256, model: "builtin", baseUrl: null, way: "node", asked: "bare", prompt: null,
  policy: "default", masking: "open", app: "test", at: "", currency: "USD",
};

/** What became of a question: a refusal is worth less than the truth and more than a wrong number. */
const outcome = ({ right, finding }: Result): "right" | "said it cannot" | "wrong" =>
  right ? "right" : /not computed|cannot|could not finish|^No answer/.test(finding ?? "") ? "said it cannot" : "wrong";

test("the built-in analyst on questions in other words, written before it was mended", async () => {
  const way = nodeWay(sandbox, suite.folder);
  const results = await measure({
    run, items: suite.items, way, judge: null, price: null, width: 1, out: null, signal: new AbortController().signal, tell: () => undefined,
  });
  const of = (kind: ReturnType<typeof outcome>) => results.filter((result) => outcome(result) === kind);
  const lines = [...of("said it cannot"), ...of("wrong")].map((one) => `${outcome(one)}  ${one.id}  ${one.question}\n    ${one.finding}`);
  const rounds = [...new Set(results.map(({ level }) => level))].map((level) => {
    const count = (kind: ReturnType<typeof outcome>) => of(kind).filter((result) => result.level === level).length;
    return `${level}: ${count("right")} right, ${count("said it cannot")} said it cannot, ${count("wrong")} wrong`;
  });
  console.log(`${rounds.join("\n")}\n${lines.join("\n")}`);
  expect(results).toHaveLength(136);
  expect(results.filter(({ ended }) => ended === "bug")).toEqual([]);
  expect(of("right").length).toBeGreaterThanOrEqual(126);
}, 600_000);

test("the truths are what the files say", () => {
  const made = sandbox.python.runPython(`
import sys
sys.path.insert(0, "/repo/eval/held-out")
import importlib.util
spec = importlib.util.spec_from_file_location("held_out_generate", "/repo/eval/held-out/generate.py")
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
module.text()
`);
  expect(made === readFileSync(join(suite.folder, "questions.jsonl"), "utf8")).toBe(true);
});
