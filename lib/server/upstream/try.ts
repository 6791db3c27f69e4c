import { OpenAI } from "openai";
import type { ModelChunk } from "../../protocol/complete.ts";
import type { World } from "../world.ts";
import { type Ask, bodyOf } from "./ask.ts";
import type { Failure } from "./failure.ts";
import { failureOf } from "./fault.ts";
import { timerMs } from "./pause.ts";
import { Piece } from "./piece.ts";
import { Reading } from "./reading.ts";
import type { Redact } from "./redact.ts";
import { tapped } from "./tap.ts";
import { Watch } from "./watch.ts";

type End = Extract<ModelChunk, { type: "end" }>;

/** How a try came out; after `spoke` the page has part of a reply and must not be given another. */
export type Tried = { ok: true; end: End } | { ok: false; failure: Failure; spoke: boolean };

export type Errand = { ask: Ask; world: World; redact: Redact; signal: AbortSignal };

/** One request to the upstream server: streams what it says, returns how it ended. Throws only bugs of our own. */
export async function* tryOnce({ ask, world, redact, signal }: Errand, remainingMs: number): AsyncGenerator<ModelChunk, Tried> {
  const watch = new Watch(world.policy.limits, remainingMs, signal);
  const reading = new Reading(ask.model.id, redact);
  const body = bodyOf(ask, world.quirks.refused(ask.model.id), isOpenAi(world));
  let failure: Failure | null = null;
  try {
    const stream = await clientOf(world, watch).chat.completions.create(body, { signal: watch.signal });
    for await (const raw of stream) yield* reading.take(Piece.parse(raw));
  } catch (error) {
    failure = failureOf(error, { redact, now: world.clock(), sent: new Set(Object.keys(body)) });
  } finally {
    watch.close();
  }
  return outcome(reading, watch, failure);
}

/** A reply that said how it finished is whole, whatever befell the connection after that; unless the page left. */
function outcome(reading: Reading, watch: Watch, failure: Failure | null): Tried {
  const { spoke, finished } = reading;
  const fault = watch.verdict ?? failure;
  if (fault !== null && (!finished || fault.fault === "stopped")) return { ok: false, failure: spoke ? broken(fault) : fault, spoke };
  const end = reading.close(watch.sealed);
  return "type" in end ? { ok: true, end } : { ok: false, failure: end, spoke };
}

/** What breaks a connection before the first word cuts the reply after it. */
const broken = (failure: Failure): Failure =>
  failure.fault === "unavailable" ? { ...failure, fault: "cut", message: `The reply broke off: ${failure.message}` } : failure;

const isOpenAi = ({ settings }: World) =>
  settings.upstream.baseUrl === null || new URL(settings.upstream.baseUrl).hostname === "api.openai.com";

/** Everything the library would read from the environment by itself is given here. Servers without keys still want a bearer. */
function clientOf(world: World, watch: Watch): OpenAI {
  const { baseUrl, key } = world.settings.upstream;
  return new OpenAI({
    apiKey: key ?? "none",
    baseURL: baseUrl ?? "https://api.openai.com/v1",
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: timerMs(world.policy.limits.modelTotalMs),
    logLevel: "off",
    fetch: tapped(watch, world.policy.limits.replyBytes),
  });
}
