import { Trouble } from "./outcome.ts";

/** What is wrong with a command's words, and where to read how they go. */
export const wrongWords = (message: string, help: string): Trouble => new Trouble("usage", `${message}\n${help} tells how it goes.`);

/** What `parseArgs` throws, without its advice on words that begin with a dash. */
export const unreadWords = (error: unknown, help: string): Trouble => wrongWords((error instanceof Error ? error.message : String(error)).replace(/\. To specify .*$/s, "."), help);
