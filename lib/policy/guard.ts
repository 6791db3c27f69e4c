import { checkedTypes, find } from "./detect.ts";
import { gate, type Passage } from "./gate.ts";
import { mask } from "./mask.ts";
import { compile, type Matcher } from "./matcher.ts";
import { withinToken } from "./token.ts";

export type Masked = { texts: string[]; counts: Record<string, number> };

/** What there is to keep back: pairs of token and original, and words that may be seen anyway. */
export type Lesson = { tokens: readonly string[]; originals: readonly string[]; open: readonly string[] };

/** Numbers of six digits and more are looked for, but not where so many stand close together that any result might hit one: this share of all numbers of their length. */
const dense = 0.0005;
const digits = /^\d{6,8}$/;

/**
 * Knows every original of the session's masked columns. `mask` puts tokens in the place of originals and of checksummed types; `gate` is the last
 * look at what leaves. `tokenOf` makes a token for a value that stands in no file: the same for the same value.
 */
export class Guard {
  private readonly pairs = new Map<string, string>();
  private readonly open: Set<string>;
  private readonly tokenOf: (type: string, value: string) => string;
  private compiled: Matcher | null = null;

  constructor(publicWords: Iterable<string>, tokenOf: (type: string, value: string) => string) {
    this.open = new Set(publicWords);
    this.tokenOf = tokenOf;
  }

  learn({ tokens, originals, open }: Lesson): void {
    for (const [at, token] of tokens.entries()) {
      const original = originals[at];
      if (original !== undefined && !this.pairs.has(original)) this.pairs.set(original, token);
    }
    for (const word of open) this.open.add(word);
    this.compiled = null;
  }

  /** The texts without originals and checksummed types; `made` are the pairs that are new. */
  mask(texts: readonly string[]): Masked & { made: [token: string, original: string][] } {
    const counts: Record<string, number> = {};
    const made: [string, string][] = [];
    const count = (token: string) => {
      const type = token.split("_")[0]?.toLowerCase() ?? "number";
      counts[type] = (counts[type] ?? 0) + 1;
    };
    const masked = texts.map((text) => {
      const known = mask(text, this.matcher, count);
      return this.typed(known.text, (token, original) => {
        count(token);
        made.push([token, original]);
      });
    });
    if (made.length > 0) this.learn({ tokens: made.map(([token]) => token), originals: made.map(([, original]) => original), open: [] });
    return { texts: masked, counts, made };
  }

  gate(body: string): Passage {
    return gate(body, this.matcher);
  }

  /** Values that show by their check digits what they are, though no file holds them. */
  private typed(text: string, made: (token: string, original: string) => void): string {
    const { tokens } = this.matcher;
    const spans = find(text, checkedTypes).filter(({ at, length }) => !withinToken(text, at, length, tokens));
    return spans.reduceRight((done, { type, at, length }) => {
      const original = text.slice(at, at + length);
      const token = this.tokenOf(type, original);
      made(token, original);
      return done.slice(0, at) + token + done.slice(at + length);
    }, text);
  }

  private get matcher(): Matcher {
    this.compiled ??= compile(rare(this.pairs), this.open);
    return this.compiled;
  }
}

/** The pairs without numbers that stand too close together to tell anything. */
function* rare(pairs: ReadonlyMap<string, string>): Generator<[string, string]> {
  const numbers = new Map<number, number>();
  for (const original of pairs.keys()) if (digits.test(original)) numbers.set(original.length, (numbers.get(original.length) ?? 0) + 1);
  for (const [original, token] of pairs) {
    const alike = digits.test(original) ? (numbers.get(original.length) ?? 0) : 0;
    if (alike < 10 ** original.length * dense) yield [original, token];
  }
}
