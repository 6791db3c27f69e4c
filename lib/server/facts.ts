import { known, withSession } from "./door.ts";
import { modelList } from "./models.ts";
import { draining } from "./process.ts";
import { json } from "./respond.ts";
import { unpriced } from "./usage/price.ts";
import type { World } from "./world.ts";

/** GET /api/models. */
export const models = (request: Request, world: World) => withSession(json(modelList(world.settings, world.policy)), known(request, world));

/** GET /api/health: 200 when runs can be recorded, else 503; `problems` say what to mend. */
export async function health(_request: Request, world: World) {
  const { blocking, problems } = await problemsOf(world);
  return json({ ok: blocking.length === 0, policyVersion: world.policy.version, problems }, blocking.length === 0 ? 200 : 503);
}

/** GET /api/live: this process answers; whoever starts it again when it does not, helps. It asks no database. */
export const live = () => json({ ok: true });

/** GET /api/ready: 200 when this process may be sent requests: it is not about to end, records can be written, the policy can be read. */
export async function ready(_request: Request, world: World) {
  if (draining()) return json({ ok: false, problems: ["This instance is about to end and takes no new work."] }, 503);
  const { blocking } = await problemsOf(world);
  const problems = [...blocking, ...(world.policyProblem === null ? [] : [world.policyProblem])];
  return json({ ok: problems.length === 0, problems }, problems.length === 0 ? 200 : 503);
}

/** What keeps runs from being recorded, and all that should be mended. */
export async function problemsOf(world: World): Promise<{ blocking: string[]; problems: string[] }> {
  const blocking = [await world.audit.problem()].filter((problem) => problem !== null);
  const { audit, policy, policyProblem, settings } = world;
  const problems = [...blocking, audit.notary.problem, policyProblem, unpriced(policy), ...settings.notes].filter((problem) => problem !== null);
  return { blocking, problems };
}
