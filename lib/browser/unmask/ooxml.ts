import { type Mapping, pieces } from "../../policy/mask.ts";
import { asksOutside } from "../../policy/unmask/active.ts";
import { asMarkup, replaced } from "../../policy/unmask/markup.ts";
import { numberOf } from "../../policy/unmask/number.ts";
import { type SheetNames, sheetNames, withSheetNames } from "./sheet-names.ts";
import { type Member, membersOf, repacked, unpacked, zipOf } from "./zip.ts";

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * A workbook, a document or slides with values in the place of tokens in their texts and cells; members without a token stay byte for byte. Null
 * where that cannot be: something is not readable, or could send values away when the file is opened.
 */
export async function unmaskOoxml(members: readonly Member[], mapping: Mapping): Promise<Member[] | null> {
  if (members.some(({ name }) => reaching.test(name))) return null;
  const book = members.find(({ name }) => name === "xl/workbook.xml");
  const names = book ? sheetNames((await textOf(book)) ?? "", mapping) : new Map<string, string>();
  const made: Member[] = [];
  for (const member of members) {
    const rewritten = await memberOf(member, mapping, names);
    if (rewritten === null) return null;
    made.push(rewritten);
  }
  return made;
}

/** Programs, and what comes from elsewhere. */
const reaching = /vbaProject|activeX|macrosheets|externalLinks|connections\.xml|queryTables|oleObject/i;

async function memberOf(member: Member, mapping: Mapping, names: SheetNames): Promise<Member | null> {
  if (/\/embeddings\/[^/]+\.xlsx$/i.test(member.name)) return embedded(member, mapping);
  return /\.xml$/i.test(member.name) && !member.name.startsWith("[") ? rewrite(member, mapping, names) : member;
}

/** The workbook behind a chart in slides or a document. */
async function embedded(member: Member, mapping: Mapping): Promise<Member | null> {
  const content = await unpacked(member);
  const inner = content && membersOf(content);
  const made = inner && (await unmaskOoxml(inner, mapping));
  if (!made) return null;
  return made.every((one, at) => one === inner[at]) ? member : repacked(member, zipOf(made));
}

async function textOf(member: Member): Promise<string | null> {
  const content = await unpacked(member);
  try {
    return content === null ? null : decoder.decode(content);
  } catch {
    return null;
  }
}

const formulas = /<(?:\w+:)?(?:f|formula|formula1|formula2|definedName)\b[^>]*?(?<!\/)>([^<]*)</g;

async function rewrite(member: Member, mapping: Mapping, names: SheetNames): Promise<Member | null> {
  const text = await textOf(member);
  if (
    text === null ||
    /instrText[^<]*(?:INCLUDE|DDE|DATABASE)/i.test(text) ||
    [...text.matchAll(formulas)].some(([, inner = ""]) => asksOutside(inner.replaceAll("&quot;", '"')))
  )
    return null;
  const made = partOf(member.name, text, mapping, names);
  return made === text ? member : repacked(member, new TextEncoder().encode(made));
}

function partOf(name: string, text: string, mapping: Mapping, names: SheetNames): string {
  const cells = name.startsWith("xl/worksheets/") ? unmaskNumbers(text, mapping) : text;
  const made = unmaskXml(cells, mapping, names);
  return name === "xl/workbook.xml" ? renamed(made, names) : made;
}

/** Formulas and the like; texts that are addresses; then any tag, for its attributes. What is between is text. */
const parts =
  /(<((?:\w+:)?(?:f|formula|formula1|formula2|definedName))\b[^>]*?(?<!\/)>[^<]*<\/\2>|<((?:\w+:)?instrText)\b[^>]*>[^<]*<\/\3>|<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(?:"[^"]*"|'[^']*'|[^>"'])*>)/;

function unmaskXml(text: string, mapping: Mapping, names: SheetNames): string {
  // The pattern has three groups: what `split` gives is a text, then the three, over and over.
  return text
    .split(parts)
    .map((part = "", at) => {
      if (at % 4 === 0) return replaced(part, mapping, asText);
      if (at % 4 !== 1) return "";
      if (/^<(?:\w+:)?(?:f|formula[12]?|definedName)\b/.test(part) && part.includes("</")) return formula(part, mapping, names);
      return /^<(?:\w+:)?instrText\b/.test(part) || /^<[!?]/.test(part) ? part : attributes(part, mapping);
    })
    .join("");
}

/** Tabs and line ends have no place in a run of text; their like is written as a space. */
const asText = (original: string): string => asMarkup(original.replace(/[\t\r\n\u2028\u2029]+/g, " "));

/** A value is a text inside a formula and can end none; the address of a link keeps its token. */
function formula(part: string, mapping: Mapping, names: SheetNames): string {
  return part.replace(/>([^<]*)</, (_, inner: string) => {
    const named = withSheetNames(inner, names);
    const safe = (original: string) => asText(original.replaceAll('"', '""'));
    return `>${/\bHYPERLINK\b/i.test(named) ? named : inTexts(named, mapping, safe)}<`;
  });
}

/** Only between quotes: a token outside of them is a name, which a value cannot be. */
const inTexts = (formula: string, mapping: Mapping, safe: (original: string) => string): string =>
  formula.replace(/"(?:[^"]|"")*"|&quot;.*?&quot;/g, (text) => replaced(text, mapping, safe));

/** Names of table columns have to be those of their header cells; descriptions are read by people. */
function attributes(tag: string, mapping: Mapping): string {
  const known = /^<(?:\w+:)?tableColumn\b/.test(tag) ? /(\sname=)("[^"]*")/g : /(\s(?:descr|title)=)("[^"]*")/g;
  return tag.replace(known, (_, before: string, value: string) => before + replaced(value, mapping, asText));
}

function renamed(workbook: string, names: SheetNames): string {
  return workbook.replace(/(<(?:\w+:)?sheet\b[^>]*?\sname=")([^"]*)"/g, (whole, before: string, name: string) => {
    const fresh = names.get(name);
    return fresh === undefined ? whole : `${before}${asText(fresh)}"`;
  });
}

/** Whole numbers in cells: another number, or a text where what it stands for is none. */
function unmaskNumbers(sheet: string, mapping: Mapping): string {
  return sheet.replace(/<c\b([^>]*)>\s*<v>(9\d{14})(?:\.0)?<\/v>\s*<\/c>/g, (whole, attributes: string, number: string) => {
    const [piece] = pieces(number, mapping);
    if (piece?.type !== "token" || /\st="(?!n")/.test(attributes)) return whole;
    const kept = attributes.replace(/\st="n"/, "");
    if (numberOf(piece.original) !== null) return `<c${attributes}><v>${piece.original}</v></c>`;
    return `<c${kept} t="inlineStr"><is><t xml:space="preserve">${asText(piece.original)}</t></is></c>`;
  });
}
