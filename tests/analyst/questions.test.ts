import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { askAnalyst } from "../support/analyst/ask.ts";
import { nodeSandbox } from "../support/node-sandbox.ts";
import { root } from "../support/pyodide.ts";

const Cases = z.array(z.object({ file: z.string(), question: z.string() }));
const Truth = z.object({
  names: z.array(z.string()),
  numbers: z.array(z.number()),
  told: z.array(z.string()),
  first: z.string().nullable(),
});
const folders: Readonly<Record<string, string>> = {
  "retail_sales.csv": "public/samples",
  "customer_survey.csv": "public/samples",
  "machine_sensors.jsonl": "public/samples",
  "hr.xlsx": "public/samples",
  "support_tickets.sqlite": "public/samples",
};

const sandbox = await nodeSandbox();
sandbox.python.runPython("import sys; sys.path.insert(0, '/repo/tests/analyst')");
const truths = sandbox.python.pyimport("truths");
const cases = Cases.parse(JSON.parse(truths.cases()));

afterAll(() => truths.destroy());

/** Numbers as the answers write them: "1.23 M", "12,345", "8.5 %", "-0.31". */
function numbersIn(text: string): number[] {
  const scales: Readonly<Record<string, number>> = { M: 1e6, bn: 1e9, tn: 1e12 };
  return [...text.matchAll(/(-?\d[\d,]*(?:\.\d+)?)(?:\s(M|bn|tn)\b)?/g)].map(
    (match) => Number((match[1] ?? "").replaceAll(",", "")) * (scales[match[2] ?? ""] ?? 1),
  );
}

/** Equal as far as an answer's rounding can tell: three significant digits, or half a unit of a number told whole. */
const tellsOf = (text: string, truth: number): boolean =>
  numbersIn(text).some((said) => Math.abs(said - truth) <= Math.max(Math.abs(truth) * 0.0051, Math.abs(truth) < 1 ? 0.0051 : 0));

for (const file of new Set(cases.map((each) => each.file))) {
  const names = file.split(" + ");
  const opened = await sandbox.open(
    Object.fromEntries(
      names.map((name) => [name, Uint8Array.from(readFileSync(join(root, folders[name] ?? "tests/support/files", name)))]),
    ),
  );
  describe(file, () => {
    cases.forEach((each, index) => {
      if (each.file !== file) return;
      test(each.question, async () => {
        const truth = Truth.parse(JSON.parse(truths.truth(index)));
        const { observation, codes } = await askAnalyst(sandbox, opened, each.question);
        expect(observation.status, codes.join("\n---\n")).toBe("ok");
        const finding = (observation.status === "ok" ? observation.answer?.finding : null) ?? "";
        expect(truth.names.length + truth.numbers.length + truth.told.length).toBeGreaterThan(0);
        for (const name of truth.names) expect(finding).toContain(name);
        if (truth.first !== null) expect(finding.replaceAll("*", "").startsWith(truth.first), finding).toBe(true);
        const whole = JSON.stringify(observation.status === "ok" ? observation.answer : null);
        for (const text of truth.told) expect(whole).toContain(text);
        for (const number of truth.numbers) expect(tellsOf(finding, number), `${number} is not in: ${finding}\n${codes.at(-1)}`).toBe(true);
      }, 120_000);
    });
  });
}

test("an answer with a wrong number would be noticed", () => {
  expect(tellsOf("The total revenue is **367,737**.", 367_736.6)).toBe(true);
  expect(tellsOf("The total revenue is **367,737**.", 377_000)).toBe(false);
  expect(tellsOf("r = -0.31", 0.31)).toBe(false);
});
