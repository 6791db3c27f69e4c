import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { readRun } from "../../eval/compare.ts";
import { recordsIn } from "../../headless/audit.ts";
import { Summary } from "../../headless/summary.ts";
import { fromLines } from "../../lib/agent/journal.ts";
import { command } from "../support/command.ts";
import { scriptNamed } from "../support/scripted/scripts.ts";
import { startScripted } from "../support/scripted-server.ts";

test.setTimeout(300_000);

/** Beside those of playwright.config.ts. */
const first = Number(process.env.E2E_PORT ?? 3100);
const port = first + 5;
const folder = mkdtempSync(join(tmpdir(), "sandpiper-headless-"));
const csv = join(folder, "shops.csv");
writeFileSync(csv, "region,revenue\nNorth,10\nSouth,25.5\nNorth,30\nEast,4\n");

const read = (...path: string[]) => readFileSync(join(folder, ...path), "utf8");
const question = "Which region has the highest total revenue?";

test("one question: everything is written, the answer is printed as JSON, the exit code is 0", async () => {
  const { code, out, err } = await command("sandpiper", ["run", "--file", csv, "--question", question, "--out", join(folder, "one"), "--json"], port).ended;
  expect(code, err).toBe(0);
  const summary = Summary.parse(JSON.parse(out));
  expect(summary).toMatchObject({ ended: "answered", exitCode: 0, model: "builtin", questions: [question], policy: "default" });
  expect(summary.finding).toContain("North");
  expect(summary.files[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
  for (const name of ["answer.md", "answer.json", "report.html", "notebook.ipynb", "journal.jsonl", "audit.jsonl", "summary.json", ...summary.made])
    expect(existsSync(join(folder, "one", name)), name).toBe(true);
  expect(read("one", "answer.md")).toContain("North");
  expect(fromLines(read("one", "journal.jsonl"))).toMatchObject({ lost: 0 });
  expect(readdirSync(join(folder, "one", "tables")).some((name) => read("one", "tables", name).includes("North,40"))).toBe(true);
  const entries = recordsIn(read("one", "audit.jsonl"), summary.session);
  expect(entries.length).toBe(summary.auditEntries);
  expect(entries.some(({ type }) => type === "run")).toBe(true);
  expect(entries.some(({ type }) => type === "export"), "what is taken is on record").toBe(true);
  const verified = spawnSync(process.execPath, ["scripts/audit-verify.mjs", join(folder, "one", "audit.jsonl")], { encoding: "utf8" });
  expect(verified, verified.stdout).toMatchObject({ status: 0, stdout: expect.stringContaining(`an extract for session ${summary.session}`) });
});

test("the report is one file that needs nothing", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`file://${join(folder, "one", "report.html")}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(question);
  await expect(page.getByRole("img").first()).toBeVisible();
  expect(asked.filter((url) => !url.startsWith("file:") && !url.startsWith("data:"))).toEqual([]);
});

test("a batch goes on where it was, and its exit code is that of its gravest", async () => {
  const items = [
    { id: "sum", question: "What is the total revenue?", files: ["shops.csv"] },
    { id: "gone", question: "x", files: ["shops.csv"], model: "no-such-model" },
  ];
  writeFileSync(join(folder, "batch.jsonl"), items.map((item) => `${JSON.stringify(item)}\n`).join(""));
  const words = ["run", "--batch", join(folder, "batch.jsonl"), "--out", join(folder, "batch")];
  const before = await command("sandpiper", words, port).ended;
  expect(before.code, before.err).toBe(2);
  expect(before.err).toContain("offers no model no-such-model");
  const after = await command("sandpiper", words, port).ended;
  expect(after.err).toContain("[sum] done already: answered");
  expect(after.out.trim()).toBe("1 answered, 1 usage");
});

test("exit codes tell what went wrong", async () => {
  expect((await command("sandpiper", ["run", "--question", "x"], port).ended).code, "no folder").toBe(2);
  const nobody = await command("sandpiper", ["run", "--file", csv, "--question", "x", "--out", join(folder, "x"), "--url", `http://127.0.0.1:${port + 1}`], port).ended;
  expect(nobody).toMatchObject({ code: 6 });
  expect(nobody.err).toContain("No Sandpiper answers");
  writeFileSync(join(folder, "policy.json"), '{"limits": {"runMs": "soon"}}');
  const policy = await command("sandpiper", ["run", "--file", csv, "--question", "x", "--out", join(folder, "x"), "--policy", join(folder, "policy.json")], port).ended;
  expect(policy).toMatchObject({ code: 2 });
  expect(policy.err).toContain("limits.runMs");
  writeFileSync(join(folder, "noise.xlsx"), Uint8Array.from({ length: 3_000 }, (_, at) => (at * 7919) % 251));
  const half = await command("sandpiper", ["run", "--file", join(folder, "noise.xlsx"), "--file", csv, "--question", question, "--out", join(folder, "half")], port).ended;
  expect(half.code, "answered without one of its files").toBe(3);
  expect(half.out).toContain("noise.xlsx could not be read");
});

test("a scripted model: repairs that never end are not an answer, and Ctrl+C takes what there is", async () => {
  const model = await startScripted({ script: scriptNamed("endless-repair") });
  const more = { OPENAI_BASE_URL: model.url, OPENAI_MODEL: "scripted", OPENAI_API_KEY: "k" };
  const ask = (out: string) => ["run", "--file", csv, "--question", "How many?", "--out", join(folder, out)];
  const failed = await command("sandpiper", ask("failed"), port, more).ended;
  expect(failed.code, failed.err).toBe(4);
  expect(Summary.parse(JSON.parse(read("failed", "summary.json")))).toMatchObject({ ended: "failed", model: "scripted" });
  model.play(scriptNamed("slow-output"));
  const begun = command("sandpiper", ask("cut"), port, more);
  await begun.says("running");
  begun.interrupt();
  const cut = await begun.ended;
  expect(cut.code, cut.err).toBe(130);
  expect(Summary.parse(JSON.parse(read("cut", "summary.json")))).toMatchObject({ ended: "interrupted", exitCode: 130 });
  expect(read("cut", "journal.jsonl")).toContain("turn-started");
  await expect(fetch(`http://127.0.0.1:${port}/api/health`), "its server is gone").rejects.toThrow();
  await model.close();
});

test("where a person must approve code, a question is stopped unless the command says yes", async () => {
  writeFileSync(join(folder, "asks.json"), '{"version": "asks", "approval": "ask-first"}');
  const words = ["run", "--file", csv, "--question", question, "--policy", join(folder, "asks.json"), "--out", join(folder, "asks")];
  const stopped = await command("sandpiper", words, port).ended;
  expect(stopped.code, stopped.err).toBe(5);
  expect(stopped.err).toContain("--approve");
  const approved = await command("sandpiper", [...words, "--approve"], port).ended;
  expect(approved.code, approved.err).toBe(0);
  expect(read("asks", "journal.jsonl")).toContain("approval-given");
});

test("with masked columns the model meets tokens, and the person gets values", async () => {
  const people = join(folder, "people.csv");
  writeFileSync(people, "name,email,amount\nAnn Lee,ann.lee@acme.example,100\nBob O'May,bob@may.example,250\nCara Diaz,cara@acme.example,75\nAnn Lee,ann.lee@acme.example,300\n");
  writeFileSync(join(folder, "masked.json"), '{"version": "masked", "masking": {"mode": "masked"}}');
  const words = ["run", "--file", people, "--question", "Which name has the highest total amount?", "--policy", join(folder, "masked.json"), "--out", join(folder, "masked")];
  const { code, out, err } = await command("sandpiper", words, port).ended;
  expect(code, err).toBe(0);
  expect(out).toContain("Ann Lee");
  for (const name of ["answer.md", "report.html", ...readdirSync(join(folder, "masked", "tables")).map((table) => `tables/${table}`)]) {
    expect(read("masked", name), name).toContain("Ann Lee");
    expect(read("masked", name), name).not.toMatch(/person\\?_[0-9A-Z]{8}/);
  }
  expect(read("masked", "journal.jsonl")).toMatch(/person\\*_[0-9A-Z]{8}/);
  expect(read("masked", "journal.jsonl") + read("masked", "audit.jsonl")).not.toContain("Ann Lee");
});

test("several models in one table, and the effect of another prompt", async () => {
  const [right, wrong] = [await startScripted({ script: scriptNamed("total") }), await startScripted({ script: scriptNamed("rows") })];
  const item = { id: "top", category: "c", files: ["shops.csv"], question: "Which region leads?", expected: [{ name: "region", match: "exact", value: "North", among: ["North", "South", "East"] }] };
  const suite = mkdtempSync(join(tmpdir(), "sandpiper-suite-"));
  writeFileSync(join(suite, "shops.csv"), readFileSync(csv));
  writeFileSync(join(suite, "q.jsonl"), JSON.stringify(item));
  const out = join(folder, "models");
  const words = [suite, "--model", `good@${right.url}`, "--model", `bad@${wrong.url}`, "--price", "1/2", "--out", out];
  const done = await command("eval", words, port).ended;
  expect(done.code, done.err).toBe(0);
  expect(done.out).toMatch(/right +1\/1 +0\/1/);
  expect(done.out).toContain("All runs had the same prompt.");
  const [good = ""] = readdirSync(out).filter((name) => name.startsWith("good"));
  const { run, results } = readRun(join(out, good));
  expect(run).toMatchObject({ model: "good", way: "product", asked: "whole" });
  expect(run.prompt).toMatch(/^[0-9a-f]{12}$/);
  expect(results[0]).toMatchObject({ right: true, steps: 1 });
  expect(results[0]?.costMicros).toBeGreaterThan(0);
  expect(readFileSync(join(out, good, "report.html"), "utf8")).toContain("Which region leads?");
  writeFileSync(join(folder, "policy.json"), JSON.stringify({ version: "short", limits: { steps: 2 } }));
  const other = join(folder, "other");
  await command("eval", [suite, "--model", `good@${right.url}`, "--policy", join(folder, "policy.json"), "--out", other], port).ended;
  const compared = await command("eval", ["--compare", join(out, good), other], port).ended;
  expect(compared.code, compared.err).toBe(0);
  expect(compared.out).toContain("The prompts differ.");
  expect(compared.out).toContain("at most 2 steps");
  await right.close();
  await wrong.close();
});

test("scripts run in the product print what CPython prints, and what does not is told", async () => {
  const scripts = mkdtempSync(join(tmpdir(), "sandpiper-compat-"));
  const script = (name: string, code: string, expected: string) => {
    writeFileSync(join(scripts, `${name}.py`), code);
    writeFileSync(join(scripts, `${name}.out`), expected);
  };
  script("same", "x = 2\nprint(x * 21)\n", "42\n");
  script("fresh", "print('x' in globals())\n", "False\n");
  script("other", "print(1)\n", "2\n");
  script("net", "import socket\nprint(socket)\n", "?\n");
  const done = await command("compat", [scripts, "--out", join(folder, "compat"), "--json"], port).ended;
  expect(done.code, done.err).toBe(0);
  const all = JSON.parse(done.out);
  const reasons = Object.fromEntries(all.map(({ name, reason }: { name: string; reason: string }) => [name, reason]));
  expect(reasons).toEqual({ same: "", fresh: "", other: "output", net: "refused" });
});
