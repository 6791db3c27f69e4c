import { readFileSync } from "node:fs";
import { z } from "zod";
import { Policy } from "../protocol/policy.ts";

/** The policy in force. `problem` says why a file that was named is not it. */
export type InForce = { policy: Policy; problem: string | null };

/** Reads and parses the file; a file that cannot be used leaves the default in force. Never throws. */
export function loadPolicy(file: string | null): InForce {
  const standard = Policy.parse({});
  if (file === null) return { policy: standard, problem: null };
  const read = readJson(file);
  if (!read.ok) return { policy: standard, problem: `SANDPIPER_POLICY: ${read.reason}; the default policy is in force.` };
  const parsed = Policy.safeParse(read.value);
  if (parsed.success) return { policy: parsed.data, problem: null };
  return { policy: standard, problem: `SANDPIPER_POLICY: ${reasons(parsed.error)}; the default policy is in force.` };
}

function readJson(file: string): { ok: true; value: unknown } | { ok: false; reason: string } {
  try {
    return { ok: true, value: JSON.parse(readFileSync(/* turbopackIgnore: true */ file, "utf8")) };
  } catch (error) {
    return {
      ok: false,
      reason: error instanceof SyntaxError ? `the file is not JSON (${error.message})` : `the file cannot be read (${codeOf(error)})`,
    };
  }
}

const Coded = z.object({ code: z.string() });
const codeOf = (error: unknown) => Coded.safeParse(error).data?.code ?? "unknown error";

const reasons = (error: z.ZodError) =>
  error.issues.map((issue) => `${issue.path.join(".") || "(whole file)"}: ${issue.message}`).join("; ");

/** What a page may know: everything that bounds a run. What later issues add stays out until it is named here. */
export const publicSlice = ({ version, retentionDays, limits, allowedModules, deniedModules }: Policy) => ({
  version,
  retentionDays,
  limits,
  allowedModules,
  deniedModules,
});
