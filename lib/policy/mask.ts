import { fold, source } from "./fold.ts";
import { squeezedHits } from "./gate.ts";
import type { Hit, Matcher } from "./matcher.ts";
import { known, tokenShape, withinToken } from "./token.ts";

export type Masked = { text: string; count: number };

/** The text with every original replaced by its token: for tracebacks, questions, names. Exact and linear; what only an encoding shows is left to the gate. */
export function mask(text: string, matcher: Matcher, found: (token: string) => void = () => undefined): Masked {
  const view = fold(text);
  const same = (at: number, length: number, exact: string): boolean =>
    text.slice(source(view, at), source(view, at + length - 1) + 1) === exact;
  const plain = matcher.scan(view.text, same).filter((hit) => !withinToken(view.text, hit.at, hit.length, matcher.tokens));
  const spaced = matcher.squeezed === null ? [] : squeezedHits(view, matcher.squeezed);
  const parts: string[] = [];
  let done = 0;
  let count = 0;
  for (const hit of [...plain, ...spaced].sort((a: Hit, b: Hit) => a.at - b.at || b.length - a.length)) {
    const at = source(view, hit.at);
    if (at < done) continue;
    parts.push(text.slice(done, at), hit.token);
    found(hit.token);
    done = source(view, hit.at + hit.length - 1) + 1;
    count += 1;
  }
  return { text: parts.join("") + text.slice(done), count };
}

/** A stretch of text, or a token with what it stands for. */
export type Piece = { type: "text"; text: string } | { type: "token"; token: string; original: string };

/** The tokens of a session, ready for display; it stays in the page. */
export class Mapping {
  readonly tokens: ReadonlySet<string>;
  private readonly exact: Map<string, string>;
  private readonly folded: Map<string, string>;
  private readonly lower: Set<string>;

  /** `before` lends what it knows and must not be used any more: copying hundreds of thousands of pairs for a few would be felt. */
  constructor(pairs: Iterable<readonly [token: string, original: string]>, before?: Mapping) {
    this.exact = before?.exact ?? new Map();
    this.folded = before?.folded ?? new Map();
    this.lower = before?.lower ?? new Set();
    this.tokens = this.lower;
    for (const [token, original] of pairs) {
      const lower = token.trim().toLowerCase();
      this.exact.set(token.trim(), original.trim());
      if (!this.folded.has(lower)) this.folded.set(lower, original.trim());
      this.lower.add(lower);
    }
  }

  get size(): number {
    return this.exact.size;
  }

  /** Tokens whose original is as asked for, at most so many. */
  tokensOf(fits: (original: string) => boolean, most: number): string[] {
    const found: string[] = [];
    for (const [token, original] of this.exact) {
      if (found.length >= most) break;
      if (fits(original)) found.push(token);
    }
    return found;
  }

  original(token: string): string | undefined {
    return this.exact.get(token) ?? this.folded.get(token.toLowerCase());
  }
}

/** The text cut at its tokens, each with its original. Code that lowered a token still finds it. */
export function pieces(text: string, mapping: Mapping): Piece[] {
  const made: Piece[] = [];
  let done = 0;
  for (const match of text.matchAll(tokenShape)) {
    const length = known(match[0], mapping.tokens);
    const token = match[0].slice(0, length);
    const original = length > 0 ? mapping.original(token) : undefined;
    if (original === undefined) continue;
    if (match.index > done) made.push({ type: "text", text: text.slice(done, match.index) });
    made.push({ type: "token", token, original });
    done = match.index + length;
  }
  if (done < text.length) made.push({ type: "text", text: text.slice(done) });
  return made;
}

/** The text as the person reads it. Text only: what is shown stays inert whatever an original holds. */
export function unmask(text: string, mapping: Mapping): string {
  return pieces(text, mapping)
    .map((piece) => (piece.type === "token" ? piece.original : piece.text))
    .join("");
}
