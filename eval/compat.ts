import { existsSync, readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { z } from "zod";
import { Trouble } from "../headless/outcome.ts";
import type { Observation } from "../lib/protocol/observation.ts";
import { filesBelow } from "../scripts/stamp.mjs";

/** A script, and what CPython prints for it. */
export interface Script {
  readonly name: string;
  readonly area: string;
  readonly code: string;
  readonly expected: string;
  /** Why its output is known to be another in the sandbox: NAME.why beside it. */
  readonly why?: string | undefined;
}

export const Compared = z.object({
  name: z.string(),
  area: z.string(),
  same: z.boolean(),
  /** Why not, in a few words: refused by the policy, error, killed, other output; `not run` where the product did not come to it. */
  reason: z.enum(["", "refused", "error", "killed", "output", "not run"]),
  detail: z.string(),
  expected: z.string(),
  printed: z.string(),
  ms: z.number(),
});
export type Compared = z.infer<typeof Compared>;

/** Scripts below a folder: NAME.py with NAME.out beside it; the first folder below is the area. */
export async function readScripts(folder: string): Promise<Script[]> {
  const base = resolve(folder);
  const paths: string[] = await filesBelow(base);
  const scripts = paths
    .filter((path) => path.endsWith(".py") && existsSync(outOf(path)))
    .map((path) => {
      const name = relative(base, path).replaceAll("\\", "/").replace(/\.py$/, "");
      return { name, area: name.includes("/") ? (name.split("/")[0] ?? "all") : "all", code: readFileSync(path, "utf8"), expected: readFileSync(outOf(path), "utf8"), why: whyOf(path) };
    });
  if (scripts.length === 0) throw new Trouble("usage", `${folder} holds no script with its expected output: NAME.py beside NAME.out.`);
  return scripts;
}

const outOf = (path: string) => path.replace(/\.py$/, ".out");

function whyOf(script: string): string | undefined {
  const path = script.replace(/\.py$/, ".why");
  return existsSync(path) ? readFileSync(path, "utf8").trim() : undefined;
}

const lines = (text: string) => text.replaceAll("\r\n", "\n").trimEnd().split("\n").map((line) => line.trimEnd());

/** What a run printed against what it should have; blanks at the ends of lines do not count. */
export function judged({ name, area, expected, why }: Script, seen: Observation | { status: "refused"; message: string } | { status: "not run"; message: string }): Compared {
  const about = { name, area, expected };
  if (seen.status === "refused" || seen.status === "not run") return { ...about, same: false, reason: seen.status, detail: seen.message, printed: "", ms: 0 };
  const rest = { printed: seen.stdout, ms: seen.durationMs };
  if (seen.status === "error") return { ...about, ...rest, same: false, reason: "error", detail: `${seen.error.type}: ${seen.error.message}` };
  if (seen.status === "killed") return { ...about, ...rest, same: false, reason: "killed", detail: seen.message };
  const [want, got] = [lines(expected), lines(seen.stdout)];
  const at = Array.from({ length: Math.max(want.length, got.length) }, (_, line) => line).find((line) => want[line] !== got[line]);
  if (at === undefined) return { ...about, ...rest, same: true, reason: "", detail: "" };
  const known = why === undefined ? "" : `; known: ${why}`;
  return { ...about, ...rest, same: false, reason: "output", detail: `line ${at + 1}: expected ${JSON.stringify(want[at] ?? null)}, printed ${JSON.stringify(got[at] ?? null)}${known}` };
}
