import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bootPyodide, root } from "../support/pyodide.ts";

const files = readdirSync(join(root, "tests/python")).filter((name) => /^test_.*\.py$/.test(name));
const python = await bootPyodide(() => undefined);
python.runPython("import discover");

for (const file of files) {
  describe(file, () => {
    const cases = python.runPython(`cases = discover.load(${JSON.stringify(file.slice(0, -3))}); cases`);
    for (const id of cases.keys()) {
      test(id, (context) => {
        const outcome: unknown = python.runPython(`discover.run(discover.load(${JSON.stringify(file.slice(0, -3))})[${JSON.stringify(id)}])`);
        if (typeof outcome === "string" && outcome.startsWith("skipped: ")) context.skip(outcome);
        expect(outcome ?? "passed").toBe("passed");
      }, 120_000);
    }
  });
}
