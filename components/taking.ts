import { createContext } from "react";
import type { Turn } from "../lib/agent/session.ts";
import type { Helper } from "../lib/protocol/policy.ts";

/** What stands around the turns that are taken away. */
export interface Taking {
  readonly all: readonly Turn[];
  /** Names of the files that are open. */
  readonly files: readonly string[];
  /** Helper modules of the policy. */
  readonly helpers: readonly Helper[];
  readonly tell: (text: string) => void;
}

export const TakingContext = createContext<Taking>({ all: [], files: [], helpers: [], tell: () => {} });
