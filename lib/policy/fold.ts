/** A text in one spelling, and where each of its characters stood in the text it was made of; `at` is null where nothing moved. */
export type View = { text: string; at: Int32Array | null };

const invisible = /\u034f|\ufe0f|[\u00ad\u061c\u180e\ufeff]|[\u200b-\u200f]|[\u202a-\u202e]|[\u2060-\u2064]/gu;
const special = /[^\x00-\x7f]/u;
const foreignDigits = /(?![0-9])\p{Nd}/gu;
const dashes = /[\u2010-\u2015\u2212\ufe58\ufe63]/gu;

/** Digits of other scripts stand in runs of ten, each beginning at a multiple of 2 or of 16 that we can find by counting back. */
function asciiDigit(letter: string): string {
  let value = 0;
  const code = letter.codePointAt(0) ?? 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}

function one(cluster: string): string {
  return cluster
    .normalize("NFKC")
    .replace(invisible, "")
    .replace(dashes, "-")
    .replace(foreignDigits, asciiDigit)
    .toLowerCase()
    .replaceAll("ß", "ss");
}

/** Lower case, NFKC, ASCII digits and dashes, nothing invisible. Linear. */
export function fold(text: string): View {
  if (!special.test(text)) return { text: text.toLowerCase(), at: null };
  const parts: string[] = [];
  const at: number[] = [];
  for (const match of text.matchAll(/[\x00-\x7f]+(?!\p{M})|[\s\S]\p{M}*/gu)) {
    const folded = match[0].charCodeAt(0) < 128 && match[0].length > 1 && !special.test(match[0]) ? match[0].toLowerCase() : one(match[0]);
    const steady = folded.length === match[0].length;
    parts.push(folded);
    for (let place = 0; place < folded.length; place += 1) at.push(match.index + (steady ? place : 0));
  }
  return { text: parts.join(""), at: Int32Array.from(at) };
}

/** The place in the source of the view's character `place`. */
export function source(view: View, place: number): number {
  return view.at === null ? place : (view.at[Math.min(place, view.at.length - 1)] ?? 0);
}

/** A view of a view, with places in the first source. */
export function over(outer: View, inner: View): View {
  if (outer.at === null) return inner;
  const places = outer.at;
  const at = inner.at;
  return { text: inner.text, at: at === null ? places : at.map((place) => places[place] ?? 0) };
}
