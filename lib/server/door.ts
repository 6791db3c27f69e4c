import type { z } from "zod";
import { readJson } from "./body.ts";
import { report } from "./log.ts";
import { foreign } from "./origin.ts";
import { type Refusal, refuse } from "./respond.ts";
import { type Session, sessionOf } from "./session.ts";
import type { World } from "./world.ts";

export type Entered<T> = { ok: true; body: T; session: Session } | { ok: false; response: Response };

/** How often a caller may come: the name of the bucket and its size. */
export type Pace = { name: string; perMinute: number };

/** Lets a POST in: from our own page, known by its session, not too often, not too large, well formed. Checked here and not in middleware, which can be skipped. */
export async function enter<T extends z.ZodType>(
  request: Request,
  world: World,
  door: { schema: T; pace: Pace },
): Promise<Entered<z.infer<T>>> {
  const no = (refusal: Refusal) => ({ ok: false, response: refuse(refusal) }) as const;
  const stranger = foreign(request.headers, world.settings.origins);
  if (stranger !== null) return no({ status: 403, fault: "not-allowed", message: stranger });
  const session = known(request, world);
  if (session === null) return no({ status: 503, fault: "unavailable", message: folderProblem });
  const retryAfterMs = await tooOften(request, session, { world, pace: door.pace });
  const soon = `Too many requests; the next may come in ${Math.ceil(retryAfterMs / 1000)} s.`;
  if (retryAfterMs > 0) return no({ status: 429, fault: "rate-limited", message: soon, retryAfterMs });
  const body = await readJson(request, door.schema, world.policy.limits.requestBytes);
  return body.ok ? { ok: true, body: body.value, session } : no(body.refusal);
}

const folderProblem =
  "The server cannot keep its secret: the folder in SANDPIPER_DATA cannot be written. Make it writable, or set SANDPIPER_SECRET.";

/** Null when the server has no secret to know a session by. */
export function known(request: Request, world: World): Session | null {
  try {
    return sessionOf(request.headers, { secret: world.secret(), now: world.clock(), embedded: world.policy.embedOrigins.length > 0 });
  } catch (error) {
    report("secret", error);
    return null;
  }
}

/** A new session has spent nothing and an address can be made up, so addresses and all together are counted too: ten people to an address, a hundred to all instances together. */
function tooOften(request: Request, session: Session, { world, pace }: { world: World; pace: Pace }): Promise<number> {
  const bucket = (key: string, times: number) => ({ name: `${pace.name} ${key}`, perMinute: pace.perMinute * times });
  const bySession = session.cookie === null ? [bucket(`session ${session.id}`, 1)] : [];
  // An address is the caller's word: it cannot be the name of another bucket.
  const all = [...bySession, bucket(`from ${addressOf(request.headers)}`, 10), bucket("all", 100)];
  return world.rates.take(world.audit.database, all, world.clock());
}

/** The last hop is the one that a proxy of ours wrote; without a proxy Next fills in the socket's address. */
export const addressOf = (headers: Headers) => headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "unknown";

/** Hands the cookie of a new session out with the answer. */
export function withSession(response: Response, session: Session | null): Response {
  if (session?.cookie) response.headers.append("set-cookie", session.cookie);
  return response;
}
