import { z } from "zod";
import { genesis } from "../policy/chain/canonical.ts";
import type { Head } from "../policy/chain/fault.ts";
import { read } from "./audit/read.ts";
import { inspecting } from "./inspect.ts";
import { otlpLine, toOtel } from "./otel.ts";
import { lines, refuse } from "./respond.ts";
import type { World } from "./world.ts";

const pageSize = 500;
const Format = z.enum(["jsonl", "otel"]).default("jsonl");
const Place = z.object({ seq: z.number(), previous: z.string() });
const Whose = z.looseObject({ record: z.looseObject({ session: z.string().optional() }), digests: z.record(z.string(), z.string()).default({}) });
const encoder = new TextEncoder();
const line = (value: unknown) => `${JSON.stringify(value)}\n`;

/**
 * GET /api/audit/export: the whole audit up to a head that is signed now, as JSON lines: a header with the public key, the signed heads, the entries.
 * An audit that was tampered with is not signed, and is exported all the same, for that is when it is wanted most.
 * `?session=` gives an extract: from the first entry of a session on; entries of others in between come without what was sealed of them.
 */
export const exported = (request: Request, world: World) =>
  inspecting(request, world, "export", async () => {
    const signed = await world.audit.notary.sign();
    const end = signed.ok ? { last: signed.head?.seq ?? 0, problem: null } : { last: Number.MAX_SAFE_INTEGER, problem: signed.reason };
    const query = new URL(request.url).searchParams;
    const format = Format.safeParse(query.get("format") ?? undefined);
    if (!format.success) return refuse({ status: 400, fault: "malformed", message: "format is jsonl or otel." });
    const session = query.get("session");
    const begin = session === null ? null : await beginOf(world, session);
    if (session !== null && begin === null) return refuse({ status: 404, fault: "malformed", message: "The audit has no entry of this session." });
    const texts = format.data === "otel" ? otelOf(world, end.last) : fileOf(world, { ...end, session, begin });
    const response = lines(streamOf(texts));
    response.headers.set("content-disposition", `attachment; filename="sandpiper-audit.${format.data}"`);
    return response;
  });

/** The entry before the first one of a session, which an extract hangs on; null where there is none of it. */
async function beginOf({ audit }: World, session: string): Promise<Head | null> {
  const { entries } = await read(audit.database, { after: 0, limit: 1, session });
  const first = Place.safeParse(entries[0]).data;
  return first === undefined ? null : { seq: first.seq - 1, hash: first.previous };
}

interface Part {
  readonly last: number;
  readonly problem: string | null;
  readonly session: string | null;
  readonly begin: Head | null;
}

async function* fileOf(world: World, { last, problem, session, begin }: Part): AsyncGenerator<string> {
  const { id, publicKey } = world.audit.key();
  const at = new Date(world.clock()).toISOString();
  const after = begin ?? { seq: 0, hash: genesis };
  yield line({ type: "header", format: "sandpiper-audit 1", at, app: world.facts.app, key: id, publicKey, problem, ...(session === null ? {} : { session, after }) });
  for (const head of await world.audit.heads()) if (head.seq > after.seq && head.seq <= last) yield line({ type: "head", head });
  for await (const entry of entriesUpTo(world, last, after.seq)) yield line({ type: "entry", entry: session === null ? entry : closedTo(session, entry) });
}

/** What was sealed of another session's entry stays sealed: its digests hold it in the chain. */
function closedTo(session: string, entry: unknown): unknown {
  const read = Whose.safeParse(entry).data;
  if (read === undefined || read.record.session === session) return entry;
  const open = Object.entries(read.record).filter(([name]) => !(name in read.digests));
  return { ...read, record: Object.fromEntries(open) };
}

/** Under OpenTelemetry's names, a line of OTLP JSON for each entry: for dashboards, not for evidence. */
async function* otelOf(world: World, last: number): AsyncGenerator<string> {
  for await (const entry of entriesUpTo(world, last)) {
    const record = toOtel(entry);
    if (record !== null) yield line(otlpLine(record, world.facts.app));
  }
}

async function* entriesUpTo({ audit }: World, last: number, from = 0): AsyncGenerator<unknown> {
  for (let after = from; after < last; ) {
    const found = await read(audit.database, { after, limit: Math.min(pageSize, last - after) });
    yield* found.entries;
    if (found.entries.length === 0) return;
    after = found.last;
  }
}

const streamOf = (texts: AsyncGenerator<string>) =>
  new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await texts.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    cancel: async () => void (await texts.return(undefined)),
  });
