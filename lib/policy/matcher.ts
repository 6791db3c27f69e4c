import { fold } from "./fold.ts";

/** Where an original stands in a folded text, and the token that goes in its place. */
export type Hit = { at: number; length: number; token: string };

/** One mark for each character: 1 where a hit may begin, 1 where its last character may be. */
export type Edges = { starts: Uint8Array; ends: Uint8Array };
export type Same = (at: number, length: number, exact: string) => boolean;

type Entry = { token: string; exact: string | null };
const window = 8;
const least = 4;
const slots = 1 << 22;

/**
 * Finds any of many originals in folded text, in one pass: a rolling hash of eight characters for originals of eight and more, which are found
 * anywhere; a hash of four at word boundaries for shorter ones. Originals of two or three letters must match to the case, and as whole words.
 * Numbers under six digits are not looked for: they stand in every table.
 */
export class Matcher {
  readonly tokens: ReadonlySet<string>;
  readonly squeezed: Matcher | null;
  readonly size: number;
  private readonly entries = new Map<string, Entry>();
  private readonly filter = new Uint8Array(slots >> 3);
  private readonly lengths = new Map<number, number[]>();

  constructor(folded: Iterable<readonly [text: string, entry: Entry]>, squeezed: Matcher | null, tokens: ReadonlySet<string>) {
    for (const [text, entry] of folded) if (!this.entries.has(text)) this.add(text, entry);
    for (const list of this.lengths.values()) list.sort((a, b) => b - a);
    this.squeezed = squeezed;
    this.tokens = tokens;
    this.size = this.entries.size;
  }

  /**
   * All hits of a folded text, leftmost and longest first, without overlaps. `same` confirms a short original to the case. With `edges`
   * (marks of where a hit may begin and end) every hit must keep to them; without, short ones keep to words and numbers to whole numbers.
   */
  scan(text: string, same: Same, edges: Edges | null = null): Hit[] {
    const hits: Hit[] = [];
    if (this.size === 0) return hits;
    const codes = codesOf(text);
    const bounds = edges ?? wordEdges(text, codes);
    let rolling = hash(codes, 0, window - 1);
    let before = 0;
    let free = 0;
    for (let at = 0; at < text.length; at += 1) {
      rolling = (Math.imul(rolling - Math.imul(before, top), 31) + (codes[at + window - 1] ?? 0)) | 0;
      before = codes[at] ?? 0;
      if (at < free || (edges !== null && edges.starts[at] === 0)) continue;
      let hit = this.listed(rolling) === undefined ? null : this.longHit(text, at, rolling, edges);
      if (hit === null && bounds.starts[at] === 1) hit = this.shortHit(text, codes, at, same, bounds);
      if (hit === null) continue;
      hits.push(hit);
      free = at + hit.length;
    }
    return hits;
  }

  private add(text: string, entry: Entry): void {
    this.entries.set(text, entry);
    const key = text.length >= window ? hash(codesOf(text), 0, window) : shortKey(codesOf(text), 0, Math.min(text.length, least));
    this.filter[(key & (slots - 1)) >> 3] = (this.filter[(key & (slots - 1)) >> 3] ?? 0) | (1 << (key & 7));
    const list = this.lengths.get(key);
    if (list === undefined) this.lengths.set(key, [text.length]);
    else if (!list.includes(text.length)) list.push(text.length);
  }

  private listed(key: number): number[] | undefined {
    const bits = this.filter[(key & (slots - 1)) >> 3] ?? 0;
    return (bits & (1 << (key & 7))) === 0 ? undefined : this.lengths.get(key);
  }

  private longHit(text: string, at: number, key: number, edges: Edges | null): Hit | null {
    const list = this.listed(key);
    if (list === undefined) return null;
    for (const length of list) {
      if (length < window || at + length > text.length) continue;
      const entry = this.entries.get(text.slice(at, at + length));
      const ends = edges === null ? digitsEnd(text, at, length) : edges.ends[at + length - 1] === 1;
      if (entry !== undefined && ends) return { at, length, token: entry.token };
    }
    return null;
  }

  private shortHit(text: string, codes: Uint16Array, at: number, same: Same, bounds: Edges): Hit | null {
    if (kindOf[codes[at] ?? 0] === 0) return null;
    for (let size = least; size >= 2; size -= 1) {
      const list = at + size <= text.length ? this.listed(shortKey(codes, at, size)) : undefined;
      if (list === undefined) continue;
      for (const length of list) {
        if (length >= window || (length < least && length !== size) || at + length > text.length || bounds.ends[at + length - 1] === 0)
          continue;
        const entry = this.entries.get(text.slice(at, at + length));
        if (entry !== undefined && (entry.exact === null || same(at, length, entry.exact))) return { at, length, token: entry.token };
      }
    }
    return null;
  }
}

