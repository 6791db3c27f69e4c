import { createHash } from "node:crypto";
import { systemPrompt } from "../lib/agent/system.ts";
import { helpersText } from "../lib/analyst/skills.ts";
import type { Policy } from "../lib/protocol/policy.ts";

/** The system prompt as this checkout writes it under a policy. Its version is the head of its SHA-256: no change goes unnoticed. */
export interface PromptVersion {
  readonly version: string;
  readonly text: string;
}

export function promptUnder(policy: Policy): PromptVersion {
  const text = systemPrompt(policy, helpersText);
  return { version: createHash("sha256").update(text).digest("hex").slice(0, 12), text };
}
