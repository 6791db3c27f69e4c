/** What is made when it is first asked for: each format of Intl loads tables of its language, and the first screen needs none of them. */
function late<T>(make: () => T): () => T {
  let made: T | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

/** Numbers, counted things and lists as one language writes them. */
export function figures(tag: string) {
  const numbers = late(() => new Intl.NumberFormat(tag));
  const plurals = late(() => new Intl.PluralRules(tag));
  const lists = late(() => new Intl.ListFormat(tag));
  const number = (value: number): string => numbers().format(value);
  const one = (count: number): boolean => plurals().select(count) === "one";
  return {
    number,
    one,
    listed: (names: readonly string[]): string => lists().format(names),
    many: (count: number, single: string, more: string): string => `${number(count)} ${one(count) ? single : more}`,
  };
}
