import { headers } from "next/headers";
import { keepEarlyDrops } from "../components/early-drop.ts";

const text = `(${keepEarlyDrops.toString()})()`;

/** The one script of a page that runs before the page's own. Without a nonce (proxy.ts) none is written: the browser would refuse it. */
export async function EarlyScript() {
  const nonce = (await headers()).get("content-security-policy")?.match(/'nonce-([^']+)'/)?.[1];
  if (nonce === undefined) return null;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the text is this module's own function.
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: text }} />;
}
