/** Python code with the inside of strings and comments blanked; same length, same lines. */
export interface Blanked {
  readonly text: string;
  /** True where a string was still open at the end. */
  readonly open: boolean;
}

const opener = /#|(?:"""|'''|"|')/g;

/** A scanner, not a parser: good enough to find statements, never to judge them. The judge is check.py. */
export function blank(code: string): Blanked {
  let text = "";
  let at = 0;
  for (;;) {
    opener.lastIndex = at;
    const found = opener.exec(code);
    if (!found) return { text: text + code.slice(at), open: false };
    const end = found[0] === "#" ? endOfLine(code, found.index) : endOfString(code, found.index, found[0]);
    text += code.slice(at, found.index) + spaces(code.slice(found.index, end ?? code.length));
    if (end === null) return { text, open: true };
    at = end;
  }
}

function endOfLine(code: string, from: number): number {
  const end = code.indexOf("\n", from);
  return end < 0 ? code.length : end;
}

/** Where the string that opens at `from` is over; null where a triple-quoted one never is. A plain one ends with its line. */
function endOfString(code: string, from: number, quote: string): number | null {
  for (let at = from + quote.length; at < code.length; at++) {
    if (code[at] === "\\") at++;
    else if (code.startsWith(quote, at)) return at + quote.length;
    else if (code[at] === "\n" && quote.length === 1) return at;
  }
  return quote.length === 1 ? code.length : null;
}

function spaces(text: string): string {
  return text.replace(/[^\n]/g, " ");
}
