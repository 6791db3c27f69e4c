import type { ServerFacts } from "../protocol/audit-log.ts";
import type { PolicyOrigin } from "../protocol/in-force.ts";
import type { Policy } from "../protocol/policy.ts";
import type { Ledger } from "./audit/ledger.ts";
import type { Settings } from "./env.ts";
import type { Policies } from "./policy/policies.ts";
import type { Proofs } from "./proofs.ts";
import type { Rates } from "./rate.ts";
import type { Quirks } from "./upstream/quirks.ts";

/** Everything a handler touches besides its request. */
export type World = {
  settings: Settings;
  /** In force at the time of this request. */
  policy: Policy;
  policyOrigin: PolicyOrigin;
  policyProblem: string | null;
  policies: Policies;
  secret: () => string;
  audit: Ledger;
  facts: ServerFacts;
  rates: Rates;
  quirks: Quirks;
  proofs: Proofs;
  /** Milliseconds since the epoch. */
  clock: () => number;
  /** In [0, 1). */
  random: () => number;
};
