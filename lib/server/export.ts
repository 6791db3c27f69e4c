import { read } from "./audit/read.ts";
import { inspecting } from "./inspect.ts";
import { lines } from "./respond.ts";
import type { World } from "./world.ts";

const pageSize = 500;
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
    const response = lines(streamOf(fileOf(world, end)));
    response.headers.set("content-disposition", 'attachment; filename="sandpiper-audit.jsonl"');
    return response;
  });

async function* fileOf(world: World, { last, problem }: { last: number; problem: string | null }): AsyncGenerator<string> {
  const { id, publicKey } = world.audit.key();
  const at = new Date(world.clock()).toISOString();
  yield line({ type: "header", format: "sandpiper-audit 1", at, app: world.facts.app, key: id, publicKey, problem });
  for (const head of await world.audit.heads()) if (head.seq <= last) yield line({ type: "head", head });
  for await (const entry of entriesUpTo(world, last)) yield line({ type: "entry", entry });
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
