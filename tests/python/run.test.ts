import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bootPyodide, root } from "../support/pyodide.ts";

const files = readdirSync(join(root, "tests/python")).filter((name) => /^test_.*\.py$/.test(name));
const python = await bootPyodide(() => undefined);
python.runPython("import discover");

for (const file of files) {
  describe(file, () => {
    const module = JSON.stringify(file.slice(0, -3));
    const cases = python.runPython(`discover.load(${module})`);
    for (const id of cases.keys()) {
      test(id, (context) => {
        const outcome: unknown = python.runPython(`discover.run(${module}, ${JSON.stringify(id)})`);
        if (typeof outcome === "string" && outcome.startsWith("skipped: ")) context.skip(outcome);
        expect(outcome ?? "passed").toBe("passed");
      }, 120_000);
    }
  });
}
