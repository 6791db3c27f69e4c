/** Two hundred values of one file that must not leave it: forty of each. */
export type Canaries = { names: string[]; emails: string[]; phones: string[]; ibans: string[]; notes: string[] };
export type Row = (string | number)[];

const each = 40;

/** The same numbers for the same seed. */
function chance(seed: number): () => number {
  let state = seed * 2_654_435_761 + 97;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}

const onsets = ["b", "br", "d", "dr", "f", "g", "gr", "k", "kl", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "tr", "v", "z"];
const vowels = ["a", "e", "i", "o", "u", "ai", "ei", "ou"];

/** A word of three syllables that stands in no dictionary. */
function invented(random: () => number): string {
  const pick = (list: string[]) => list[Math.floor(random() * list.length)] ?? "";
  const word = Array.from({ length: 3 }, () => pick(onsets) + pick(vowels)).join("") + pick(onsets);
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function iban(random: () => number): string {
  const account = Array.from({ length: 18 }, () => Math.floor(random() * 10)).join("");
  const check = 98n - (BigInt(`${account}131400`) % 97n);
  return `DE${String(check).padStart(2, "0")}${account}`;
}

export function canaries(seed: number): Canaries {
  const random = chance(seed + 1);
  const many = (make: () => string) => Array.from({ length: each }, make);
  const digits = (count: number) => Array.from({ length: count }, () => Math.floor(random() * 10)).join("");
  return {
    names: many(() => `${invented(random)} ${invented(random)}`),
    emails: many(() => `${invented(random)}.${invented(random)}@${invented(random)}.example.org`.toLowerCase()),
    phones: many(() => `+49 17${Math.floor(random() * 10)} ${1 + Math.floor(random() * 9)}${digits(6)}`),
    ibans: many(() => iban(random)),
    notes: many(() => `${invented(random)} asked for ${invented(random)} before ${invented(random)} came`),
  };
}

/** As a table with two columns that may be seen. */
export function rowsOf({ names, emails, phones, ibans, notes }: Canaries): Row[] {
  const regions = ["North", "South", "East"];
  const body = names.map((name, at): Row => [name, emails[at] ?? "", phones[at] ?? "", ibans[at] ?? "", notes[at] ?? "", regions[at % 3] ?? "", 10 + at]);
  return [["client", "email", "phone", "iban", "note", "region", "amount"], ...body];
}

export const listed = (one: Canaries): string[] => Object.values(one).flat();
