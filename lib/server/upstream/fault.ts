import { APIConnectionError, APIError } from "openai";
import { z } from "zod";
import { type Failure, final, passing } from "./failure.ts";
import { retryAfter } from "./pause.ts";
import { optional } from "./quirks.ts";
import type { Redact } from "./redact.ts";

export type Context = { redact: Redact; now: number; sent: ReadonlySet<string> };

/** What the client library threw, as a fault the page can show. Anything else it throws is said without detail. */
export function failureOf(error: unknown, context: Context): Failure {
  if (error instanceof APIConnectionError) return passing("unavailable", `The model's server could not be reached${causeOf(error)}.`);
  if (error instanceof APIError) return fromStatus(error, context);
  if (error instanceof SyntaxError) return passing("malformed", "The model's server sent a line that is not JSON.");
  if (error instanceof z.ZodError)
    return passing("malformed", "The model's server sent an event that is not of the Chat Completions form.");
  return passing("unavailable", `The connection to the model's server broke${causeOf(error)}.`);
}

const Cause = z.object({ cause: z.unknown() });
const Coded = z.object({ code: z.string().regex(/^[A-Z_]{3,40}$/) });

/** ` (ECONNREFUSED)`: the code alone, since messages hold addresses. */
function causeOf(error: unknown, depth = 4): string {
  const code = Coded.safeParse(error).data?.code;
  if (code !== undefined) return ` (${code})`;
  const cause = Cause.safeParse(error).data?.cause;
  return cause === undefined || depth === 0 ? "" : causeOf(cause, depth - 1);
}

function fromStatus(error: InstanceType<typeof APIError>, context: Context): Failure {
  const status = statusOf(error);
  const said = context.redact(error.message.replace(/^\d{3} /, ""));
  if (status === 401 || status === 403)
    return final("unauthorized", `The model's server refused the server's key (${status}); check OPENAI_API_KEY.`);
  if (status === 402 || error.code === "insufficient_quota")
    return final("budget", "The account at the model's server has no budget left.");
  if (status === 429) return limited(error, context.now);
  if (
    status === 413 ||
    error.code === "context_length_exceeded" ||
    /context (length|window|size)|too many tokens|prompt is too long/i.test(said)
  )
    return final("too-large", `The prompt is larger than the model takes: ${said}`);
  if (error.code === "content_filter") return final("refused", "The model's server filtered the request.");
  if (status === 404) return final("unavailable", `The model's server does not know this model or address (404): ${said}`);
  if (status === 408 || status === 409 || status === 425 || status >= 500)
    return { ...passing("unavailable", `The model's server is in trouble (${status}).`), ...waitOf(error, context.now) };
  if (status >= 300 && status < 400)
    return final("malformed", `The model's server redirects elsewhere (${status}), which is not followed; check OPENAI_BASE_URL.`);
  return refusedParameter(said, status, context);
}

/** Errors inside a stream have no HTTP status; some servers give one as their code. */
function statusOf(error: InstanceType<typeof APIError>): number {
  const code = Number(error.code);
  if (error.status !== undefined) return error.status;
  if (code >= 400 && code < 600) return code;
  if (/rate.?limit/i.test(`${error.code} ${error.type}`)) return 429;
  return /invalid|context/i.test(`${error.code} ${error.type}`) ? 400 : 500;
}

function limited(error: InstanceType<typeof APIError>, now: number): Failure {
  const wait = waitOf(error, now);
  const when = wait.afterMs === undefined ? "" : `; it asks to wait ${Math.ceil(wait.afterMs / 1000)} s`;
  return { ...passing("rate-limited", `The model's server has too many requests (429)${when}.`), ...wait };
}

function waitOf(error: InstanceType<typeof APIError>, now: number) {
  const afterMs = retryAfter(error.headers, now);
  return afterMs === null ? {} : { afterMs };
}

function refusedParameter(said: string, status: number, { sent }: Context): Failure {
  const parameter = optional.find((name) => sent.has(name) && (said.includes(name) || (name === "tools" && /\btool/i.test(said))));
  const failure = final("unknown", `The model's server refused the request (${status}): ${said}`);
  return parameter === undefined || (status !== 400 && status !== 422) ? failure : { ...failure, refused: parameter };
}
