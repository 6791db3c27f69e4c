import type { HelperFault } from "../../protocol/kernel.ts";
import type { PolicyIssue } from "../../protocol/in-force.ts";
import type { Observation } from "../../protocol/observation.ts";
import type { Policy } from "../../protocol/policy.ts";
import { Assets } from "../assets.ts";
import { LiveSandbox } from "../sandbox.ts";

/**
 * What Python says of the helper modules of a policy, in a sandbox of the product's own under that policy: their syntax and imports, and, where these
 * are right, whether they can be imported. Rejects with a message for the person when there is no Python to ask.
 */
export async function tryHelpers(policy: Policy, signal: AbortSignal): Promise<PolicyIssue[]> {
  if (policy.helpers.length === 0) return [];
  const sandbox = new LiveSandbox(policy, new Assets(policy, signal), signal);
  try {
    await sandbox.ready(signal);
    const faults = sandbox.faults.get();
    if (faults.length > 0) return faults.map((fault) => issue(policy, fault));
    const failed: PolicyIssue[] = [];
    for (const { name } of policy.helpers) {
      const seen = await sandbox.run(`import ${name}`, () => undefined, signal);
      if (seen.status !== "ok") failed.push(issue(policy, { name, ...failure(seen, name) }));
    }
    return failed;
  } finally {
    sandbox.dispose();
  }
}

function issue({ helpers }: Policy, { name, line, reason }: HelperFault): PolicyIssue {
  const at = helpers.findIndex((one) => one.name === name);
  return { path: `helpers[${at}].code`, message: line === null ? reason : `line ${line}: ${reason}` };
}

function failure(seen: Exclude<Observation, { status: "ok" }>, name: string): Omit<HelperFault, "name"> {
  if (seen.status === "killed") return { line: null, reason: `it cannot be imported: ${seen.message}` };
  const { type, message, traceback } = seen.error;
  const lines = [...traceback.matchAll(new RegExp(`File "<helper ${name}>", line (\\d+)`, "g"))];
  return { line: lines.length === 0 ? null : Number(lines.at(-1)?.[1]), reason: `importing it fails with ${type}: ${message}` };
}
