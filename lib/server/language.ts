import { localeNames, localeOf } from "../protocol/locale.ts";

/** The language of the page that a request comes from, by its English name: the page is spoken to as its server speaks it (app/locale.ts). */
export function languageOf(headers: Headers): string {
  const chosen = /(?:^|;\s*)locale=(\w+)/.exec(headers.get("cookie") ?? "")?.[1];
  return localeNames[localeOf(chosen, headers.get("accept-language"))].english;
}
