import { type Mapping, unmask } from "../../policy/mask.ts";

/** What a workbook's sheets are called from now on, by what they were called; only those whose name holds a token. */
export type SheetNames = ReadonlyMap<string, string>;

const mostChars = 31;

/** New names that a spreadsheet takes: no sign it refuses, not too long, none twice. `workbook` is xl/workbook.xml. */
export function sheetNames(workbook: string, mapping: Mapping): SheetNames {
  const old = [...workbook.matchAll(/<(?:\w+:)?sheet\b[^>]*?\sname="([^"]*)"/g)].map(([, name = ""]) => plain(name));
  const taken = new Set(old.map((name) => name.toLowerCase()));
  const made = new Map<string, string>();
  for (const name of old) {
    const value = unmask(name, mapping);
    if (value === name) continue;
    const clean =
      value
        .replace(/[\u0000-\u001f[\]:*?/\\]+/g, " ")
        .replace(/^'+|'+$/g, "")
        .trim() || "Sheet";
    const fresh = free(clean, taken);
    taken.add(fresh.toLowerCase());
    made.set(name, fresh);
  }
  return made;
}

function free(name: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count++) {
    const ending = count === 1 ? "" : ` (${count})`;
    const fresh = `${name.slice(0, mostChars - ending.length).trim()}${ending}`;
    if (!taken.has(fresh.toLowerCase())) return fresh;
  }
}

const plain = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" })[name] ?? "");

/** A formula in which sheets go by their new names. */
export function withSheetNames(formula: string, names: SheetNames): string {
  let made = formula;
  for (const [old, fresh] of names) {
    const quoted = `'${fresh.replaceAll("'", "''")}'!`;
    made = made.replaceAll(`'${old.replaceAll("'", "''")}'!`, quoted).replaceAll(`${old}!`, quoted);
  }
  return made;
}
