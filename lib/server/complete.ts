import { mayLook } from "../agent/pictures.ts";
import { systemPrompt } from "../agent/system.ts";
import { helpersText } from "../analyst/skills.ts";
import { CompleteRequest, type ModelChunk } from "../protocol/complete.ts";
import { spoken } from "./analyst.ts";
import { recorded } from "./completion.ts";
import { enter, withSession } from "./door.ts";
import { languageOf } from "./language.ts";
import { modelOf } from "./models.ts";
import { toldBy } from "./person.ts";
import { draining } from "./process.ts";
import { refuse } from "./respond.ts";
import { streamed } from "./stream.ts";
import type { Ask } from "./upstream/ask.ts";
import { redactor } from "./upstream/redact.ts";
import { reply } from "./upstream/reply.ts";
import { admit } from "./usage/call.ts";
import { dayOf } from "./usage/day.ts";
import { withheld } from "./withheld.ts";
import type { World } from "./world.ts";

/** Who has no session is given one with the refusal: the page asks again by itself, a program that keeps no cookies gets nothing. */
const stranger = "This browser had no session that holds, and was given one now. Ask again; if that does not help, allow cookies for this page.";

const ending = "This instance of the server is about to end. Ask again; another one answers.";

/** POST /api/complete: one reply of the model that was chosen, as lines of ModelChunk. */
export async function complete(request: Request, world: World): Promise<Response> {
  if (draining()) return refuse({ status: 503, fault: "unavailable", message: ending, retryAfterMs: 1_000 });
  const entered = await enter(request, world, {
    schema: CompleteRequest,
    pace: { name: "complete", perMinute: world.policy.limits.modelCallsPerMinute },
  });
  if (!entered.ok) return entered.response;
  const { body, session } = entered;
  if (session.cookie !== null) return withSession(refuse({ status: 401, fault: "unauthorized", message: stranger }), session);
  const held = withheld(body, world.policy) ?? unseen(body, world);
  if (held !== null) return withSession(refuse({ status: 422, fault: "withheld", message: held }), session);
  const ask = askOf(body, languageOf(request.headers), world);
  if (ask === null)
    return refuse({
      status: 400,
      fault: "not-allowed",
      message: "This server offers no model of that name; reload the page to see which it offers.",
    });
  const person = toldBy(request.headers, world) ?? session.id;
  const caller = { person, actor: session.id, session: body.session, turn: body.turn, day: dayOf(world.clock()) };
  const system = ask === "builtin" ? null : ask.system;
  const admitted = await admit({ caller, model: body.model, system, messages: body.messages, pictures: body.pictures?.length ?? 0 }, world);
  if (!admitted.ok) return withSession(admitted.response, session);
  const gone = new AbortController();
  const signal = AbortSignal.any([request.signal, gone.signal]);
  const source = ask === "builtin" ? spoken(body) : reply({ ask, world, redact: redactor(world.settings), signal });
  const call = { request: body, actor: session.id, world, settle: admitted.settle };
  return withSession(
    streamed(recorded(opened(system, source), call), () => gone.abort()),
    session,
  );
}

/** Why pictures go no further, or null. */
function unseen({ model: id, pictures }: CompleteRequest, { policy, settings }: World): string | null {
  if (!pictures) return null;
  const model = modelOf(id, settings, policy);
  const takes = model !== null && model !== "builtin" && model.images;
  return takes && mayLook(policy.masking) ? null : "The server passed nothing on to the model: the policy, or what is known of the model, does not let it look at charts.";
}

/** What the model is asked, by the policy in force now; null when the page asks for a model that is not on the list. */
function askOf({ model: id, messages, pictures = [] }: CompleteRequest, language: string, { policy, settings }: World): Ask | "builtin" | null {
  const model = modelOf(id, settings, policy);
  if (model === null || model === "builtin") return model;
  return { model, system: systemPrompt(policy, helpersText, language), messages, pictures, replyTokens: policy.limits.replyTokens };
}

/** Tells the page first what the model is told beside its messages: nobody is asked anything that the person cannot read. */
async function* opened(system: string | null, source: AsyncIterable<ModelChunk>): AsyncGenerator<ModelChunk> {
  yield { type: "asked", system };
  yield* source;
}
