import { gate } from "../policy/gate.ts";
import type { CompleteRequest } from "../protocol/complete.ts";
import type { Policy } from "../protocol/policy.ts";

const nothing: ReadonlySet<string> = new Set();

/**
 * Looks once more at what the page says it has masked: the server knows no originals, but a card, an IBAN or an e-mail address shows by itself
 * what it is. Why the request goes no further, or null.
 */
export function withheld({ messages, brief }: Pick<CompleteRequest, "messages" | "brief">, { masking }: Policy): string | null {
  if (masking.mode === "open") return null;
  const passage = gate(JSON.stringify({ messages, brief }), nothing);
  if (passage.ok) return null;
  const types = [...new Set(passage.findings.map(({ type }) => type))].join(", ");
  return `The server passed nothing on to the model: the request held what looks like ${types}, which the policy keeps from it.`;
}
