import { z } from "zod";
import type { Audit } from "../agent/ports.ts";
import { AuditReceipt, type AuditRecord } from "../protocol/audit.ts";

const Refused = z.object({ message: z.string() });
const waitMs = 15_000;

/** The audit table behind the server's /api/audit. Without a receipt from there, nothing runs. */
export const remoteAudit = (fetcher: typeof fetch = fetch): Audit => ({
  async append(record) {
    try {
      return await appended(record, fetcher);
    } catch {
      return { ok: false, reason: "The server that keeps the audit log could not be reached, so the code was not run." };
    }
  },
});

async function appended(record: AuditRecord, fetcher: typeof fetch): ReturnType<Audit["append"]> {
  const response = await fetcher("/api/audit", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(record),
    signal: AbortSignal.timeout(waitMs),
    cache: "no-store",
  });
  const body: unknown = await response.json();
  if (response.ok) return { ok: true, receipt: AuditReceipt.parse(body).receipt };
  const refused = Refused.safeParse(body);
  return { ok: false, reason: refused.success ? refused.data.message : `The audit log answered with status ${response.status}.` };
}
