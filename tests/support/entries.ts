import { type APIRequestContext, expect } from "@playwright/test";
import { AuditEntry } from "../../lib/protocol/audit-log.ts";

export const admin = { authorization: "Bearer only-for-the-end-to-end-tests" };

/** What is on record after an entry, as an administrator reads it; the reading itself is an entry too. */
export async function entriesAfter(request: APIRequestContext, after: number): Promise<AuditEntry[]> {
  const answer = await request.get(`/api/audit?after=${after}&limit=500`, { headers: admin });
  expect(answer.ok(), await answer.text()).toBe(true);
  const lines = (await answer.text()).split("\n").filter(Boolean);
  return lines.map((line) => AuditEntry.parse(JSON.parse(line)));
}

export async function lastSeq(request: APIRequestContext): Promise<number> {
  let last = 0;
  for (;;) {
    const entries = await entriesAfter(request, last);
    last = entries.at(-1)?.seq ?? last;
    if (entries.length < 500) return last;
  }
}
