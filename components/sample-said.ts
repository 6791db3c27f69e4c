import type { Locale } from "../lib/protocol/locale.ts";
import type { Sample } from "./samples.ts";

/** A sample in the language of whoever looks. Apart from samples.ts, which brings zod along. */
export const saidOf = ({ title, description, questions: [question = ""], de }: Sample, locale: Locale): Sample["de"] =>
  locale === "de" ? de : { title, description, question };
