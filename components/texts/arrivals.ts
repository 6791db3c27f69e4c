import type { Locale } from "../../lib/protocol/locale.ts";

type Arrival<Texts> = { readonly promise: Promise<Texts>; readonly resolve: (texts: Texts) => void };

function arrival<Texts>(): Arrival<Texts> {
  let resolve: (texts: Texts) => void = () => {};
  const promise = new Promise<Texts>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** The texts of each language, once they are loaded. They never change, so the server may keep them for everybody. */
export function arrivals<Texts>() {
  const known = new Map<Locale, Arrival<Texts>>();
  const of = (locale: Locale): Arrival<Texts> => {
    const one = known.get(locale) ?? arrival<Texts>();
    known.set(locale, one);
    return one;
  };
  return {
    of: (locale: Locale): Promise<Texts> => of(locale).promise,
    /** Takes in texts; what it gives back is a component that shows nothing, as `dynamic` wants one. */
    bring: (locale: Locale, texts: Texts) => {
      of(locale).resolve(texts);
      return { default: () => null };
    },
  };
}
