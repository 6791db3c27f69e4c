import type { ServerFacts } from "../protocol/audit.ts";
import type { Policy } from "../protocol/policy.ts";
import type { Ledger } from "./audit/ledger.ts";
import type { Settings } from "./env.ts";
import type { Rates } from "./rate.ts";
import type { Quirks } from "./upstream/quirks.ts";

/** Everything a handler touches besides its request. */
export type World = {
  settings: Settings;
  policy: Policy;
  policyProblem: string | null;
  secret: () => string;
  audit: Ledger;
  facts: ServerFacts;
  rates: Rates;
  quirks: Quirks;
  /** Milliseconds since the epoch. */
  clock: () => number;
  /** In [0, 1). */
  random: () => number;
};
