import type { View } from "./fold.ts";

/** Builds a view piece by piece, remembering where each piece came from. */
class Weave {
  private readonly parts: string[] = [];
  private at = new Int32Array(1024);
  private length = 0;

  add(text: string, from: number, steady: boolean): void {
    if (this.length + text.length > this.at.length) {
      const grown = new Int32Array((this.length + text.length) * 2);
      grown.set(this.at.subarray(0, this.length));
      this.at = grown;
    }
    for (let place = 0; place < text.length; place += 1) this.at[this.length + place] = from + (steady ? place : 0);
    this.length += text.length;
    this.parts.push(text);
  }

  view(): View {
    return { text: this.parts.join(""), at: this.at.slice(0, this.length) };
  }
}

function replaced(text: string, shape: RegExp, by: (match: RegExpExecArray) => string): View | null {
  const weave = new Weave();
  let done = 0;
  for (const match of text.matchAll(shape)) {
    weave.add(text.slice(done, match.index), done, true);
    weave.add(by(match), match.index, false);
    done = match.index + match[0].length;
  }
  if (done === 0) return null;
  weave.add(text.slice(done), done, true);
  return weave.view();
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Bytes as UTF-8 where they are that, else as Latin-1. */
function letters(bytes: number[]): string {
  try {
    return utf8.decode(Uint8Array.from(bytes));
  } catch {
    return String.fromCharCode(...bytes);
  }
}

function letter(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
}

const escapes =
  /(?:\\x[0-9a-f]{2})+|(?:\\[0-3][0-7]{2})+|\\u\{[0-9a-f]{1,6}\}|\\u[0-9a-f]{4}|\\U[0-9a-f]{8}|\\N\{U\+[0-9a-f]{1,6}\}|&#x[0-9a-f]{1,6};|&#\d{1,7};|\\[nrtbfav"'\\/]/gi;
const plain: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", a: "\u0007", v: "\v" };

function unescaped(match: RegExpExecArray): string {
  const text = match[0];
  if (/^\\x/i.test(text)) return letters(Array.from(text.matchAll(/\\x(..)/gi), (m) => Number.parseInt(m[1] ?? "0", 16)));
  if (/^\\[0-3]/.test(text)) return letters(Array.from(text.matchAll(/\\(...)/g), (m) => Number.parseInt(m[1] ?? "0", 8)));
  if (/^&#\d/.test(text)) return letter(Number(text.slice(2, -1)));
  const code = /^(?:\\u\{?|\\N\{U\+|&#x)([0-9a-f]+)/i.exec(text)?.[1];
  if (code !== undefined)
    return text.startsWith("\\u") && !text.includes("{")
      ? String.fromCharCode(Number.parseInt(code, 16))
      : letter(Number.parseInt(code, 16));
  const second = text[1] ?? "";
  return plain[second] ?? second;
}

/** JSON, JavaScript, Python and HTML escapes undone once; null where there are none. */
export function unquote(text: string): View | null {
  return /[\\&]/.test(text) ? replaced(text, escapes, unescaped) : null;
}

/** Percent and quoted-printable escapes undone, `+` between words read as a space; null where there are none. */
export function unpercent(text: string): View | null {
  if (!/%[0-9a-f]{2}|=[0-9A-F]{2}|[^\s+]\+[^\s+]/i.test(text)) return null;
  return replaced(text, /(?:[%=][0-9a-f]{2})+|(?<=[^\s+])\+(?=[^\s+])/gi, (match) =>
    match[0] === "+" ? " " : letters(Array.from(match[0].matchAll(/[%=](..)/g), (m) => Number.parseInt(m[1] ?? "0", 16))),
  );
}

const sixBits = new Int8Array(128).fill(-1);
for (const [value, letter] of [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"].entries())
  sixBits[letter.charCodeAt(0)] = value;
sixBits[45] = 62;
sixBits[95] = 63;

/** Text that base64 runs could stand for, at all four offsets, one run's text a line. Only stretches of four or more readable bytes are kept. */
export function unbase64(text: string): View {
  const weave = new Weave();
  const letters = new Uint8Array(text.length);
  const bytes = new Uint8Array(text.length);
  for (const match of text.matchAll(/[A-Za-z0-9+/_-]{6,}(?:\r?\n[A-Za-z0-9+/_-]{4,})*/g)) {
    const length = sextets(match[0], letters);
    for (let offset = 0; offset < 4 && length - offset >= 6; offset += 1) {
      readable(bytes, packed(letters, offset, length, bytes), match.index, weave);
    }
  }
  return weave.view();
}

/** Fills `letters` with the run's six-bit values; returns how many there are. */
function sextets(run: string, letters: Uint8Array): number {
  let length = 0;
  for (let at = 0; at < run.length; at += 1) {
    const value = sixBits[run.charCodeAt(at)] ?? -1;
    if (value < 0) continue;
    letters[length] = value;
    length += 1;
  }
  return length;
}

/** Fills `bytes` from the `count` letters after `offset`; returns how many were made. */
function packed(letters: Uint8Array, offset: number, count: number, bytes: Uint8Array): number {
  let held = 0;
  let bits = 0;
  let length = 0;
  for (let at = offset; at < count; at += 1) {
    held = ((held << 6) | (letters[at] ?? 0)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length] = (held >> bits) & 0xff;
    length += 1;
  }
  return length;
}

/** Text that runs of hex digits could stand for: `416e6e`, `41 6e 6e`, `0x41, 0x6e`. */
export function unhex(text: string): View {
  const weave = new Weave();
  for (const match of text.matchAll(/[0-9a-f]{8,}|(?:(?:0x)?[0-9a-f]{2}(?:, |[ :,-])){3,}(?:0x)?[0-9a-f]{2}/gi)) {
    const run = match[0].replace(/0x|[^0-9a-f]/gi, "");
    for (let offset = 0; offset < 2; offset += 1) {
      const bytes = new Uint8Array((run.length - offset) >> 1);
      for (let at = 0; at < bytes.length; at += 1) bytes[at] = Number.parseInt(run.slice(offset + at * 2, offset + at * 2 + 2), 16);
      readable(bytes, bytes.length, match.index, weave);
    }
  }
  return weave.view();
}

/** How many bytes the UTF-8 letter at `at` has; 0 where there is none that can be read. */
function letterBytes(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return (first >= 0x20 && first !== 0x7f) || first === 0x0a || first === 0x09 ? 1 : 0;
  const size = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  for (let next = 1; next < size; next += 1) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  return size;
}

const lenient = new TextDecoder();

function readable(bytes: Uint8Array, length: number, from: number, weave: Weave): void {
  let start = 0;
  let at = 0;
  while (at <= length) {
    const size = at < length ? letterBytes(bytes, at) : 0;
    if (size > 0 && at + size <= length) {
      at += size;
      continue;
    }
    if (at - start >= 4) weave.add(`${lenient.decode(bytes.subarray(start, at))}\n`, from, false);
    at += 1;
    start = at;
  }
}
