type Named = readonly [string, RegExp];

/** Statistics that no plain job tells, by the words for them; percentiles apart. */
const rare: readonly Named[] = [
  ["std", /\b(standard deviations?|std\.?( ?dev)?\b|stdev|standardabweichung|ecart.type|desviacion)/],
  ["var", /\b(variance|varianz)\b/],
  ["iqr", /\b(interquartile range|iqr|quartilsabstand)\b/],
  ["mode", /\b(the mode|modal value|most (frequent|common) value)\b/],
  ["skew", /\b(skewness|schiefe)\b/],
];
const [highs, lows] = ["highest|largest|maximum|max|biggest|greatest|top", "lowest|smallest|minimum|min|least"];
const range = new RegExp(
  `\\b(gap|difference|distance|range|spread|span)\\b[^?]*\\b(${highs})\\b( \\w+){0,2} and (the )?(${lows})\\b|\\b(gap|difference|distance|range|spread|span)\\b[^?]*\\b(${lows})\\b( \\w+){0,2} and (the )?(${highs})\\b`,
);
const interval = /\bconfidence (interval|limits|bounds|range)|konfidenzintervall/;
const plain: readonly Named[] = [
  ["mean", /\b(average|mean|avg|durchschnitt|mittelwert)\b/],
  ["median", /\bmedian\b/],
  ["min", /\b(minimum|min)\b/],
  ["max", /\b(maximum|max)\b/],
  ["sum", /\b(total|sum|summe)\b/],
];

/** The statistics a question names, in its order: empty where a plain job tells all of them. */
export function statisticsIn(text: string): string[] {
  const at = (pattern: RegExp): number => text.search(pattern);
  const found = [
    ...rare.filter(([, pattern]) => pattern.test(text)).map(([name, pattern]) => [name, at(pattern)] as const),
    ...percentiles(text),
    ...(range.test(text) ? [["range", at(range)] as const] : []),
    ...(interval.test(text) ? [["low95", at(interval)] as const, ["high95", at(interval) + 0.5] as const] : []),
  ];
  const usual = plain.filter(([, pattern]) => pattern.test(text)).map(([name, pattern]) => [name, at(pattern)] as const);
  const listed =
    found.length > 0 ? usual.filter(([name]) => !(interval.test(text) && name === "mean") && name !== "sum") : several(text) ? usual : [];
  if (range.test(text)) return ["range"];
  return [...new Set([...found, ...listed].toSorted((a, b) => a[1] - b[1]).map(([name]) => name))];
}

const basic = "average|mean|avg|median|minimum|min|maximum|max|total|sum|durchschnitt|mittelwert|summe";
const several = (text: string): boolean =>
  new RegExp(`\\b(${basic})( \\w+)?\\s*(,|and|und|&|as well as|plus|,? and)\\s*(the |der |die )?(${basic})\\b`).test(text);

function percentiles(text: string): (readonly [string, number])[] {
  const found: (readonly [string, number])[] = [
    ...[...text.matchAll(/\b(\d{1,2}(?:\.\d+)?)(?:st|nd|rd|th|\.|)? ?(?:-? ?)?(?:percentile|perzentil|quantile)/g)].map(
      (match) => [`p${match[1]}`, match.index] as const,
    ),
    ...(/\b(percentiles?|perzentile?)\b/.test(text)
      ? [...text.matchAll(/\b(\d{1,2})(?:st|nd|rd|th)\b/g)].map((match) => [`p${match[1]}`, match.index] as const)
      : []),
    ...[...text.matchAll(/\b(?:percentile|perzentil) (\d{1,2}(?:\.\d+)?)\b/g)].map((match) => [`p${match[1]}`, match.index] as const),
    ...[...text.matchAll(/\bp(\d{2})\b/g)].map((match) => [`p${match[1]}`, match.index] as const),
  ];
  const quartile = (pattern: RegExp, ...names: string[]) => {
    const index = text.search(pattern);
    if (index >= 0) found.push(...names.map((name, place) => [name, index + place / 10] as const));
  };
  quartile(/\b(first|lower|1st) quartile/, "p25");
  quartile(/\b(third|upper|3rd) quartile/, "p75");
  if (found.length === 0) quartile(/\b(the|all|three) quartiles\b/, "p25", "median", "p75");
  return found;
}
