import { hearWords } from "../../components/admin/words.ts";
import { hearStrings } from "../../components/strings.ts";
import { german as germanWords } from "../../components/texts/admin-de.ts";
import { english as englishWords } from "../../components/texts/admin-en.ts";
import { german } from "../../components/texts/de.ts";
import { english } from "../../components/texts/en.ts";

/** What LocaleScope does on a page, for tests that read texts without one. */
export function speak(locale: "en" | "de"): void {
  hearStrings(locale === "de" ? german : english);
  hearWords(locale === "de" ? germanWords : englishWords);
}
