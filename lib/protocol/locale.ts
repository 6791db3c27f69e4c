export const locales = ["en", "de"] as const;
export type Locale = (typeof locales)[number];

/** Each language as those who speak it call it, by its English name, and the way its lines run. */
export const localeNames: Readonly<Record<Locale, { readonly name: string; readonly english: string; readonly dir: "ltr" | "rtl" }>> = {
  en: { name: "English", english: "English", dir: "ltr" },
  de: { name: "Deutsch", english: "German", dir: "ltr" },
};

const known = (text: string): Locale | null => locales.find((locale) => locale === text.trim().toLowerCase().split("-")[0]) ?? null;

/** The language to speak: the one that was chosen, else the first known one that the browser asks for (Accept-Language), else English. */
export function localeOf(chosen: string | undefined, accepted: string | null): Locale {
  const wanted = (accepted ?? "")
    .split(",")
    .map((part) => part.split(";"))
    .map(([tag = "", ...more]) => ({ tag, weight: weightOf(more) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return known(chosen ?? "") ?? wanted.map(({ tag }) => known(tag)).find((locale) => locale !== null) ?? "en";
}

function weightOf(parameters: readonly string[]): number {
  const quality = parameters.map((text) => /^\s*q=([\d.]+)\s*$/i.exec(text)?.[1]).find((text) => text !== undefined);
  return quality === undefined ? 1 : Number(quality);
}
