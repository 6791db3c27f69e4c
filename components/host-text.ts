import { strings } from "./strings.ts";

let kept: { readonly pairs: readonly (readonly [string, string])[]; readonly rules: readonly (readonly [RegExp, string])[] } | null = null;

/** Patterns are made once for each language. */
function rules(): readonly (readonly [RegExp, string])[] {
  const pairs = strings.host;
  if (kept?.pairs !== pairs) kept = { pairs, rules: pairs.map(([pattern, said]) => [new RegExp(`^${pattern}$`), said]) };
  return kept.rules;
}

const longest = 2_000;

/** What our own code said about a run or a file, in the language of whoever looks; anything else as it is. */
export function hostText(text: string): string {
  const rule = text.length > longest ? undefined : rules().find(([pattern]) => pattern.test(text));
  return rule === undefined ? text : text.replace(rule[0], rule[1]);
}
