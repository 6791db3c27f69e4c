import { AuditPost } from "../protocol/audit-log.ts";
import { enter, withSession } from "./door.ts";
import { json, refuse } from "./respond.ts";
import type { World } from "./world.ts";
import { write } from "./write.ts";

/** POST /api/audit: answers with a receipt once the record is on disk, or with a reason why nothing may run. */
export async function record(request: Request, world: World): Promise<Response> {
  const entered = await enter(request, world, {
    schema: AuditPost,
    pace: { name: "audit", perMinute: world.policy.limits.auditRecordsPerMinute },
  });
  if (!entered.ok) return entered.response;
  const { session } = entered;
  const { record: posted, ...handing } = entered.body;
  const appended = await write(world, { actor: session.id, record: posted, handing });
  if (appended.ok) return withSession(json(appended.receipt), session);
  if (appended.kind === "conflict") return refuse({ status: 409, fault: "not-allowed", message: appended.reason });
  return refuse({ status: 503, fault: "unavailable", message: appended.reason });
}
