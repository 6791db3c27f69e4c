import writeXlsx from "write-excel-file/universal";
import { csv } from "../../agent/export/csv.ts";
import { fileStem, type MadeFile } from "../../agent/export/made.ts";
import { written } from "../../agent/export/paper.ts";
import type { Words } from "../../agent/export/words.ts";
import type { Cell } from "../../protocol/artifact.ts";
import { type Member, repacked, zipOf } from "../unmask/zip.ts";

/** A table with all its rows, the first of them its header. */
export interface WholeTable {
  readonly title: string;
  readonly rows: readonly (readonly Cell[])[];
}

const mostSheetRows = 1_048_576;
const mostCellChars = 32_767;

/** One workbook, a sheet for each table. Every text is of the type text, so that none is a formula; numbers are numbers. */
export async function xlsxOf(tables: readonly WholeTable[], words: Words): Promise<Blob> {
  const names = new Set<string>();
  const sheets = tables.map(({ title, rows: [head = [], ...rows] }) => ({
    sheet: sheetName(title, names, words.table),
    stickyRowsCount: 1,
    columns: head.map((cell) => ({ width: Math.min(40, Math.max(10, String(cell ?? "").length + 2)) })),
    data: [head.map((cell) => ({ ...cellOf(String(cell ?? "")), fontWeight: "bold" as const })), ...rows.slice(0, mostSheetRows - 1).map((row) => row.map(cellOf))],
  }));
  return writeXlsx(sheets).toBlob();
}

function cellOf(cell: Cell) {
  if (cell === null) return null;
  if (typeof cell === "number") return { type: Number, value: cell };
  if (typeof cell === "boolean") return { type: Boolean, value: cell };
  return { type: String, value: written(cell).slice(0, mostCellChars) };
}

/** Excel's rules: 31 characters, none of []:*?/\, no two alike, no apostrophe at the ends. */
export function sheetName(title: string, taken: Set<string>, nameless: string): string {
  const clean = written(title).replace(/[[\]:*?/\\]/g, " ").replace(/^'+|'+$/g, "").trim() || nameless;
  for (let count = 1; ; count += 1) {
    const end = count === 1 ? "" : ` ${count}`;
    const name = `${clean.slice(0, 31 - end.length).trim()}${end}`;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}

/** The tables as CSV: one by itself, several in a zip. No cell is a formula. */
export async function csvOf(tables: readonly WholeTable[]): Promise<{ blob: Blob; ending: "csv" | "zip" }> {
  const texts = tables.map(({ rows }) => `\ufeff${csv(rows)}`);
  if (texts.length === 1) return { blob: new Blob(texts, { type: "text/csv;charset=utf-8" }), ending: "csv" };
  const names = new Set<string>();
  const files = tables.map(({ title }, at): MadeFile => ({ path: `${freeStem(title, names)}.csv`, content: texts[at] ?? "" }));
  return { blob: new Blob([await zipped(files)], { type: "application/zip" }), ending: "zip" };
}

function freeStem(title: string, taken: Set<string>): string {
  for (let count = 1; ; count += 1) {
    const name = `${fileStem(title)}${count > 1 ? `-${count}` : ""}`;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}

const blank: Member = { name: "", method: 8, flags: 0, time: 0x5c210000, crc: 0, size: 0, attributes: 0, data: new Uint8Array() };

async function zipped(files: readonly MadeFile[]): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = (content: string | Uint8Array) => (typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content));
  return zipOf(await Promise.all(files.map(({ path, content }) => repacked(blank, bytes(content), path))));
}
