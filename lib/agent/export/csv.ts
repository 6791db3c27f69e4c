import type { Cell } from "../../protocol/artifact.ts";

/**
 * Text as a cell that no spreadsheet takes for a formula: a leading =, +, -, @, tab or return gets an apostrophe before it.
 * Numbers keep their sign.
 */
export function tame(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  const risky = /^[\s\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u.test(cell) && !/^[+-]?\d[\d.,]*$/.test(cell);
  return risky ? `'${cell}` : cell;
}

/** Semicolons and tabs part cells too, where the program that opens the file has other customs. */
const quoted = (text: string) => (/[",;\t\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Rows as CSV by RFC 4180. */
export const csv = (rows: readonly (readonly Cell[])[]) =>
  rows.map((row) => `${row.map((cell) => quoted(tame(cell))).join(",")}\r\n`).join("");

/** Rows as tab-separated text for the clipboard; tabs and line ends inside a cell become spaces. */
export const tsv = (rows: readonly (readonly Cell[])[]) =>
  rows.map((row) => row.map((cell) => tame(cell).replace(/[\t\r\n]+/g, " ")).join("\t")).join("\n");
