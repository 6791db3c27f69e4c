/** Numbers, counted things and lists as one language writes them. */
export function figures(tag: string) {
  const numbers = new Intl.NumberFormat(tag);
  const plurals = new Intl.PluralRules(tag);
  const lists = new Intl.ListFormat(tag);
  const number = (value: number): string => numbers.format(value);
  const one = (count: number): boolean => plurals.select(count) === "one";
  return {
    number,
    one,
    listed: (names: readonly string[]): string => lists.format(names),
    many: (count: number, single: string, more: string): string => `${number(count)} ${one(count) ? single : more}`,
  };
}
