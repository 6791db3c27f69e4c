import type { Model } from "../agent/ports.ts";
import { type CompleteRequest, ModelChunk, type ModelFault } from "../protocol/complete.ts";
import { lines } from "./lines.ts";

type Failed = Extract<ModelChunk, { type: "failed" }>;

const failed = (fault: ModelFault, message: string): Failed => ({
  type: "failed",
  fault,
  message,
  retryable: fault !== "stopped" && fault !== "malformed",
});

/** The model behind the server's /api/complete. What breaks on the way is a `failed` chunk. */
export const remoteModel = (fetcher: typeof fetch = fetch): Model => ({
  async *reply(request, signal) {
    try {
      yield* spoken(request, signal, fetcher);
    } catch {
      yield signal.aborted
        ? failed("stopped", "Stopped.")
        : failed("offline", "The server could not be reached. Check that it is running, then ask again.");
    }
  },
});

async function* spoken(request: CompleteRequest, signal: AbortSignal, fetcher: typeof fetch): AsyncGenerator<ModelChunk> {
  const body = JSON.stringify(request);
  const response = await fetcher("/api/complete", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
    signal,
    cache: "no-store",
  });
  if (!response.body) return yield failed("empty", `The server answered with status ${response.status} and nothing else.`);
  for await (const line of lines(response.body)) {
    const chunk = parse(line);
    yield chunk;
    if (chunk.type === "failed" || chunk.type === "end") return;
  }
  yield failed("cut", "The reply broke off before its end.");
}

function parse(line: string): ModelChunk {
  try {
    return ModelChunk.parse(JSON.parse(line));
  } catch {
    return failed("malformed", "The server sent something that is not part of its protocol.");
  }
}
