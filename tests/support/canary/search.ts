/** Readings of a message: as it stands, and with the encodings undone that code can print in. */
function readings(text: string): string[] {
  const plain = unescaped(text);
  const packed = [...plain.matchAll(/[A-Za-z0-9+/]{24,}={0,2}/g)].map(([found]) => Buffer.from(found, "base64").toString("utf8"));
  const hex = [...plain.matchAll(/(?:[0-9a-f]{2}){12,}/g)].map(([found]) => Buffer.from(found, "hex").toString("utf8"));
  const spelt = plain.replaceAll(/\\+x([0-9a-f]{2}) ?/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  const percent = plain.replaceAll(/%([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return [text, plain, ...packed, ...hex, spelt, percent];
}

const unescaped = (text: string): string =>
  text.replaceAll(/\\+u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))).replaceAll(/\\+([nt"/])/g, (_, letter: string) => ({ n: "\n", t: "\t" })[letter] ?? letter);

/** Each line once: every request repeats what was said before it. No value, and no encoding of one, reaches over a line. */
const once = (text: string): string => [...new Set(text.split(/\\+n|\n/))].join("\n");

/** Which of the values stand in a message, in any reading, whatever their case. */
export function found(text: string, values: readonly string[]): string[] {
  const all = readings(once(text)).join("\n").toLowerCase();
  return values.filter((value) => all.includes(value.toLowerCase()));
}
