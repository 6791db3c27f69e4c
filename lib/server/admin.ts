import { weighed } from "./audit/guesses.ts";
import { addressOf } from "./door.ts";
import { report } from "./log.ts";
import { proxySecretHeader } from "./person.ts";
import { refuse } from "./respond.ts";
import { same } from "./session.ts";
import type { World } from "./world.ts";

/** Over all addresses, since an address can be made up where no proxy of ours writes it. */
const requestsPerMinute = 600;

export type Admitted = { ok: true; name: string; address: string } | { ok: false; response: Response };

/** Whether the request is an administrator's, by token or by a proxy's word. Every handler that needs one asks here itself. */
export async function administrator(request: Request, world: World): Promise<Admitted> {
  const { adminToken, adminProxy } = world.settings;
  if (adminToken === null && adminProxy === null)
    return no(403, "Administration is off: neither ADMIN_TOKEN nor SANDPIPER_ADMIN_HEADER is set on the server.");
  if (request.headers.get("sec-fetch-site") === "cross-site") return no(403, "The request comes from another site than the app's own.");
  const tooMany = await world.rates.take(world.audit.database, [{ name: "admin", perMinute: requestsPerMinute }], world.clock());
  if (tooMany > 0) return later("Too many requests.", tooMany);
  try {
    return await judged(request, world);
  } catch (error) {
    report("admin", error);
    return { ok: false, response: refuse({ status: 503, fault: "unavailable", message: world.audit.database.reason(error) }) };
  }
}

async function judged(request: Request, world: World): Promise<Admitted> {
  const address = addressOf(request.headers);
  const words = [proxyOf(request.headers, world), tokenOf(request.headers, world)];
  const named = words.find((word) => word.type === "named");
  if (named === undefined && !words.some(({ type }) => type === "wrong")) return no(401, missing);
  const lockedMs = await weighed(world.audit.database, { address, right: named !== undefined, now: world.clock() });
  if (lockedMs > 0) return later("Too many wrong guesses came from this address; it is locked for a while.", lockedMs);
  return named === undefined ? no(401, missing) : { ok: true, name: named.name, address };
}

const missing = "The administrator's token is missing or wrong.";

type Word = { type: "named"; name: string } | { type: "wrong" } | { type: "none" };

function tokenOf(headers: Headers, { settings: { adminToken } }: World): Word {
  const given = headers.get("authorization");
  if (given === null || given === "" || adminToken === null) return { type: "none" };
  const token = /^Bearer (.+)$/.exec(given)?.[1] ?? "";
  return same(token, adminToken) ? { type: "named", name: "admin by token" } : { type: "wrong" };
}

/** A name counts only beside the proxy's own secret, and only when it is on the list. */
function proxyOf(headers: Headers, { settings: { adminProxy } }: World): Word {
  const secret = headers.get(proxySecretHeader);
  if (adminProxy === null || secret === null) return { type: "none" };
  if (!same(secret, adminProxy.secret)) return { type: "wrong" };
  const name = headers.get(adminProxy.header)?.trim() ?? "";
  const listed = adminProxy.names.find((one) => one.toLowerCase() === name.toLowerCase());
  return listed === undefined ? { type: "none" } : { type: "named", name: listed };
}

const no = (status: number, message: string) => ({ ok: false, response: refuse({ status, fault: "unauthorized", message }) }) as const;

const later = (message: string, retryAfterMs: number) =>
  ({ ok: false, response: refuse({ status: 429, fault: "rate-limited", message, retryAfterMs }) }) as const;
