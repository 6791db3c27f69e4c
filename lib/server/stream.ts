import type { ModelChunk } from "../protocol/complete.ts";
import { report } from "./log.ts";
import { lines } from "./respond.ts";

const encoder = new TextEncoder();
const broke: ModelChunk = {
  type: "failed",
  fault: "unknown",
  message: "Something broke in Sandpiper's own server; its log says what.",
  retryable: false,
};
const unclosed: ModelChunk = { type: "failed", fault: "cut", message: "The reply ended without a close.", retryable: true };

const closes = ({ type }: ModelChunk) => type === "end" || type === "failed";

/** Exactly one closing chunk, last, whatever the source does. */
export async function* closing(source: AsyncIterable<ModelChunk>): AsyncGenerator<ModelChunk> {
  try {
    for await (const chunk of source) {
      yield chunk;
      if (closes(chunk)) return;
    }
    yield unclosed;
  } catch (error) {
    report("complete", error, "bug");
    yield broke;
  }
}

/** A response that passes each chunk on as a line at once, as fast as it is read. `leave` is called when the reader goes away. */
export function streamed(source: AsyncIterable<ModelChunk>, leave: () => void): Response {
  const chunks = closing(source);
  return lines(
    new ReadableStream<Uint8Array>({
      async pull(controller) {
        const next = await chunks.next();
        if (next.done) controller.close();
        else controller.enqueue(encoder.encode(`${JSON.stringify(next.value)}\n`));
      },
      async cancel() {
        leave();
        await chunks.return(undefined);
      },
    }),
  );
}
