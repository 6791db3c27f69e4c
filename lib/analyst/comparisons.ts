/** "over 100", "at least 4": `at` is the index of the word before which it stands. */
export interface Comparison {
  readonly op: ">" | ">=" | "<" | "<=" | "==";
  readonly value: number;
  readonly start: number;
  readonly end: number;
  /** "with 3 rooms": counts only where a column of numbers is named right behind it. */
  readonly soft?: true;
}

const ops: readonly (readonly [Comparison["op"], string])[] = [
  [">=", ">=|at least|minimum of|not less than|no less than|or more|mindestens|ab "],
  ["<=", "<=|at most|maximum of|no more than|not more than|up to|hochstens|bis zu"],
  [
    ">",
    ">|over|above|more than|greater than|higher than|larger than|bigger than|longer than|older than|dearer than|pricier than|costlier than|warmer than|hotter than|heavier than|taller than|later than|faster than|exceeds?|exceeding|mehr als|uber|grosser als|alter als|plus de|mas de",
  ],
  [
    "<",
    "<|under|below|less than|fewer than|lower than|smaller than|shorter than|younger than|cheaper than|colder than|cooler than|lighter than|earlier than|slower than|weniger als|unter|kleiner als|junger als|moins de|menos de",
  ],
  ["==", "==?|equals?|equal to|exactly|genau"],
];

const numerals: Readonly<Record<string, number>> = {
  one: 1,
  once: 1,
  two: 2,
  twice: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  ein: 1,
  eine: 1,
  einen: 1,
  einmal: 1,
  zwei: 2,
  drei: 3,
};
const spelledOut = Object.keys(numerals).join("|");
const amountOf = `[$€£]?\\s*(-?\\d[\\d,]*(?:\\.\\d+)?|(?:${spelledOut})\\b)\\s*(k\\b|thousand|m\\b|million|%)?`;
const ranges = new RegExp(`\\b(?:between|zwischen|from) (?:the )?${amountOf} (?:and|und|to) ${amountOf}(?![-\\d])`, "g");
const behind: readonly (readonly [Comparison["op"], RegExp])[] = [
  [">=", new RegExp(`${amountOf}(?: \\w+)? (?:or|and) (?:more|above|over|higher|greater|better|older|longer|up)\\b`, "g")],
  ["<=", new RegExp(`${amountOf}(?: \\w+)? (?:or|and) (?:less|fewer|below|under|lower|worse|younger|shorter)\\b`, "g")],
  ["==", new RegExp(`(?<![\\d.-])${amountOf}[- ](?=stars?\\b|sterne\\b)`, "g")],
  ["==", /\b(?:only|just|exactly|nur|genau) (once|twice|einmal)(?= |[?.!,]|$)()/g],
];
const calendar = (value: number): boolean => Number.isInteger(value) && value >= 1900 && value <= 2100;

/** "between 5 and 9", "4 or more", "5 stars". */
function spanned(text: string): Comparison[] {
  const found = [...text.matchAll(ranges)].flatMap((match): Comparison[] => {
    const [low, high] = [numberOf(match[1], match[2]), numberOf(match[3], match[4])];
    const at = { start: match.index, end: match.index + match[0].length };
    return Number.isFinite(low) && Number.isFinite(high) && !(calendar(low) && calendar(high))
      ? [
          { op: ">=", value: Math.min(low, high), ...at },
          { op: "<=", value: Math.max(low, high), ...at },
        ]
      : [];
  });
  for (const [op, pattern] of behind)
    for (const match of text.matchAll(pattern))
      put(found, { op, value: numberOf(match[1], match[2]), start: match.index, end: match.index + match[0].length });
  return found;
}

/** Keeps what lies apart from all that was found before it. */
function put(found: Comparison[], each: Comparison): void {
  if (Number.isFinite(each.value) && !found.some((other) => each.start < other.end && each.end > other.start)) found.push(each);
}

const numberOf = (digits: string | undefined, unit: string | undefined): number =>
  (numerals[digits ?? ""] ?? Number((digits ?? "").replaceAll(",", ""))) * scale(unit);

export function comparisons(text: string): Comparison[] {
  const found: Comparison[] = spanned(text);
  for (const [op, words] of ops) {
    for (const match of text.matchAll(new RegExp(`(?:(?<=^|[\\s(])(?:${words})|[<>]=?)\\s*(?:than\\s*)?${amountOf}`, "g")))
      put(found, {
        op: spelled(match[0], op),
        value: numberOf(match[1], match[2]),
        start: match.index,
        end: match.index + match[0].length,
      });
  }
  for (const match of text.matchAll(/\b(?:with|of|has|have|having|mit|for)(?: exactly)? (\d+) (?=\p{L})/gu))
    put(found, { op: "==", value: Number(match[1]), start: match.index, end: match.index + match[0].length, soft: true });
  return found.sort((a, b) => a.start - b.start);
}

function scale(word: string | undefined): number {
  return !word || word === "%" ? 1 : word.startsWith("k") || word === "thousand" ? 1e3 : 1e6;
}

function spelled(matched: string, op: Comparison["op"]): Comparison["op"] {
  const sign = /^[<>]=?/.exec(matched)?.[0];
  return sign === ">" || sign === ">=" || sign === "<" || sign === "<=" ? sign : op;
}
