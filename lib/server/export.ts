import { z } from "zod";
import { read } from "./audit/read.ts";
import { inspecting } from "./inspect.ts";
import { otlpLine, toOtel } from "./otel.ts";
import { lines, refuse } from "./respond.ts";
import type { World } from "./world.ts";

const pageSize = 500;
const Format = z.enum(["jsonl", "otel"]).default("jsonl");
const encoder = new TextEncoder();
const line = (value: unknown) => `${JSON.stringify(value)}\n`;

/**
 * GET /api/audit/export: the whole audit up to a head that is signed now, as JSON lines: a header with the public key, the signed heads, the entries.
 * An audit that was tampered with is not signed, and is exported all the same, for that is when it is wanted most.
 */
export const exported = (request: Request, world: World) =>
  inspecting(request, world, "export", async () => {
    const signed = await world.audit.notary.sign();
    const end = signed.ok ? { last: signed.head?.seq ?? 0, problem: null } : { last: Number.MAX_SAFE_INTEGER, problem: signed.reason };
    const format = Format.safeParse(new URL(request.url).searchParams.get("format") ?? undefined);
    if (!format.success) return refuse({ status: 400, fault: "malformed", message: "format is jsonl or otel." });
    const texts = format.data === "otel" ? otelOf(world, end.last) : fileOf(world, end);
    const response = lines(streamOf(texts));
    response.headers.set("content-disposition", `attachment; filename="sandpiper-audit.${format.data}"`);
    return response;
  });

async function* fileOf(world: World, { last, problem }: { last: number; problem: string | null }): AsyncGenerator<string> {
  const { id, publicKey } = world.audit.key();
  const at = new Date(world.clock()).toISOString();
  yield line({ type: "header", format: "sandpiper-audit 1", at, app: world.facts.app, key: id, publicKey, problem });
  for (const head of await world.audit.heads()) if (head.seq <= last) yield line({ type: "head", head });
  for await (const entry of entriesUpTo(world, last)) yield line({ type: "entry", entry });
}

/** Under OpenTelemetry's names, a line of OTLP JSON for each entry: for dashboards, not for evidence. */
async function* otelOf(world: World, last: number): AsyncGenerator<string> {
  for await (const entry of entriesUpTo(world, last)) {
    const record = toOtel(entry);
    if (record !== null) yield line(otlpLine(record, world.facts.app));
  }
}

async function* entriesUpTo({ audit }: World, last: number): AsyncGenerator<unknown> {
  for (let after = 0; after < last; ) {
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
