import { createContext } from "react";
import type { DeskState } from "../lib/browser/desk-state.ts";

/** Whether Python is still to begin: a step that is to run waits for it then. */
export const startingOf = (kernel: DeskState["kernel"]): boolean => kernel.type === "booting" || kernel.type === "restarting";

export const StartingContext = createContext(false);
