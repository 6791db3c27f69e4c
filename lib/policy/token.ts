/** The shape of a token: a word for the type, `_`, eight or sixteen characters of Crockford's base 32, and what the rules keep. */
export const tokenShape =
  /[A-Za-z]+_(?:[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{16}|[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{8})(?![0-9A-Za-z])(?:@[A-Za-z][\w.-]*|\+\d{1,3}|:[A-Za-z]{2})?|(?<!\d)9\d{14}(?!\d)/g;

const reach = 80;

/** Whether text[at .. at + length] lies inside a token that was given out. `tokens` is in lower case. */
export function withinToken(text: string, at: number, length: number, tokens: ReadonlySet<string>): boolean {
  if (tokens.size === 0) return false;
  const from = Math.max(0, at - reach);
  for (const match of text.slice(from, at + length + reach).matchAll(tokenShape)) {
    const start = from + match.index;
    const given = known(match[0], tokens);
    if (given > 0 && start <= at && at < start + given) return true;
  }
  return false;
}

/** How many leading characters of a match are a token that was given out: the sentence may go on after `@company.` */
export function known(match: string, tokens: ReadonlySet<string>): number {
  const lower = match.toLowerCase();
  for (const candidate of [lower, lower.replace(/[.-]+\w*$/, ""), lower.replace(/[@+:].*$/, "")]) {
    if (tokens.has(candidate)) return candidate.length;
  }
  return 0;
}
