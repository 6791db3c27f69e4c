import { systemPrompt } from "../agent/system.ts";
import { helpersText } from "../analyst/skills.ts";
import { CompleteRequest, type ModelChunk } from "../protocol/complete.ts";
import { spoken } from "./analyst.ts";
import { recorded } from "./completion.ts";
import { enter, withSession } from "./door.ts";
import { builtin } from "./models.ts";
import { refuse } from "./respond.ts";
import { streamed } from "./stream.ts";
import { redactor } from "./upstream/redact.ts";
import { reply } from "./upstream/reply.ts";
import type { World } from "./world.ts";

/** POST /api/complete: one reply of the model that was chosen, as lines of ModelChunk. */
export async function complete(request: Request, world: World): Promise<Response> {
  const entered = await enter(request, world, {
    schema: CompleteRequest,
    pace: { name: "complete", perMinute: world.policy.limits.modelCallsPerMinute },
  });
  if (!entered.ok) return entered.response;
  const gone = new AbortController();
  const source = sourceOf(entered.body, world, AbortSignal.any([request.signal, gone.signal]));
  if (source === null)
    return refuse({
      status: 400,
      fault: "not-allowed",
      message: "This server offers no model of that name; reload the page to see which it offers.",
    });
  return withSession(
    streamed(recorded(source, { request: entered.body, actor: entered.session.id, world }), () => gone.abort()),
    entered.session,
  );
}

/** Null when the page asks for a model that is not on the list. */
function sourceOf(request: CompleteRequest, world: World, signal: AbortSignal): AsyncIterable<ModelChunk> | null {
  if (request.model === builtin.id) return spoken(request);
  const model = world.settings.models.find(({ id }) => id === request.model);
  if (model === undefined) return null;
  const { policy, settings } = world;
  const ask = { model, system: systemPrompt(policy, helpersText), messages: request.messages, replyTokens: policy.limits.replyTokens };
  return reply({ ask, world, redact: redactor(settings), signal });
}
