/** Check digits, over the compact form: no separators, lower case. Each is told text of its own shape only. */

const digit = (text: string, at: number): number => text.charCodeAt(at) - 48;

export function weighted(text: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + digit(text, at) * weight, 0);
}

export function luhn(text: string): boolean {
  let total = 0;
  for (let place = 0; place < text.length; place += 1) {
    const value = digit(text, text.length - 1 - place) * (place % 2 === 1 ? 2 : 1);
    total += value > 9 ? value - 9 : value;
  }
  return total % 10 === 0;
}

/** The remainder by 97, letters counting as 10 to 35. */
export function mod97(text: string): number {
  let rest = 0;
  for (const letter of text) {
    const value = Number.parseInt(letter, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

const permuted = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  [1, 5, 7, 6, 2, 8, 3, 0, 9, 4],
  [5, 8, 0, 3, 7, 9, 6, 1, 4, 2],
  [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
  [9, 4, 5, 3, 1, 2, 6, 8, 7, 0],
  [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
  [2, 7, 9, 3, 8, 0, 6, 4, 1, 5],
  [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
];

/** The product in the group of the pentagon's symmetries. */
function turned(left: number, right: number): number {
  if (left < 5) return right < 5 ? (left + right) % 5 : 5 + ((left + right) % 5);
  return right < 5 ? 5 + ((left - right + 5) % 5) : (left - right + 5) % 5;
}

export function verhoeff(text: string): boolean {
  let check = 0;
  for (let place = 0; place < text.length; place += 1) {
    check = turned(check, permuted[place % 8]?.[digit(text, text.length - 1 - place)] ?? 0);
  }
  return check === 0;
}

/** ISO 7064 mod 11,10 with the check digit last. */
export function mod11of10(text: string): boolean {
  let product = 10;
  for (let at = 0; at < text.length - 1; at += 1) product = (((digit(text, at) + product) % 10 || 10) * 2) % 11;
  return (11 - product) % 10 === digit(text, text.length - 1);
}

const ibanLengths =
  "ad24ae23al28at20az28ba20be16bg22bh22br29by28ch21cr22cy28cz24de22dk18do28ee20eg29es24fi18fo18fr27gb22ge22gi23gl18gr27gt28hr21hu28ie22il23iq23is26it27jo30kw30kz20lb28lc32li21lt20lu20lv21mc27md24me22mk19mr27mt31mu30nl18no15pk24pl28ps29pt25qa29ro24rs22sa24sc31se24si19sk24sm27st25sv28tl23tn24tr26ua29va22vg24xk20";
export const ibanLength: ReadonlyMap<string, number> = new Map(
  Array.from(ibanLengths.matchAll(/([a-z]{2})(\d\d)/g), (m) => [m[1] ?? "", Number(m[2])]),
);

export function iban(text: string): boolean {
  return ibanLength.get(text.slice(0, 2)) === text.length && mod97(text.slice(4) + text.slice(0, 4)) === 1;
}

const networks =
  /^(?:4\d{15}(?:\d{3})?|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3(?:[68]\d|0[0-5])\d{11}|(?:6[25]\d\d|6011|352[89]|35[3-8]\d|64[4-9]\d)\d{12}(?:\d{3})?|(?:60|81|50)\d{14})$/;

/** A payment card: a network's prefix, that network's length, Luhn. */
export function card(text: string): boolean {
  return networks.test(text) && new Set(text).size > 1 && luhn(text);
}
