import type { z } from "zod";
import { ProofBegin, type ProofBegun, ProofEnd } from "../protocol/admin.ts";
import { type Admitted, administrator } from "./admin.ts";
import { readJson } from "./body.ts";
import { foreign } from "./origin.ts";
import { json, refuse } from "./respond.ts";
import type { World } from "./world.ts";
import { write } from "./write.ts";

const root = "/api/isolation";

/**
 * Counts what a sandbox lets out. POST /api/isolation begins a proof, GET ?proof= tells what arrived, POST ?proof= ends it: for an administrator.
 * Anything sent below /api/isolation/<proof>/ is counted, whoever sends it: it gives away one constant and changes nothing but the count.
 */
export function isolation(request: Request, world: World): Response | Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const [proof, ...rest] = pathname.slice(root.length + 1).split("/");
  if (proof) return counted(request, world, { proof, name: nameOf(rest, searchParams) });
  const id = searchParams.get("proof");
  if (request.method === "GET" && id !== null) return told(request, world, id);
  if (request.method === "POST") return id === null ? begun(request, world) : ended(request, world, id);
  return refuse({ status: 405, fault: "malformed", message: "A proof is begun and ended by POST and read by GET ?proof=." });
}

/** Attempts on addresses of the app's own API are told apart by their query. */
const nameOf = (rest: string[], query: URLSearchParams) => ([...query.keys()][0] ?? rest.at(-1) ?? "").slice(0, 100);

function counted(request: Request, { proofs, clock }: World, { proof, name }: { proof: string; name: string }): Response {
  if (!proofs.arrived(proof, name, clock())) return refuse({ status: 404, fault: "malformed", message: "No proof counts here." });
  const headers = {
    "access-control-allow-origin": request.headers.get("origin") ?? "*",
    "access-control-allow-credentials": "true",
    "access-control-allow-headers": "*",
    "cross-origin-resource-policy": "cross-origin",
    "content-type": "text/javascript",
    "cache-control": "no-store",
  };
  return new Response(request.method === "HEAD" ? null : "'CANARY'", { headers });
}

async function told(request: Request, world: World, id: string): Promise<Response> {
  const admitted = await administrator(request, world);
  if (!admitted.ok) return admitted.response;
  const arrivals = world.proofs.arrivals(id, world.clock());
  return arrivals === null ? refuse({ status: 404, fault: "malformed", message: "This proof is over." }) : json(arrivals);
}

/** On record before it begins. */
async function begun(request: Request, world: World): Promise<Response> {
  const asked = await demand(request, world, ProofBegin);
  if (!asked.ok) return asked.response;
  const { attempts, sha256 } = asked.body;
  const noted = await write(world, { actor: asked.name, record: { type: "isolation-begun", attempts, sha256, address: asked.address } });
  if (!noted.ok) return refuse({ status: 503, fault: "unavailable", message: noted.reason });
  const { proof, until } = world.proofs.begin(world.clock());
  return json({ proof, until: new Date(until).toISOString() } satisfies ProofBegun);
}

async function ended(request: Request, world: World, id: string): Promise<Response> {
  const asked = await demand(request, world, ProofEnd);
  if (!asked.ok) return asked.response;
  const arrivals = world.proofs.arrivals(id, world.clock());
  if (arrivals === null) return refuse({ status: 404, fault: "malformed", message: "This proof is over." });
  const noted = await write(world, { actor: asked.name, record: { type: "isolation-ended", ...asked.body, arrived: arrivals.total } });
  if (!noted.ok) return refuse({ status: 503, fault: "unavailable", message: noted.reason });
  world.proofs.end(id);
  return json(arrivals);
}

type Demanded<T> = { ok: false; response: Response } | { ok: true; body: T; name: string; address: string };

async function demand<T extends z.ZodType>(request: Request, world: World, schema: T): Promise<Demanded<z.infer<T>>> {
  const stranger = foreign(request.headers, world.settings.origins);
  if (stranger !== null) return { ok: false, response: refuse({ status: 403, fault: "not-allowed", message: stranger }) };
  const admitted: Admitted = await administrator(request, world);
  if (!admitted.ok) return admitted;
  const body = await readJson(request, schema, 10_000);
  return body.ok ? { ...admitted, body: body.value } : { ok: false, response: refuse(body.refusal) };
}
