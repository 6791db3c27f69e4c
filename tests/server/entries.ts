import { GET } from "../../app/api/audit/route.ts";
import { AuditEntry } from "../../lib/protocol/audit-log.ts";
import { get } from "./app.ts";

export const token = "administrator-0123456789";
export const admin = { authorization: `Bearer ${token}` };

/** What is on record, as an administrator reads it; of one type where one is named. */
export async function entries(type?: string): Promise<AuditEntry[]> {
  const text = await (await get(GET, `?limit=1000${type === undefined ? "" : `&type=${type}`}`, admin)).text();
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => AuditEntry.parse(JSON.parse(line)));
}
