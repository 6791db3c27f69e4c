import type { Policy } from "../protocol/policy.ts";
import { Assets } from "./assets.ts";
import { MaskedSandbox } from "./masked.ts";
import type { Pseudonyms } from "./pseudonyms.ts";
import { type BrowserSandbox, LiveSandbox } from "./sandbox.ts";

/** The sandbox that the policy's masking mode asks for. Starts booting at once; `signal` disposes. */
export function openSandbox(policy: Policy, pseudonyms: Pseudonyms, signal: AbortSignal): BrowserSandbox {
  const assets = new Assets(policy, signal);
  return policy.masking.mode === "open" ? new LiveSandbox(policy, assets, signal) : new MaskedSandbox(policy, { assets, pseudonyms }, signal);
}
