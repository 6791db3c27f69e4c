import type { Mapping } from "../mask.ts";
import { replaced } from "./markup.ts";

/** Fenced blocks and code spans, in which a backslash would show. */
const code = /(```[\s\S]*?(?:```|$)|~~~[\s\S]*?(?:~~~|$)|`[^`\n]+`)/g;

const inText = (original: string): string => original.replace(/[\r\n]+/g, " ").replace(/[\\`*_[\]<>|~!&]/g, "\\$&");
const inCode = (original: string): string =>
  original
    .replace(/[\r\n]+/g, " ")
    .replaceAll("`", "'")
    .replaceAll("~~~", "~ ~ ~");

/** Markdown with values in the place of tokens; a value shows letter by letter and never becomes markup of its own. */
export function unmaskMarkdown(text: string, mapping: Mapping): string {
  return text
    .split(code)
    .map((part, at) => (at % 2 === 1 ? replaced(part, mapping, inCode) : outside(part, mapping)))
    .join("");
}

/** Addresses of links and pictures, and all markup of the text's own, keep their tokens: they may be asked for when the text is opened. */
const address = /(\]\([^)\s]*(?:\s[^)]*)?\)|^[ \t]*\[[^\]\n]+\]:.*$|<[a-z/!?][^>]*(?:>|$)|\bhttps?:\/\/[^\s)>\]]+)/gim;

const outside = (text: string, mapping: Mapping): string =>
  text
    .split(address)
    .map((part, at) => (at % 2 === 1 ? part : replaced(part, mapping, inText)))
    .join("");
