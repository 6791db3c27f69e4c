"use client";
import dynamic from "next/dynamic";
import { type ReactNode, use } from "react";
import { useLocale } from "../locale.tsx";
import { arrivals } from "../texts/arrivals.ts";
import { hearWords, type Words, WordsContext } from "./words.ts";

const { of, bring } = arrivals<Words>();

const Fetched = {
  en: dynamic(() => import("../texts/admin-en.ts").then(({ english }) => bring("en", english))),
  de: dynamic(() => import("../texts/admin-de.ts").then(({ german }) => bring("de", german))),
};

/** Gives all below it the admin page's words in the language that the page speaks. */
export function WordsScope({ children }: { children: ReactNode }) {
  const { locale } = useLocale();
  const Texts = Fetched[locale];
  return (
    <>
      <Texts />
      <Spoken texts={of(locale)}>{children}</Spoken>
    </>
  );
}

const Spoken = ({ texts, children }: { texts: Promise<Words>; children: ReactNode }) => {
  const words = use(texts);
  if (typeof window !== "undefined") hearWords(words);
  return <WordsContext value={words}>{children}</WordsContext>;
};
