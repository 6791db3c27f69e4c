import { z } from "zod";
import { genesis } from "../policy/chain/canonical.ts";
import { Verifier } from "../policy/chain/verify.ts";
import type { ServerRecord } from "../protocol/audit-log.ts";
import { administrator } from "./admin.ts";
import { nodeCrypto } from "./audit/crypto.ts";
import { verifyFrom } from "./audit/notary.ts";
import { read } from "./audit/read.ts";
import { report } from "./log.ts";
import { json, lines, refuse } from "./respond.ts";
import type { World } from "./world.ts";
import { write } from "./write.ts";

const pageSize = 1_000;

const name = z.string().min(1).max(200).optional();
const Page = z.object({
  after: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().positive().max(pageSize).default(500),
  session: name,
  actor: name,
  type: name,
});
const Known = z.object({ seq: z.coerce.number().int().positive(), hash: z.string().regex(/^[0-9a-f]{64}$/) });

const queryOf = (request: Request) => Object.fromEntries(new URL(request.url).searchParams);

/** Lets an administrator read, after the reading itself is on record. */
export async function inspecting(
  request: Request,
  world: World,
  what: Extract<ServerRecord, { type: "admin-read" }>["what"],
  work: (name: string) => Response | Promise<Response>,
): Promise<Response> {
  const admitted = await administrator(request, world);
  if (!admitted.ok) return admitted.response;
  const query = new URL(request.url).search.slice(0, 1_000);
  const noted = await write(world, { actor: admitted.name, record: { type: "admin-read", what, query, address: admitted.address } });
  if (!noted.ok) return refuse({ status: 503, fault: "unavailable", message: noted.reason });
  try {
    return await work(admitted.name);
  } catch (error) {
    report("audit", error);
    return refuse({ status: 503, fault: "unavailable", message: world.audit.database.reason(error).replace("written", "read") });
  }
}

/** GET /api/audit?after=&limit=&session=&actor=&type=: entries as JSON lines, oldest first; the header `x-next-after` names where the next page begins. */
export const entries = (request: Request, world: World) =>
  inspecting(request, world, "entries", async () => {
    const page = Page.safeParse(queryOf(request));
    if (!page.success)
      return refuse({ status: 400, fault: "malformed", message: `after and limit are whole numbers; limit is at most ${pageSize}.` });
    const found = await read(world.audit.database, page.data);
    const response = lines(found.entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
    if (found.entries.length === page.data.limit) response.headers.set("x-next-after", String(found.last));
    return response;
  });

/** GET /api/audit/verify?seq=&hash=: whether the chain and its signed heads hold; seq and hash are a head noted earlier. */
export const verification = (request: Request, world: World) =>
  inspecting(request, world, "verification", async () => {
    const query = queryOf(request);
    const known = "seq" in query || "hash" in query ? Known.safeParse(query) : null;
    if (known !== null && !known.success)
      return refuse({ status: 400, fault: "malformed", message: "A known head is given by seq and hash (64 hexadecimal digits)." });
    const { database } = world.audit;
    const { publicKey, id } = world.audit.key();
    const evidence = { crypto: nodeCrypto, publicKey, heads: await world.audit.heads(), known: known === null ? [] : [known.data] };
    const result = await verifyFrom(database, new Verifier(evidence), { seq: 0, hash: genesis });
    return json({ ...result, key: id });
  });
