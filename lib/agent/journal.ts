import { AgentEvent } from "../protocol/event.ts";
import { base64 } from "./export/base64.ts";

const transient: ReadonlySet<AgentEvent["type"]> = new Set(["model-delta", "model-waiting", "run-output"]);

/** Whether an event belongs in the journal; the others tell only of what is under way. */
export function isLasting(event: AgentEvent): boolean {
  return !transient.has(event.type);
}

/** Lasting events as lines of JSON; bytes become {"bytes": base64}. */
export function toLines(events: Iterable<AgentEvent>): string {
  return [...events]
    .filter(isLasting)
    .map((event) => `${JSON.stringify(event, pack)}\n`)
    .join("");
}

/** The events of a journal, and the lines that are none: a crash may cut the last one, an older version may have written others. */
export function fromLines(text: string): { events: AgentEvent[]; lost: number } {
  const lines = text.split("\n").filter((line) => line.trim());
  const events = lines.flatMap((line) => eventIn(line) ?? []);
  return { events, lost: lines.length - events.length };
}

function eventIn(line: string): AgentEvent | null {
  try {
    const parsed = AgentEvent.safeParse(JSON.parse(line, unpack));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function pack(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? { bytes: base64(value) } : value;
}

function unpack(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("bytes" in value) || typeof value.bytes !== "string") return value;
  return Object.keys(value).length === 1 ? Uint8Array.from(atob(value.bytes), (char) => char.charCodeAt(0)) : value;
}
