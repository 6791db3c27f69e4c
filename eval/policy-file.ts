import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPolicy } from "../headless/facts.ts";
import { type MaskingMode, Policy } from "../lib/protocol/policy.ts";

/** The policy of a run: the file that was named, or the default, with the masking that was asked for. The one place that decides it. */
export function policyUnder(file: string | null, masking: MaskingMode | null): { file: string | null; policy: Policy } {
  const named = file ?? process.env.SANDPIPER_POLICY ?? null;
  const base = named ? readPolicy(named) : Policy.parse({});
  if (masking === null) return { file: named, policy: base };
  const policy = { ...base, version: `${base.version} (masking ${masking})`, masking: { ...base.masking, mode: masking } };
  const path = join(mkdtempSync(join(tmpdir(), "sandpiper-policy-")), "policy.json");
  writeFileSync(path, JSON.stringify(policy));
  return { file: path, policy };
}
