import { z } from "zod";
import type { Server } from "./server.ts";

export type Extract = { readonly ok: true; readonly lines: string; readonly entries: number } | { readonly ok: false; readonly reason: string };

const Record = z.looseObject({ session: z.string().optional() });
const Line = z.object({ type: z.literal("entry"), entry: z.object({ record: Record }) });

/** The extract of the server's audit for one session, which `npm run audit:verify` verifies. Reading it is itself an entry. */
export async function auditOf(server: Server, session: string): Promise<Extract> {
  if (server.adminToken === null) return { ok: false, reason: "Reading the audit of this server needs its token: set ADMIN_TOKEN." };
  const response = await fetch(`${server.url}/api/audit/export?session=${encodeURIComponent(session)}`, { headers: { authorization: `Bearer ${server.adminToken}` } }).catch(() => null);
  if (!response?.ok) return { ok: false, reason: `The audit could not be read (${response?.status ?? "no answer"}).` };
  const lines = await response.text();
  return { ok: true, lines, entries: recordsIn(lines, session).length };
}

/** The records of a session in an extract, in their order. */
export function recordsIn(lines: string, session: string): z.infer<typeof Record>[] {
  return lines
    .split("\n")
    .filter(Boolean)
    .map((line) => Line.safeParse(JSON.parse(line)).data?.entry.record ?? {})
    .filter((record) => record.session === session);
}
