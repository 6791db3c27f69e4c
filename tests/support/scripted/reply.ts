import type { IncomingHttpHeaders } from "node:http";

/** What is wrong with the wire, rather than with the words. */
export const faults = [
  "401",
  "403",
  "404",
  "429",
  "429-once",
  "500",
  "503",
  "503-once",
  "529",
  "reset",
  "reset-midway",
  "silence",
  "silence-midway",
  "drip",
  "endless",
  "cut-in-fence",
  "cut-without-end",
  "malformed-sse",
  "wrong-content-type",
  "empty-choices",
  "no-content",
  "error-in-stream",
  "too-large",
  "redirect",
] as const;
export type Fault = (typeof faults)[number];

export interface Words {
  readonly text?: string;
  /** Python for a tool call named `python`. */
  readonly tool?: string;
  /** Sent first, as `reasoning_content`. */
  readonly reasoning?: string;
  readonly refusal?: string;
  readonly finish?: "stop" | "length" | "tool_calls" | "content_filter";
  /** Null leaves usage out. */
  readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number } | null;
  /** Milliseconds between chunks. */
  readonly pace?: number;
}

export type Reply = Words | { readonly fault: Fault };

/** A request as it came in: `raw` are its exact bytes. */
export interface Seen {
  readonly index: number;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly raw: Uint8Array;
  readonly model: string;
  readonly streamed: boolean;
  readonly system: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  /** Set once the client has gone before the reply was complete. */
  aborted: boolean;
}

/** A list is played in order, its last reply again and again. */
export type Script = readonly Reply[] | ((seen: Seen) => Reply);

export function replyOf(script: Script, seen: Seen): Reply {
  const reply = typeof script === "function" ? script(seen) : script[Math.min(seen.index, script.length - 1)];
  if (!reply) throw new Error("a script without replies");
  return reply;
}

/** Text between ```python fences, after a sentence of plan. */
export function fence(plan: string, code: string): Words {
  return { text: `${plan}\n\n\`\`\`python\n${code.trim()}\n\`\`\`` };
}
