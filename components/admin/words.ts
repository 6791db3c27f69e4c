import { createContext } from "react";
import type { english } from "../texts/admin-en.ts";
import type { Said } from "../texts/said.ts";
import { spoken } from "../texts/spoken.ts";

export type Words = Said<typeof english>;
export const WordsContext = createContext<Words | null>(null);

/** Every word that the admin page says, in the language of whoever looks. The words themselves are in texts/admin-en.ts and texts/admin-de.ts. */
export const { texts: words, part: wordsOf, hear: hearWords } = spoken(WordsContext);
