"use client";
import dynamic from "next/dynamic";
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState, useTransition } from "react";
import { type Locale, localeNames } from "../lib/protocol/locale.ts";
import { remember } from "./cookies.ts";
import { hearStrings, type Strings, StringsContext } from "./strings.ts";
import { arrivals } from "./texts/arrivals.ts";

const { of, bring } = arrivals<Strings>();

/** Loads the texts of a language and shows nothing. What is loaded through `dynamic` has its file named in the page, so that it comes along with the other scripts. */
const Fetched = {
  en: dynamic(() => import("./texts/en.ts").then(({ english }) => bring("en", english))),
  de: dynamic(() => import("./texts/de.ts").then(({ german }) => bring("de", german))),
};

type Chosen = { readonly locale: Locale; readonly choose: (locale: Locale) => void };
const LocaleContext = createContext<Chosen>({ locale: "en", choose: () => {} });

/** Who renders words and is not rendered with something that calls this keeps the words of the language before: each screen, and each part that is remembered, calls it. */
export const useLocale = (): Chosen => use(LocaleContext);

/** Gives all below it the words of one language, and the means to choose another. */
export function LocaleScope({ initial, children }: { initial: Locale; children: ReactNode }) {
  const [locale, setLocale] = useState(initial);
  const [, start] = useTransition();
  const choose = useCallback((next: Locale) => {
    remember("locale", next);
    start(() => setLocale(next));
  }, []);
  useEffect(() => {
    document.documentElement.lang = locale;
    document.documentElement.dir = localeNames[locale].dir;
  }, [locale]);
  const chosen = useMemo(() => ({ locale, choose }), [locale, choose]);
  const Texts = Fetched[locale];
  return (
    <LocaleContext value={chosen}>
      <Texts />
      <Spoken texts={of(locale)}>{children}</Spoken>
    </LocaleContext>
  );
}

const Spoken = ({ texts, children }: { texts: Promise<Strings>; children: ReactNode }) => {
  const strings = use(texts);
  if (typeof window !== "undefined") hearStrings(strings);
  return <StringsContext value={strings}>{children}</StringsContext>;
};
