import { final } from "./failure.ts";
import type { Watch } from "./watch.ts";

const mark = "[DONE]";
/** Next puts a `fetch` of its own in the place of the platform's, which reads each reply twice and traces whole addresses; this is its word for leaving one alone. */
const plainly = { next: { internal: true } };

/** A `fetch` under watch: every byte is counted, no redirect is followed, and a reply sent whole is read as a stream of one event. */
export const tapped =
  (watch: Watch, maxBytes: number): typeof fetch =>
  async (input, init) => {
    const response = await fetch(input, Object.assign({ ...init, redirect: "manual" as const, cache: "no-store" as const }, plainly));
    watch.beat();
    if (response.body === null) return response;
    const body = response.body.pipeThrough(meter(watch, maxBytes));
    const { status, statusText, headers } = response;
    const metered = new Response(body, { status, statusText, headers });
    return response.ok ? asEvents(metered, watch) : metered;
  };

function meter(watch: Watch, maxBytes: number) {
  let bytes = 0;
  let tail = "";
  return new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      watch.beat();
      bytes += piece.byteLength;
      if (bytes > maxBytes) return watch.stop(final("too-large", `The reply is larger than ${maxBytes} bytes (replyBytes) and was cut.`));
      tail = (tail + Buffer.from(piece.subarray(-40)).toString("latin1")).slice(-40);
      if (tail.includes(mark)) watch.sealed = true;
      controller.enqueue(piece);
    },
  });
}

async function asEvents(response: Response, watch: Watch): Promise<Response> {
  const type = response.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (["text/event-stream", "text/plain", "application/octet-stream", ""].includes(type)) return response;
  if (type !== "application/json") {
    watch.stop(
      final(
        "malformed",
        `The model's server answered with ${printable(type)}, not with a stream of events; check OPENAI_BASE_URL (it often ends in /v1).`,
      ),
    );
    return response;
  }
  const oneLine = (await response.text()).replaceAll(/\r?\n|\r/g, " ");
  return new Response(`data: ${oneLine}\n\n`, { headers: { "content-type": "text/event-stream" } });
}

const printable = (type: string) => (/^[\w.+-]+\/[\w.+-]+$/.test(type) ? type.slice(0, 60) : "something else");
