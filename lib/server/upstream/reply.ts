import type { ModelChunk } from "../../protocol/complete.ts";
import type { Failure } from "./failure.ts";
import { backoff, pause } from "./pause.ts";
import { type Errand, type Tried, tryOnce } from "./try.ts";

const failed = ({ fault, message, retryable }: Failure): ModelChunk => ({ type: "failed", fault, message, retryable });

/** One reply of the upstream model: few tries, none after its first word, all within the total deadline. Closes with one `end` or `failed`. */
export async function* reply(errand: Errand): AsyncGenerator<ModelChunk> {
  const { limits } = errand.world.policy;
  const until = errand.world.clock() + limits.modelTotalMs;
  for (let tries = 1; ; ) {
    const tried = yield* tryOnce(errand, until - errand.world.clock());
    if (tried.ok) return yield tried.end;
    const { refused } = tried.failure;
    if (refused !== undefined && !tried.spoke) {
      errand.world.quirks.learn(errand.ask.model.id, refused);
      continue;
    }
    const waitMs = tries < limits.modelTries ? waitOf(tried, errand, tries) : null;
    if (waitMs === null || errand.world.clock() + waitMs >= until) return yield failed(tried.failure);
    yield { type: "waiting", ms: Math.round(waitMs), reason: tried.failure.message };
    await pause(waitMs, errand.signal);
    if (errand.signal.aborted) return yield { type: "failed", fault: "stopped", message: "The request was stopped.", retryable: false };
    tries += 1;
  }
}

/** Milliseconds until the next try; null when there is no use in one. A server is never asked again before the moment it named. */
function waitOf(tried: Tried, { world }: Errand, tries: number): number | null {
  if (tried.ok || tried.spoke || !tried.failure.retryable) return null;
  const own = backoff(tries, world.random());
  const { afterMs } = tried.failure;
  if (afterMs === undefined) return own;
  return afterMs > world.policy.limits.retryAfterMs ? null : Math.max(afterMs, own / 2);
}
