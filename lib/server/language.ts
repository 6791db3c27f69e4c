import { localeNames, localeOf } from "../protocol/locale.ts";

/** The language of the page that a request comes from, by its English name: as the page says it (lib/browser/model.ts), else as its server would speak to it (app/locale.ts). */
export function languageOf(headers: Headers): string {
  const chosen = /(?:^|;\s*)locale=(\w+)/.exec(headers.get("cookie") ?? "")?.[1];
  return localeNames[localeOf(headers.get("x-sandpiper-locale") ?? chosen, headers.get("accept-language"))].english;
}
