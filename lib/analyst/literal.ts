/** Any text as one Python string literal: one line, printable ASCII, no backtick, so that it can end neither the literal, the line nor a fence. */
export function text(value: string): string {
  let out = "";
  for (const character of value) out += escaped(character);
  return `"${out}"`;
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (character === "\\" || character === '"') return `\\${character}`;
  if (character === "\n") return "\\n";
  if (code >= 0x20 && code < 0x7f && character !== "`") return character;
  if (isLetter(character) && code <= 0x24f) return character;
  return code > 0xffff ? `\\U${hex(code, 8)}` : code > 0xff ? `\\u${hex(code, 4)}` : `\\x${hex(code, 2)}`;
}

const isLetter = (character: string): boolean => /^\p{L}$/u.test(character);
const hex = (code: number, width: number): string => code.toString(16).padStart(width, "0");

export function list(values: readonly string[]): string {
  return `[${values.map(text).join(", ")}]`;
}

/** A finite number as Python writes it; anything else is a bug of the caller. */
export function amount(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`not a finite number: ${value}`);
  return String(value).replace("e+", "e");
}

/** Text behind "# ": one line, harmless whatever it holds. */
export function comment(value: string): string {
  const line = value
    .replace(/[^\x20-\x5f\x61-\x7e\u00a1-\u024f]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return `# ${line.length > 110 ? `${line.slice(0, 107)}...` : line}`;
}

/** A valid Python identifier, as profiles promise; anything else is refused rather than written. */
export function name(variable: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(variable)) return `load(${text(variable)})`;
  return variable;
}
