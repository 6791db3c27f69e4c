import { same } from "./session.ts";
import type { World } from "./world.ts";

/** Where a proxy puts its secret, by which it is known. */
export const proxySecretHeader = "x-sandpiper-proxy";

/** Who asks, by the word of a proxy that is known; null where none is, or it names nobody. */
export function toldBy(headers: Headers, { settings: { adminProxy } }: World): string | null {
  const secret = headers.get(proxySecretHeader);
  if (adminProxy === null || secret === null || !same(secret, adminProxy.secret)) return null;
  return headers.get(adminProxy.header)?.trim().toLowerCase().slice(0, 200) || null;
}
