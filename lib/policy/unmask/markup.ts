import { type Mapping, pieces } from "../mask.ts";

/** Characters that XML 1.0 cannot hold at all. */
const never =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A value as text or as a quoted attribute of XML and HTML. */
export const asMarkup = (text: string): string =>
  text
    .replace(never, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");

export function replaced(text: string, mapping: Mapping, safe: (original: string) => string): string {
  return pieces(text, mapping)
    .map((piece) => (piece.type === "text" ? piece.text : safe(piece.original)))
    .join("");
}

/** Comments, CDATA, processing instructions and declarations, the whole of scripts and styles, and tags; what is between them is text. */
const parts =
  /(<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<\?[\s\S]*?(?:\?>|$)|<!(?:"[^"]*"|'[^']*'|[^>"'])*>|<script\b[^>]*>[\s\S]*?(?:<\/script[^>]*>|$)|<style\b[^>]*>[\s\S]*?(?:<\/style[^>]*>|$)|<\/?[A-Za-z](?:"[^"]*"|'[^']*'|[^>"'])*>)/gi;

/** Attributes that are read by people. In all others, addresses and names that things are found by, tokens stay: a value must not leave by a click. */
const told = /(\s(?:alt|title|aria-label|aria-description|placeholder|summary|label)\s*=\s*)("[^"]*"|'[^']*')/gi;

/** XML, SVG or HTML with values in the place of tokens, each escaped for where it stands: it is text wherever it is opened. Scripts and styles keep theirs. */
export function unmaskMarkup(text: string, mapping: Mapping): string {
  if (mapping.tokens.size === 0) return text;
  return text
    .split(parts)
    .map((part, at) => (at % 2 === 0 ? replaced(part, mapping, asMarkup) : special(part, mapping)))
    .join("");
}

function special(part: string, mapping: Mapping): string {
  if (part.startsWith("<!--")) return replaced(part, mapping, (original) => asMarkup(original).replaceAll("-", "&#45;"));
  if (part.startsWith("<![")) return replaced(part, mapping, (original) => original.replace(never, "\ufffd").replaceAll("]]>", "]] >"));
  if (/^<(?:script\b|style\b|[?!])/i.test(part)) return part;
  return part.replace(told, (_, before: string, value: string) => before + replaced(value, mapping, asMarkup));
}
