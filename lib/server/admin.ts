import { addressOf } from "./door.ts";
import { refuse } from "./respond.ts";
import { same } from "./session.ts";
import type { World } from "./world.ts";

const guessesPerMinute = 60;

export type Admitted = { ok: true; name: string; address: string } | { ok: false; response: Response };

/** Whether the request is an administrator's. Every handler that needs one asks here itself. */
export async function administrator(request: Request, world: World): Promise<Admitted> {
  const token = world.settings.adminToken;
  const no = (status: number, message: string) => ({ ok: false, response: refuse({ status, fault: "unauthorized", message }) }) as const;
  if (token === null) return no(403, "Reading the audit is off: ADMIN_TOKEN is not set on the server.");
  const address = addressOf(request.headers);
  const waitMs = world.rates.take(`admin ${address}`, guessesPerMinute, world.clock());
  if (waitMs > 0)
    return { ok: false, response: refuse({ status: 429, fault: "rate-limited", message: "Too many requests.", retryAfterMs: waitMs }) };
  const given = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
  return same(given, token) ? { ok: true, name: "admin by token", address } : no(401, "The administrator's token is missing or wrong.");
}
