/**
 * What a file that code wrote must not hold when values are put into it: it could send them somewhere once the person opens it. Such a file keeps
 * its tokens. Told generously: a wrong alarm costs a pseudonym, a missed one a value.
 */
const program =
  /<script\b|<[a-z][^>]*[\s/"']on\w+\s*=|\bjavascript\s*:|<meta\b[^>]*\bhttp-equiv\b[^>]*refresh|<(?:\w+:)?(?:iframe|frame|object|embed|applet|form|base|portal|foreignObject|handler)\b|<\?xml-stylesheet/i;
const outside =
  /@import|@font-face|\burl\(\s*(?!["']?\s*(?:#|data:))|<link\b|\b(?:href|src|srcset|poster|background|data|action)\s*=\s*["']?\s*(?!["'#]|data:image\/)[^\s"'>]|<!ENTITY/i;
const calls =
  /\b(?:WEBSERVICE|IMAGE|RTD|DDE|CALL|REGISTER(?:\.ID)?|SQL\.REQUEST|IMPORT(?:DATA|XML|HTML|FEED|RANGE)|CUBE\w+)\s*\(|\|\s*['"]|\[\d+\]/i;

/** HTML that runs something. What it would load is stopped by a policy of its own. */
export const runs = (html: string): boolean => program.test(html);

/** SVG or XML that runs something, or asks for anything outside of itself. */
export const reaches = (xml: string): boolean => program.test(xml) || outside.test(xml);

/** A formula that asks for something outside of its workbook, or leads there with more than fixed text. */
export const asksOutside = (formula: string): boolean => {
  if (calls.test(formula)) return true;
  const fixed = /^\s*_?=?\s*HYPERLINK\(\s*"[^"]*"\s*(?:[,;]\s*"[^"]*"\s*)?\)\s*$/i;
  return /\bHYPERLINK\s*\(/i.test(formula) && !fixed.test(formula);
};

/** Lets a page show itself and load nothing. */
const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; base-uri 'none'">`;

/** The page under a policy that comes before anything in it. */
export const alone = (html: string): string => {
  const before = /^\ufeff?\s*(?:<!--[\s\S]*?-->\s*)*(?:<!doctype[^>]*>)?/i.exec(html)?.[0] ?? "";
  return before + policy + html.slice(before.length);
};
