import { unbase64, unhex, unpercent, unquote } from "./decode.ts";
import { checkedTypes, findFolded } from "./detect.ts";
import { fold, over, source, type View } from "./fold.ts";
import { compile, type Hit, Matcher, separators, wordEdges } from "./matcher.ts";
import { withinToken } from "./token.ts";

/** Where a leak stood: `at` and `length` are characters of the outbound text; `type` is `original` or a checksummed type. Never the value itself. */
export type Leak = { type: string; at: number; length: number; where: Where; token: string | null };
export type Where = "plain" | "escaped" | "url" | "base64" | "hex" | "separators";
export type Passage = { ok: true } | { ok: false; findings: Leak[] };

export type GateOptions = {
  /** Checksummed types that are refused even where no file holds them; all of `checkedTypes` unless told. */
  types?: ReadonlySet<string>;
  /** Stop after so many findings; 20 unless told. */
  most?: number;
};

/** `typed` looks are searched for checksummed types and for other separators too: not the plain one where an unescaped one follows, which says the same and more. */
type Look = { where: Where; view: View; typed: boolean };

/**
 * The last gate over the exact outbound bytes. Blocks any original of a masked column in plain text, any case, JSON, unicode, HTML or percent
 * escapes, base64, hex, or with other separators between its words or digits; and any checksummed type. Tokens pass. Linear in the text.
 */
export function gate(body: string | Uint8Array, originals: ReadonlySet<string> | Matcher, options: GateOptions = {}): Passage {
  const text = typeof body === "string" ? body : new TextDecoder().decode(body);
  const matcher = originals instanceof Matcher ? originals : compile(Array.from(originals, (original): [string, string] => [original, ""]));
  const most = options.most ?? 20;
  const found = new Map<string, Leak>();
  for (const look of looks(text)) {
    for (const leak of leaks(look, text, matcher, options.types ?? checkedTypes)) {
      const key = `${leak.type}@${leak.at}`;
      if (!found.has(key)) found.set(key, leak);
      if (found.size >= most) return { ok: false, findings: [...found.values()] };
    }
  }
  return found.size === 0 ? { ok: true } : { ok: false, findings: [...found.values()] };
}

function folded(view: View): View {
  return over(view, fold(view.text));
}

/** Each reading of the text that differs from the last: as it stands, unescaped (twice at most), with percent escapes undone, and out of base64 and hex. */
function* looks(text: string): Generator<Look> {
  let read: View = { text, at: null };
  let next = unquote(text);
  yield { where: "plain", view: folded(read), typed: next === null };
  for (let turn = 0; turn < 2 && next !== null; turn += 1) {
    read = over(read, next);
    next = unquote(read.text);
    yield { where: "escaped", view: folded(read), typed: true };
  }
  const percent = unpercent(read.text);
  if (percent !== null) yield { where: "url", view: folded(over(read, percent)), typed: true };
  yield* packed("base64", read, unbase64(read.text));
  if (percent !== null && /%[0-9a-f]{2}/i.test(read.text)) yield* packed("base64", read, over(percent, unbase64(percent.text)));
  yield* packed("hex", read, unhex(read.text));
}

function* packed(where: Where, read: View, inner: View): Generator<Look> {
  if (inner.text === "") return;
  const view = over(read, inner);
  yield { where, view: folded(view), typed: true };
  const escaped = unquote(view.text);
  if (escaped !== null) yield { where, view: folded(over(view, escaped)), typed: true };
}

function* leaks(look: Look, text: string, matcher: Matcher, types: ReadonlySet<string>): Generator<Leak> {
  const { view, where } = look;
  const same = (at: number, length: number, exact: string): boolean =>
    text.slice(source(view, at), source(view, at + length - 1) + 1) === exact;
  for (const hit of matcher.scan(view.text, where === "base64" || where === "hex" ? () => false : same)) {
    if (!withinToken(view.text, hit.at, hit.length, matcher.tokens)) yield leak("original", hit, view, where);
  }
  if (!look.typed) return;
  if (matcher.squeezed !== null) {
    for (const hit of squeezedHits(view, matcher.squeezed))
      yield leak("original", hit, view, where === "plain" || where === "escaped" ? "separators" : where);
  }
  for (const span of findFolded(view.text, types)) {
    if (!withinToken(view.text, span.at, span.length, matcher.tokens)) yield leak(span.type, { ...span, token: "" }, view, where);
  }
}

function leak(type: string, hit: Hit, view: View, where: Where): Leak {
  const at = source(view, hit.at);
  return { type, at, length: source(view, hit.at + hit.length - 1) + 1 - at, where, token: hit.token === "" ? null : hit.token };
}

/** Hits of originals of several words or many digits in the text without separators, where they begin and end as words of the text do. Places are the view's. */
export function squeezedHits(view: View, matcher: Matcher): Hit[] {
  const text = view.text;
  const all = wordEdges(text);
  const kept = new Int32Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (separator.has(text.charCodeAt(at))) continue;
    kept[length] = at;
    all.starts[length] = all.starts[at] ?? 0;
    all.ends[length] = all.ends[at] ?? 0;
    length += 1;
  }
  return matcher
    .scan(text.replace(separators, ""), () => true, all)
    .flatMap((hit) => {
      const first = kept[hit.at] ?? 0;
      const last = kept[hit.at + hit.length - 1] ?? 0;
      return last - first + 1 <= hit.length * 2 ? [{ at: first, length: last - first + 1, token: hit.token }] : [];
    });
}

const separator = new Set([..." -./()_,:+'@"].map((letter) => letter.charCodeAt(0)));