const top = Array.from({ length: window - 1 }).reduce<number>((power) => Math.imul(power, 31), 1);

/** The characters as numbers, followed by zeros for the window to run out on. */
function codesOf(text: string): Uint16Array {
  const codes = new Uint16Array(text.length + window);
  for (let at = 0; at < text.length; at += 1) codes[at] = text.charCodeAt(at);
  return codes;
}

function hash(codes: Uint16Array, from: number, size: number): number {
  let value = 0;
  for (let at = from; at < from + size; at += 1) value = (Math.imul(value, 31) + (codes[at] ?? 0)) | 0;
  return value;
}

function shortKey(codes: Uint16Array, from: number, size: number): number {
  return Math.imul(hash(codes, from, size) + size, 0x9e3779b1) >> 3;
}

/** For each character: 1 digit, 2 letter, 3 a letter of a script without spaces, 0 anything else. */
const kindOf = Uint8Array.from({ length: 65_536 }, (_, at) => {
  if (at >= 48 && at <= 57) return 1;
  if ((at >= 97 && at <= 122) || (at >= 65 && at <= 90)) return 2;
  if (at < 0xc0 || (at >= 0x2000 && at < 0x206f) || at === 0xd7 || at === 0xf7 || (at >= 0x3000 && at < 0x3005)) return 0;
  return (at >= 0x3005 && at < 0xa000) || (at >= 0xac00 && at < 0xd7a4) ? 3 : 2;
});

/** Words begin and end where letters, digits and the rest meet; a script without spaces begins and ends anywhere. */
export function wordEdges(text: string, codes: Uint16Array = codesOf(text)): Edges {
  const starts = new Uint8Array(text.length);
  const ends = new Uint8Array(text.length);
  let before = 0;
  for (let at = 0; at < text.length; at += 1) {
    const kind = kindOf[codes[at] ?? 0] ?? 0;
    if (kind !== before || kind === 0 || kind === 3) {
      starts[at] = 1;
      if (at > 0) ends[at - 1] = 1;
    }
    before = kind;
  }
  if (text.length > 0) ends[text.length - 1] = 1;
  return { starts, ends };
}

const isDigit = (text: string, at: number): boolean => text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57;

/** A number inside a longer number is another number. */
function digitsEnd(text: string, at: number, length: number): boolean {
  const starts = !isDigit(text, at) || !isDigit(text, at - 1);
  return starts && (!isDigit(text, at + length - 1) || !isDigit(text, at + length));
}

export const separators = /[ \-./()_,:+'@]/g;

/** Whether an original is looked for, in its folded form. */
function wanted(folded: string, allowed: ReadonlySet<string>): boolean {
  if (folded.length < 2 || allowed.has(folded)) return false;
  const digits = folded.replace(/\D/g, "").length;
  const bare = folded.replace(/[\s\d.,+\-/()]/g, "").length === 0;
  return bare ? digits >= 6 : /[\p{L}\p{N}]/u.test(folded) && (folded.length >= least || /^\p{L}+$/u.test(folded));
}

/**
 * Compiles originals (with their tokens) once; scanning is linear in the text. `allow` names words that are public anyway: column names,
 * values of safe columns, words of the prompt; an original equal to one of them, case aside, is not looked for.
 */
export function compile(originals: Iterable<readonly [original: string, token: string]>, allow: Iterable<string> = []): Matcher {
  const allowed = new Set(Array.from(allow, (word) => fold(word).text.trim()));
  const plain: [string, Entry][] = [];
  const bare: [string, Entry][] = [];
  const tokens = new Set<string>();
  for (const [original, token] of originals) {
    tokens.add(token.trim().toLowerCase());
    const folded = fold(original).text.trim();
    if (!wanted(folded, allowed)) continue;
    const short = folded.length < least && !/[\u3005-\u9fff\uac00-\ud7a3]/.test(folded);
    plain.push([folded, { token: token.trim(), exact: short ? original.trim() : null }]);
    const squeezed = folded.replace(separators, "");
    if (squeezed.length >= 6 && (squeezed !== folded || squeezed.replace(/\D/g, "").length >= 6))
      bare.push([squeezed, { token: token.trim(), exact: null }]);
  }
  const inner = bare.length > 0 ? new Matcher(bare, null, tokens) : null;
  return new Matcher(plain, inner, tokens);
}
