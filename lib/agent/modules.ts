import { blank } from "../policy/blank.ts";
import type { Helper } from "../protocol/policy.ts";

/** What a model is told of one function or class. */
const lineChars = 300;
/** What it is told of all of them; the rest is named without its signature. */
const allChars = 8_000;

/** A public function or class at the top of a module: how it is called, and the first line of what it says of itself. */
export type Offered = { readonly name: string; readonly signature: string; readonly summary: string };

const head = /^(?:async[ \t]+)?(def|class)[ \t]+([A-Za-z]\w*)/gm;

/** What a module offers. A scanner, not a parser: what it does not understand it leaves out. */
export function offeredBy(code: string): Offered[] {
  const plain = blank(code).text;
  return [...plain.matchAll(head)].flatMap(({ 0: { length }, 1: kind = "", 2: name = "", index }) => {
    const end = endOfHead(plain, index + length);
    if (end === null) return [];
    const rest = oneLine(code.slice(index + length, end));
    return [{ name, signature: short(`${kind === "class" ? "class " : ""}${name}${rest}`), summary: short(docOf(code.slice(end + 1))) }];
  });
}

/** Where the colon stands that ends the head of a definition. */
function endOfHead(plain: string, from: number): number | null {
  let depth = 0;
  for (let at = from; at < plain.length; at++) {
    if ("([{".includes(plain[at] ?? "")) depth++;
    else if (")]}".includes(plain[at] ?? "")) depth--;
    else if (plain[at] === ":" && depth === 0) return at;
  }
  return null;
}

const docstring = /^(?:\s|#[^\n]*\n)*[rRuU]?("""|'''|"|')([\s\S]*?)\1/;

/** First line of the docstring that code begins with; empty where there is none. */
const docOf = (code: string): string => docstring.exec(code)?.[2]?.trim().split("\n")[0]?.trim() ?? "";

const oneLine = (text: string): string => text.replace(/\s+/g, " ").replace(/([([{]) | (?=[)\]}])/g, "$1");

const short = (text: string): string => (text.length > lineChars ? `${text.slice(0, lineChars - 3)}...` : text);

/** The part of the system prompt that tells of them; nothing where there are none. */
export function helperModules(helpers: readonly Helper[]): string[] {
  if (helpers.length === 0) return [];
  let left = allChars;
  const lines = helpers.flatMap(({ name, code }) => {
    const offered = offeredBy(code).map((one) => ({ ...one, line: `  - ${one.signature}${one.summary ? `: ${one.summary}` : ""}` }));
    const shown = offered.filter(({ line }) => {
      left -= line.length;
      return left >= 0;
    });
    const more = offered.filter((one) => !shown.includes(one)).map((one) => one.name);
    const about = short(docOf(code));
    return [`- from ${name} import ...${about ? ` (${about})` : ""}`, ...shown.map(({ line }) => line), ...(more.length > 0 ? [`  - also: ${short(more.join(", "))}`] : [])];
  });
  return [`# Helper modules\n${purpose}\n${lines.join("\n")}`];
}

const purpose =
  "The administrator has given these modules. They hold how this organisation computes things: import and use what fits, rather than writing it anew.";
