/** One word of a question or of a column's name, folded so that spelling, case, accents and plural do not matter. */
export interface Token {
  readonly text: string;
  readonly stem: string;
  readonly raw: string;
  readonly start: number;
  readonly end: number;
}

export function fold(text: string): string {
  return text.toLowerCase().replaceAll("ß", "ss").normalize("NFD").replace(/\p{M}/gu, "");
}

export function stem(word: string): string {
  if (word.length < 4 || word === "goods" || /(ss|us|is|ness)$/.test(word)) return word;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/(sh|ch|x|ss|z)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith("s") ? word.slice(0, -1) : word;
}

export function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(/\p{L}[\p{L}\p{M}]*|\d+(?:[.,]\d+)*/gu)) {
    const word = fold(match[0]);
    found.push({ text: word, stem: stem(word), raw: match[0], start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/** The stems a name is made of: "unitPrice_eur" is unit, price, eur. */
export function parts(name: string): string[] {
  const spaced = name
    .slice(0, 200)
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{L})(\d)/gu, "$1 $2");
  return tokens(spaced).map((token) => token.stem);
}

/** How a column or table is called in a sentence. */
export function spoken(name: string): string {
  const plain = name
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replace(/[\s_]+/g, " ")
    .replace(/[`*[\]<>|"]/g, "")
    .trim();
  const short = plain.length > 60 ? `${plain.slice(0, 57)}...` : plain;
  return short.replace(/(?<!\p{L})\p{Lu}(?=\p{Ll})/gu, (first) => first.toLowerCase());
}

/** Edit distance, given up beyond `limit`. */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (before[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(swap, (before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    before = row;
  }
  return before[b.length] ?? limit + 1;
}

const sorted = (word: string): string => [...word].sort().join("");

export function alike(a: string, b: string): boolean {
  if (a === b) return true;
  const short = Math.min(a.length, b.length);
  if (short >= 5 && a.length === b.length && a[0] === b[0] && sorted(a) === sorted(b)) return true;
  return short >= 5 && a[0] === b[0] && distance(a, b, 2) <= (short >= 8 ? 2 : 1);
}
