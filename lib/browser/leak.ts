import type { Leak, Passage } from "../policy/gate.ts";
import type { Gate } from "./model.ts";

const ways: Record<Leak["where"], string> = {
  plain: "",
  escaped: " (escaped)",
  url: " (percent-encoded)",
  base64: " (in base64)",
  hex: " (in hexadecimal)",
  separators: " (with other separators)",
};

const named = ({ type, token, where }: Leak): string =>
  `${type === "original" ? `the value behind ${token ?? "a masked cell"}` : `what looks like a number or address of the type ${type}`}${ways[where]}`;

/** Why a request was not sent, without the value that it held; null where it may go. */
export function held(passage: Passage): Awaited<ReturnType<Gate>> {
  if (passage.ok) return null;
  const found = [...new Set(passage.findings.map(named))];
  const more = found.length > 3 ? ` and ${found.length - 3} more` : "";
  const reason = `Nothing was sent to the model: the request held ${found.slice(0, 3).join(", ")}${more}, which the policy keeps in this browser.`;
  return { reason, findings: passage.findings };
}
