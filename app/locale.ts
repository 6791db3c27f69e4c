import { cookies, headers } from "next/headers";
import { type Locale, localeOf } from "../lib/protocol/locale.ts";

/** The language of whoever sent this request. */
export async function locale(): Promise<Locale> {
  const asked = await headers();
  // The page around the widget chooses for it (proxy.ts).
  return localeOf(asked.get("x-sandpiper-locale") ?? (await cookies()).get("locale")?.value, asked.get("accept-language"));
}
