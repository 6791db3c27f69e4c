import { ibanLength } from "./checksum.ts";
import { fold, source } from "./fold.ts";
import { type Kind, kinds, uncompacted } from "./kinds.ts";

/** `type` stands at text[at .. at + length]. */
export type Span = { type: string; at: number; length: number };

const signal = /[\d@]|[[({] ?at ?[\])}]/;
const mail = /@|[[({] ?at ?[\])}]/;
const near = 32;
const harmless =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{4}-\d{2}-\d{2}(?:[t ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?)?|\b(?=[0-9a-f]*[a-f][0-9a-f]*)(?=[0-9a-f]*\d)[0-9a-f]{24,64}\b|\bv\.? ?\d+(?:\.\d+){1,4}\b|version:? ?\d+(?:\.\d+){1,4}/g;

function passes(kind: Kind, text: string): boolean {
  return kind.check(uncompacted.has(kind.type) ? text : text.replace(/[\s.\-/()_,:·']+/g, ""));
}

/** Marks what is spoken for, so that kinds do not overlap. */
class Taken {
  private readonly marks: Uint8Array;

  constructor(length: number) {
    this.marks = new Uint8Array(length);
  }

  add(from: number, to: number): boolean {
    if (this.marks.subarray(from, to).includes(1)) return false;
    this.marks.fill(1, from, to);
    return true;
  }
}

function* candidates(kind: Kind, text: string): Generator<RegExpExecArray> {
  if (kind.strict !== null && (kind.type !== "email" || mail.test(text))) yield* text.matchAll(kind.strict);
  if (kind.loose === null || kind.words === null || !kind.words.test(text)) return;
  for (const match of text.matchAll(kind.loose)) {
    if (kind.words.test(text.slice(Math.max(0, match.index - near), match.index))) yield match;
  }
}

/** How far an IBAN reaches by its country: the pattern may have run on into the next word. */
function ibanSpan(match: string, after: string | undefined): number {
  let left = ibanLength.get(match.slice(0, 2)) ?? 0;
  for (let at = 0; at < match.length; at += 1) {
    if (/[a-z0-9]/.test(match[at] ?? "")) left -= 1;
    if (left === 0) return /[a-z0-9]/.test(match[at + 1] ?? after ?? "") ? match.length : at + 1;
  }
  return match.length;
}

/** Every kind that stands in a text, by place, without overlaps; the earlier in the table wins. `types` narrows the search. */
export function find(text: string, types?: ReadonlySet<string>): Span[] {
  const view = fold(text);
  return findFolded(view.text, types).map((span) => {
    const at = source(view, span.at);
    return { type: span.type, at, length: source(view, span.at + span.length - 1) + 1 - at };
  });
}

/** The same over text that is folded already; places are those of the folded text. */
export function findFolded(text: string, types?: ReadonlySet<string>): Span[] {
  if (!signal.test(text)) return [];
  const taken = new Taken(text.length);
  for (const match of text.matchAll(harmless)) taken.add(match.index, match.index + match[0].length);
  const found: Span[] = [];
  for (const kind of kinds) {
    if (types && !types.has(kind.type)) continue;
    for (const match of candidates(kind, text)) {
      const length = kind.type === "iban" ? ibanSpan(match[0], text[match.index + match[0].length]) : match[0].length;
      if (!passes(kind, match[0].slice(0, length)) || !taken.add(match.index, match.index + length)) continue;
      found.push({ type: kind.type, at: match.index, length });
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

export const allTypes: ReadonlySet<string> = new Set(kinds.map((kind) => kind.type));

/** The types whose check makes a chance match rare: what the gate refuses by itself. Addresses of machines and bare phone shapes are left out. */
export const checkedTypes: ReadonlySet<string> = new Set(
  [...allTypes].filter((type) => !["mac", "ipv4", "ipv6", "phone", "kr-rrn"].includes(type)),
);
