import type { PolicyIssue } from "../protocol/in-force.ts";
import { Policy } from "../protocol/policy.ts";
import { helperIssues } from "./modules.ts";

export type ReadPolicy = { ok: true; policy: Policy } | { ok: false; issues: PolicyIssue[] };

/** A policy out of what came from a file, a database or an editor; else what is wrong and where. */
export function readPolicy(value: unknown): ReadPolicy {
  const parsed = Policy.safeParse(value);
  if (!parsed.success) return { ok: false, issues: parsed.error.issues.map(({ path, message }) => ({ path: pathOf(path), message })) };
  const issues = helperIssues(parsed.data);
  return issues.length === 0 ? { ok: true, policy: parsed.data } : { ok: false, issues };
}

/** The same out of JSON text. */
export function readPolicyText(text: string): ReadPolicy {
  try {
    return readPolicy(JSON.parse(text));
  } catch (error) {
    return { ok: false, issues: [{ path: "", message: `not JSON (${error instanceof Error ? error.message : error})` }] };
  }
}

/** `masking.columns[2].rule` */
const pathOf = (path: readonly PropertyKey[]) =>
  path.reduce<string>((sum, part) => (typeof part === "number" ? `${sum}[${part}]` : `${sum}${sum === "" ? "" : "."}${String(part)}`), "");

export const issuesText = (issues: readonly PolicyIssue[]) =>
  issues
    .map(({ path, message }) => `${path || "(whole policy)"}: ${message}`)
    .join("; ")
    .slice(0, 2_000);
