import type { ModelFault } from "../protocol/complete.ts";

const plain = { "cache-control": "no-store, no-transform", "x-content-type-options": "nosniff" };

/** Why a request is not served; `status` is HTTP's. */
export type Refusal = { status: number; fault: ModelFault; message: string; retryAfterMs?: number };

export const json = (value: unknown, status = 200) =>
  new Response(`${JSON.stringify(value)}\n`, { status, headers: { ...plain, "content-type": "application/json; charset=utf-8" } });

/** A `failed` chunk of the stream protocol, so that whoever asked reads one shape. */
export const refusal = ({ status, fault, message }: Refusal) =>
  ({ type: "failed", fault, message, retryable: status === 429 || status === 503 }) as const;

export function refuse(why: Refusal): Response {
  const { status, retryAfterMs } = why;
  const response = json(refusal(why), status);
  if (retryAfterMs !== undefined) response.headers.set("retry-after", String(Math.ceil(retryAfterMs / 1000)));
  return response;
}

/** Headers that make every proxy on the way pass each line on at once. */
export const lines = (body: ReadableStream<Uint8Array> | string) =>
  new Response(body, { headers: { ...plain, "content-type": "application/x-ndjson; charset=utf-8", "x-accel-buffering": "no" } });
