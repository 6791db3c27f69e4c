import { known, withSession } from "./door.ts";
import { modelList } from "./models.ts";
import { publicSlice } from "./policy.ts";
import { json } from "./respond.ts";
import type { World } from "./world.ts";

/** GET /api/models. */
export const models = (request: Request, world: World) => withSession(json(modelList(world.settings)), known(request, world));

/** GET /api/policy: of the form of Policy. */
export const policy = (request: Request, world: World) => withSession(json(publicSlice(world.policy)), known(request, world));

/** GET /api/health: 200 when runs can be recorded, else 503; `problems` say what to mend. */
export async function health(_request: Request, world: World) {
  const blocking = [await world.audit.problem()].filter((problem) => problem !== null);
  const problems = [...blocking, world.audit.notary.problem, world.policyProblem, ...world.settings.notes].filter(
    (problem) => problem !== null,
  );
  return json({ ok: blocking.length === 0, policyVersion: world.policy.version, problems }, blocking.length === 0 ? 200 : 503);
}
