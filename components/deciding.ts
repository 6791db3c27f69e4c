import { createContext } from "react";
import type { ApprovalRequest, Verdict } from "../lib/agent/ports.ts";

/** The person's word on the script of a step. */
export type Decide = (at: Pick<ApprovalRequest, "turn" | "step">, verdict: Verdict) => void;

/** The script that waits, and how it is decided. */
export const DecidingContext = createContext<{ asking: ApprovalRequest | null; decide: Decide }>({ asking: null, decide: () => {} });
