import { z } from "zod";
import { administrator } from "./admin.ts";
import { readJson } from "./body.ts";
import { foreign } from "./origin.ts";
import { json, refuse } from "./respond.ts";
import { eraseNow } from "./retention.ts";
import type { World } from "./world.ts";

const Demand = z.strictObject({ session: z.string().min(1).max(200) });

/** POST /api/audit/erase {session}: destroys the keys of what a session (or a person's signed session) said; the chain stays. */
export async function erasing(request: Request, world: World): Promise<Response> {
  const stranger = foreign(request.headers, world.settings.origins);
  if (stranger !== null) return refuse({ status: 403, fault: "not-allowed", message: stranger });
  const admitted = await administrator(request, world);
  if (!admitted.ok) return admitted.response;
  const body = await readJson(request, Demand, 10_000);
  if (!body.ok) return refuse(body.refusal);
  const erased = await eraseNow(world, body.value, admitted.name);
  return erased.ok ? json({ keys: erased.keys, left: erased.left }) : refuse({ status: 503, fault: "unavailable", message: erased.reason });
}
