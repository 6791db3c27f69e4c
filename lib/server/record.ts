import { AuditRecord } from "../protocol/audit.ts";
import { enter, withSession } from "./door.ts";
import { json, refuse } from "./respond.ts";
import type { World } from "./world.ts";
import { write } from "./write.ts";

/** POST /api/audit: answers with a receipt once the record is on disk, or with a reason why nothing may run. */
export async function record(request: Request, world: World): Promise<Response> {
  const entered = await enter(request, world, {
    schema: AuditRecord,
    pace: { name: "audit", perMinute: world.policy.limits.auditRecordsPerMinute },
  });
  if (!entered.ok) return entered.response;
  const { body, session } = entered;
  const appended = await write(world, { actor: session.id, record: body });
  if (appended.ok) return withSession(json(appended.receipt), session);
  if (appended.kind === "conflict") return refuse({ status: 409, fault: "not-allowed", message: appended.reason });
  return refuse({ status: 503, fault: "unavailable", message: appended.reason });
}
