import type { Server } from "./server.ts";

export type Extract = { readonly ok: true; readonly lines: string; readonly entries: number } | { readonly ok: false; readonly reason: string };

/** The entries of one session, as the audit of the server has them. Reading them is itself an entry. */
export async function auditOf(server: Server, session: string): Promise<Extract> {
  if (server.adminToken === null) return { ok: false, reason: "Reading the audit of this server needs its token: set ADMIN_TOKEN." };
  let lines = "";
  for (let after: string | null = "0"; after !== null; ) {
    const query = new URLSearchParams({ session, after, limit: "1000" });
    const response: Response | null = await fetch(`${server.url}/api/audit?${query}`, { headers: { authorization: `Bearer ${server.adminToken}` } }).catch(() => null);
    if (!response?.ok) return { ok: false, reason: `The audit could not be read (${response?.status ?? "no answer"}).` };
    lines += await response.text();
    after = response.headers.get("x-next-after");
  }
  return { ok: true, lines, entries: lines.split("\n").filter(Boolean).length };
}
