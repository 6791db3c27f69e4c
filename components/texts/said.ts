/** The same texts in whichever language: same names, same arguments, any words. */
export type Said<Texts> = Texts extends string
  ? string
  : Texts extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { readonly [Name in keyof Texts]: Said<Texts[Name]> };
