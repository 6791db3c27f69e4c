import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** `expected` are outcomes, any of which will do. */
export type Fault = { name: string; expected: string[]; code: string };

const text = readFileSync(join(dirname(fileURLToPath(import.meta.url)), "faults.py"), "utf8");

export const faults: Fault[] = text
  .split(/^# fault /m)
  .slice(1)
  .map((section) => {
    const end = section.indexOf("\n");
    const [name = "", expected = ""] = section.slice(0, end).split(": ");
    return { name, expected: expected.split("|"), code: section.slice(end + 1) };
  });
