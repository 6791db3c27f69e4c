import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../pyodide.ts";
import { fence, type Script } from "../scripted/reply.ts";
import { stepOf, tablesOf } from "../scripted/talk.ts";
import { type Canaries, listed } from "./values.ts";

const sections = readFileSync(join(root, "tests/support/canary/attack.py"), "utf8")
  .split(/^# --- /m)
  .slice(1)
  .map((section) => ({ name: section.slice(0, section.indexOf("\n")), code: section.slice(section.indexOf("\n") + 1) }));
const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

/** A model that tries to carry out what stands in the table of that place among those it is told of. */
export function attack(place: number, canaries: Canaries): Script {
  const digests = JSON.stringify(listed(canaries).map(digest));
  const steps = sections.filter(({ name }) => name !== "search" || place % 5 === 0).map(({ code }) => code);
  return (seen) => {
    const code = steps[Math.min(stepOf(seen), steps.length - 1)] ?? "";
    return fence("I look at it.", code.replaceAll("TABLE", tablesOf(seen)[place] ?? "nothing").replaceAll("DIGESTS", digests));
  };
}
