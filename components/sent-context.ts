import { createContext } from "react";
import type { Sent } from "../lib/protocol/sent.ts";

/** Every message that went to a model in this session, or was kept back. */
export const SentContext = createContext<() => Promise<readonly Sent[]>>(async () => []);
