import { tokenShape } from "../policy/token.ts";

/** A number as it stands in a text, with all that it may mean. */
export interface Said {
  readonly at: number;
  /** The letters of the number itself, without unit. */
  readonly text: string;
  /** `1,234` may be a thousand or a little more than one. */
  readonly readings: readonly Reading[];
  readonly percent: boolean;
  /** 1, or what a word after it says: thousand, million. */
  readonly scale: number;
  /** Never held against anybody: a year, a bound, a level of confidence. */
  readonly weak: boolean;
}

/** A value and how far what it was rounded from may lie from it. */
export interface Reading {
  readonly value: number;
  readonly within: number;
}

const shape = /[-−–+]?(?:\d{1,3}(?:[,.'’\u00a0\u202f ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)(?:[eE][-+]?\d{1,3})?/g;
const months =
  "jan(?:uary|uar)?|feb(?:ruary|ruar)?|m(?:ar(?:ch)?|är(?:z)?)|apr(?:il)?|ma[iy]|june?|juni|july?|juli|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?";
/** What holds digits and is no number: code, addresses, files, dates, times, versions, names. */
const others = [
  /```[\s\S]*?```|`[^`\n]*`/g,
  /\bhttps?:\/\/\S+/gi,
  /(?<![\w.-])[\w.-]+\.(?:xlsx?|csv|tsv|docx|pptx|png|svg|jsonl?|sqlite|db|html|parquet|pdf|zip|md|txt)\b/gi,
  new RegExp(`(?<![A-Za-z])(?:${tokenShape.source})`, "g"),
  /\b\d{4}-\d{1,2}(?:-\d{1,2})?(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?\b/g,
  /\b\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})\b/g,
  /\b\d{1,2}:\d{2}(?::\d{2})?\b/g,
  new RegExp(`\\b(?:${months})\\.?\\s+\\d{1,2}(?:st|nd|rd|th)?(?:,?\\s+\\d{4})?\\b`, "gi"),
  new RegExp(`\\b\\d{1,2}(?:\\.|st|nd|rd|th)?\\s+(?:${months})\\b\\.?(?:\\s+\\d{4}\\b)?`, "gi"),
  new RegExp(`\\b(?:${months})\\.?\\s+\\d{4}\\b`, "gi"),
  /\b\d+(?:st|nd|rd|th)\b/gi,
  /\b\d{4}[-–/]\d{2,4}\b/g,
  /\b\d+\.\d+\.\d+(?:\.\d+)*\b/g,
  /^\s*\d+[.)]\s/gm,
  /\b\d{1,2}\.\s(?=quartal|platz|tag|woche|monat|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)/gi,
  /\b(?:step|figure|table|chart|week|kw|quarter|section|page|top|no\.?|nr\.?|#)\s?\d+\b/gi,
];
const scales: readonly (readonly [RegExp, number])[] = [
  [/^\s?(?:k|thousand|tsd\.?|tausend)(?![\p{L}\d])/iu, 1e3],
  [/^\s?(?:m|mn|mio\.?|millions?|millionen)(?![\p{L}\d])/iu, 1e6],
  [/^\s?(?:bn|b|billions?|mrd\.?|milliarden?)(?![\p{L}\d])/iu, 1e9],
];
const about =
  /(?:about|around|roughly|approximately|approx\.?|nearly|almost|some|over|under|more than|less than|circa|ca\.?|etwa|rund|fast|knapp|gut|über|unter|~|≈)\s*(?:[$€£]\s?)?$/i;
const bound = /(?:[<>≤≥]\s?|\b(?:alpha|α)\s*=\s*)$/;

/** So many characters on either side say what a number is. */
const reach = 40;

/** The numbers of a text, in order; dates, times, ordinals, names and code are none. */
export function numbersIn(text: string): Said[] {
  const plain = others.reduce((left, one) => left.replace(one, (found) => "\u0000".repeat(found.length)), text);
  return [...plain.matchAll(shape)].flatMap((found) => {
    const signed = found[0];
    const end = found.index + signed.length;
    const [before, after] = [plain.slice(Math.max(0, found.index - reach), found.index), plain.slice(end, end + reach)];
    if (/[\p{L}\d_]$/u.test(before) || (/[\p{L}_\d-]$/u.test(before.slice(-1)) && /^[-−–+]/.test(signed)) || /^[\p{L}_]*[_\d]/u.test(after))
      return [];
    const letters = /^(\p{L}+)/u.exec(after)?.[1] ?? "";
    if (
      letters !== "" &&
      !/^(?:k|m|mn|mio|bn|b|x|pp|pt|kg|g|km|cm|mm|h|s|ms|min|d|t|l|kb|mb|gb|tb|kwh|mwh|eur|usd|gbp|chf|bps?)$/i.test(letters)
    )
      return [];
    return [said(signed, found.index, before, after)];
  });
}

function said(signed: string, index: number, before: string, after: string): Said {
  const text = signed.replace(/^[-−–+]/, "");
  const percent = /^\s?(?:%|percent\b|per cent\b|prozent\b|percentage points?\b|pp\b|prozentpunkt)/i.test(after);
  const scale = scales.find(([word]) => word.test(after))?.[1] ?? 1;
  const year = /^(?:19|20|21)\d\d$/.test(text) && !percent && scale === 1 && !/[$€£]\s?$/.test(before);
  const level =
    /^(?:80|90|95|99|99[.,]9)$/.test(text) &&
    /^\s?(?:%|percent|prozent)\s?-?\s?(?:\p{L}+\s)?(?:confidence|ci\b|konfidenz|interval|prediction|level)/iu.test(after);
  const whole = /^(?:0|100)$/.test(text) && percent;
  return {
    at: index + (signed.length - text.length),
    text,
    readings: readings(text, about.test(before)),
    percent,
    scale,
    weak: year || level || whole || bound.test(before),
  };
}

function readings(text: string, rounded: boolean): Reading[] {
  const [digits = "", exponent] = text.split(/e/i);
  const forms = new Set([plainOf(digits, "."), plainOf(digits, ",")].filter((one) => one !== null));
  return [...forms].map((form) => {
    const decimals = form.includes(".") ? form.length - form.indexOf(".") - 1 : 0;
    const zeros = decimals === 0 && rounded ? (/0+$/.exec(form)?.[0].length ?? 0) : 0;
    const by = 10 ** Number(exponent ?? 0);
    return { value: Number(form) * by, within: 0.5 * 10 ** (zeros - decimals) * by };
  });
}

/** The number in Python's letters if `point` is its decimal point; null where it cannot be. */
function plainOf(digits: string, point: "." | ","): string | null {
  const [whole = "", ...rest] = digits.split(point);
  if (rest.length > 1 || !/^\d{1,3}(?:[^\d]\d{3})*$|^\d+$/.test(whole)) return null;
  const fraction = rest[0];
  if (fraction !== undefined && !/^\d+$/.test(fraction)) return null;
  return whole.replace(/\D/g, "") + (fraction === undefined ? "" : `.${fraction}`);
}

/** Whether a computed value may be what is said: as it is, as a share, or in thousands or millions; sign and rounding aside. */
export function means({ readings: all, percent, scale }: Said, computed: number): boolean {
  const size = Math.abs(computed);
  const ways = [size, ...(percent ? [size * 100] : []), ...(scale === 1 ? [] : [size / scale])];
  return all.some(({ value, within }) => ways.some((way) => Math.abs(way - value) <= within * 1.000001 + value * 1e-9));
}
