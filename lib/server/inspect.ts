import { z } from "zod";
import { reasonOf } from "./audit/reason.ts";
import { type Head, type Verification, verifier } from "./audit/verify.ts";
import { addressOf } from "./door.ts";
import { json, lines, refuse } from "./respond.ts";
import { same } from "./session.ts";
import type { World } from "./world.ts";

const pageSize = 1_000;
const guessesPerMinute = 60;

const Page = z.object({
  after: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().positive().max(pageSize).default(500),
});
const Known = z.object({ seq: z.coerce.number().int().positive(), hash: z.string().regex(/^[0-9a-f]{64}$/) });

const queryOf = (request: Request) => Object.fromEntries(new URL(request.url).searchParams);

/** Null when the request carries the administrator's token. */
function stranger(request: Request, world: World): Response | null {
  const token = world.settings.adminToken;
  const no = (status: number, message: string) => refuse({ status, fault: "unauthorized", message });
  if (token === null) return no(403, "Reading the audit is off: ADMIN_TOKEN is not set on the server.");
  const waitMs = world.rates.take(`admin ${addressOf(request.headers)}`, guessesPerMinute, world.clock());
  if (waitMs > 0) return refuse({ status: 429, fault: "rate-limited", message: "Too many requests.", retryAfterMs: waitMs });
  const given = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
  return same(given, token) ? null : no(401, "The administrator's token is missing or wrong.");
}

/** GET /api/audit?after=&limit=: entries as JSON lines, oldest first; the header `x-next-after` names where the next page begins. */
export async function entries(request: Request, world: World): Promise<Response> {
  const refused = stranger(request, world);
  if (refused !== null) return refused;
  const page = Page.safeParse(queryOf(request));
  if (!page.success)
    return refuse({ status: 400, fault: "malformed", message: `after and limit are whole numbers; limit is at most ${pageSize}.` });
  return readable(() => {
    const found = world.audit.read(page.data.after, page.data.limit);
    const response = lines(found.entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
    if (found.entries.length === page.data.limit) response.headers.set("x-next-after", String(found.last));
    return response;
  });
}

/** GET /api/audit/verify?seq=&hash=: whether the chain holds; seq and hash are a head noted earlier. */
export async function verification(request: Request, world: World): Promise<Response> {
  const refused = stranger(request, world);
  if (refused !== null) return refused;
  const query = queryOf(request);
  const known = "seq" in query || "hash" in query ? Known.safeParse(query) : null;
  if (known !== null && !known.success)
    return refuse({ status: 400, fault: "malformed", message: "A known head is given by seq and hash (64 hexadecimal digits)." });
  return readable(async () => json(await verifyAll(world, known?.data ?? null)));
}

/** Page by page, so that others are served in between. */
async function verifyAll(world: World, known: Head | null): Promise<Verification> {
  const check = verifier(known);
  for (let after = 0; ; ) {
    const found = world.audit.read(after, pageSize);
    for (const entry of found.entries) check.add(entry);
    if (found.entries.length < pageSize) return check.result();
    after = found.last;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function readable(work: () => Response | Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    console.error(`audit: ${error}`);
    return refuse({ status: 503, fault: "unavailable", message: reasonOf(error).replace("written", "read") });
  }
}
