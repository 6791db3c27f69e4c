import { fold } from "./words.ts";

/** Turns of phrase that limit the rows and would be misread word by word; taken out of the question before it is read. */
export interface Phrases {
  /** The question without them, of the same length. */
  readonly rest: string;
  /** The word for what is counted once ("member"); "" where whole rows are; null where nothing is. */
  readonly once: string | null;
  /** A value that stands for "unknown" and is to be left out. */
  readonly placeholder: number | null;
  /** "more than the average": above or below what is usual. */
  readonly beyond: { readonly op: ">" | "<"; readonly statistic: "mean" | "median"; readonly place: number } | null;
  readonly week: "weekend" | "weekdays" | "both" | null;
}

const onces: readonly RegExp[] = [
  /,?\s*\b(?:if |when |and |but |with )?(?:count(?:ing|s)?|taking|taken) (?:each|every|all) (\w+) (?:is |was )?(?:only |just )?once( only)?\b/,
  /,?\s*\b(?:if |when |and |but |with )?(?:each|every) (\w+) (?:counts?|counted|is counted|counting|is taken|taken) (?:only |just )?once\b/,
  /,?\s*\b(?:without|no|excluding|ignoring|removing|after removing|leaving out|ohne|not counting) (?:the |any |all |die )?(?:duplicates?|repeats?|repeated rows|duplicate rows|double entries|dubletten|doppelte\w*)\b()/,
  /,?\s*\bde-?duplicated\b()/,
];
const holder =
  /(?:,|\band)?\s*\b(?:without|excluding|ignoring|except(?: for)?|other than|not counting|leaving out|ohne) (?:the |any |den |die )?(?:(?:placeholders?|dummy|filler|sentinel|missing|default|platzhalter)(?: (?:values?|codes?|ages?|entries|wert))?|values?|codes?)(?: of)? (-?\d+(?:\.\d+)?)\b/;
const usual =
  /\b(more|higher|greater|above|over|larger|longer|older|better|less|lower|below|under|fewer|smaller|shorter|younger|worse) (?:than )?(?:the |its |their )?(?:overall )?(average|mean|median)\b/;
const weekends = /\b(?:at|on|during|over)?\s*(?:the )?(?:weekends?\b|saturdays? (?:and|or) sundays?\b|wochenenden?\b)/;
const workdays = /\b(?:on|during)?\s*(?:the )?(?:weekdays\b|working days\b|business days\b|work days\b|workdays\b|werktagen?\b)(?: only)?/;

export function phrasesIn(question: string): Phrases {
  let rest = question.normalize("NFC").replaceAll("ß", "ss");
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const folded = fold(rest);
    const match = folded.length === rest.length ? pattern.exec(folded) : null;
    if (match) rest = rest.slice(0, match.index) + " ".repeat(match[0].length) + rest.slice(match.index + match[0].length);
    return match;
  };
  const placeholder = take(holder);
  const once = onces.flatMap((pattern) => take(pattern)?.[1] ?? [])[0] ?? null;
  const asked = fold(rest);
  const beyond = /^(how many|what (share|percentage|part|proportion)|which|who|list|show|wie viele|count)\b/.test(asked.trim())
    ? take(usual)
    : null;
  const perDay = /\b(?:per|by|each|every|which|what|best|busiest) weekday/.test(asked);
  const [end, work] = perDay ? [null, null] : [take(weekends), take(workdays)];
  return {
    rest,
    once: once?.trim() ?? null,
    placeholder: placeholder ? Number(placeholder[1]) : null,
    beyond: beyond
      ? {
          op: /^(more|higher|greater|above|over|larger|longer|older|better)$/.test(beyond[1] ?? "") ? ">" : "<",
          statistic: beyond[2] === "median" ? "median" : "mean",
          place: beyond.index + beyond[0].length,
        }
      : null,
    week: end && work ? "both" : end ? "weekend" : work ? "weekdays" : null,
  };
}
