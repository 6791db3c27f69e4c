import type { ModelFault } from "../../protocol/complete.ts";
import type { Optional } from "./quirks.ts";

/** Why a try gave no reply. `afterMs` is what the server asked us to wait; `refused` a parameter it does not know. */
export type Failure = {
  fault: ModelFault;
  message: string;
  retryable: boolean;
  afterMs?: number;
  refused?: Optional;
};

/** A fault that the same request would meet again. */
export const final = (fault: ModelFault, message: string): Failure => ({ fault, message, retryable: false });

/** A fault that may pass. */
export const passing = (fault: ModelFault, message: string): Failure => ({ fault, message, retryable: true });
