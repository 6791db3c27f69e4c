import { createContext } from "react";
import type { english } from "./texts/en.ts";
import type { Said } from "./texts/said.ts";
import { spoken } from "./texts/spoken.ts";

export type Strings = Said<typeof english>;
export const StringsContext = createContext<Strings | null>(null);

/** Every word the screen says, in the language of whoever looks. The words themselves are in texts/en.ts and texts/de.ts. */
export const { texts: strings, part: stringsOf, hear: hearStrings } = spoken(StringsContext);
