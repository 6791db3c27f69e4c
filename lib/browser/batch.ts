import type { AgentEvent } from "../protocol/event.ts";

export interface Batched {
  (event: AgentEvent): void;
  flush(): void;
}

const waitMs = 40;

/** Hands events on in groups: streamed pieces wait a moment and are joined, anything else goes at once. */
export function batched(deliver: (events: readonly AgentEvent[]) => void): Batched {
  let held: AgentEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const events = held;
    held = [];
    if (events.length > 0) deliver(events);
  };
  const take = (event: AgentEvent) => {
    const joined = join(held.at(-1), event);
    if (joined) held[held.length - 1] = joined;
    else held.push(event);
    if (event.type !== "model-delta" && event.type !== "run-output") return flush();
    timer ??= setTimeout(flush, waitMs);
  };
  return Object.assign(take, { flush });
}

/** Two pieces of the same stream as one, or null. */
function join(last: AgentEvent | undefined, next: AgentEvent): AgentEvent | null {
  if (last?.type === "run-output" && next.type === "run-output" && last.stream === next.stream && last.step === next.step)
    return { ...next, text: last.text + next.text };
  if (last?.type === "model-delta" && next.type === "model-delta" && last.channel === next.channel && last.step === next.step)
    return { ...next, text: last.text + next.text };
  return null;
}
