import type { CodeRules } from "../protocol/kernel.ts";
import type { Policy } from "../protocol/policy.ts";
import { alternatives } from "./alternatives.ts";

/** The policy's part that the kernel needs for its own check of a script. */
export function codeRules({ allowedModules, deniedModules, helpers }: Policy): CodeRules {
  return { allowed: [...allowedModules], denied: [...deniedModules], alternatives: { ...alternatives }, helpers: helpers.map(({ name }) => name) };
}
