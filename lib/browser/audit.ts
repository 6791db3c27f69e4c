import { z } from "zod";
import { AuditReceipt } from "../protocol/audit.ts";
import type { AuditPost } from "../protocol/audit-log.ts";

/** What came of handing a record in. `down`: nobody answered, or nobody who could keep it; `busy`: it may come later. */
export type HandedIn =
  | { readonly type: "recorded"; readonly receipt: string }
  | { readonly type: "refused" | "busy" | "down"; readonly reason: string };

/** The audit behind the server's /api/audit. Never rejects. */
export type AuditServer = (post: AuditPost) => Promise<HandedIn>;

const Refused = z.object({ message: z.string() });
const waitMs = 15_000;
/** So much a browser still sends when the page is closed at that moment: the outcome of a run that was just stopped, say. */
const keptAliveChars = 15_000;

export const auditServer =
  (fetcher: typeof fetch = fetch): AuditServer =>
  async (post) => {
    try {
      return await handedIn(post, fetcher);
    } catch {
      return { type: "down", reason: "The server that keeps the audit log could not be reached." };
    }
  };

async function handedIn(post: AuditPost, fetcher: typeof fetch): Promise<HandedIn> {
  const text = JSON.stringify(post);
  const response = await fetcher("/api/audit", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: text,
    keepalive: text.length < keptAliveChars,
    signal: AbortSignal.timeout(waitMs),
    cache: "no-store",
  });
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return { type: "recorded", receipt: AuditReceipt.parse(body).receipt };
  const reason = Refused.safeParse(body).data?.message ?? `The audit log answered with status ${response.status}.`;
  if (response.status === 429) return { type: "busy", reason };
  return { type: response.status >= 500 ? "down" : "refused", reason };
}
