import { DatabaseSync } from "node:sqlite";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Given } from "../desk.ts";
import { workbook } from "../workbook.ts";
import { type Canaries, canaries, type Row, rowsOf } from "./values.ts";

/** A file that holds two hundred values which must not leave, and the values. */
export type Planted = { file: Given; canaries: Canaries };

const delimited = (rows: Row[], separator: string): string => rows.map((row) => row.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(separator)).join("\n");

const records = ([head = [], ...rows]: Row[]) => rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at]])));

function sqlite(rows: Row[]): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), "sandpiper-canary-"));
  const path = join(folder, "made.sqlite");
  const base = new DatabaseSync(path);
  const [head = [], ...body] = rows;
  base.exec(`CREATE TABLE clients (${head.map((name) => `"${name}"`).join(", ")})`);
  const insert = base.prepare(`INSERT INTO clients VALUES (${head.map(() => "?").join(", ")})`);
  for (const row of body) insert.run(...row);
  base.close();
  const bytes = new Uint8Array(readFileSync(path));
  rmSync(folder, { recursive: true });
  return bytes;
}

const escaped = (cell: string | number): string => String(cell).replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const html = (rows: Row[]): string =>
  `<table>${rows.map((row, at) => `<tr>${row.map((cell) => `<t${at === 0 ? "h" : "d"}>${escaped(cell)}</t${at === 0 ? "h" : "d"}>`).join("")}</tr>`).join("")}</table>`;
const xml = (rows: Row[]): string =>
  `<clients>${records(rows).map((row) => `<client>${Object.entries(row).map(([name, cell]) => `<${name}>${escaped(cell ?? "")}</${name}>`).join("")}</client>`).join("")}</clients>`;

/** One way to write the rows for each ending. */
const writers: [ending: string, write: (rows: Row[]) => Uint8Array | string | Promise<Uint8Array>][] = [
  ["csv", (rows) => delimited(rows, ",")],
  ["semicolons.csv", (rows) => delimited(rows, ";")],
  ["tsv", (rows) => delimited(rows, "\t")],
  ["json", (rows) => JSON.stringify(records(rows))],
  ["jsonl", (rows) => records(rows).map((row) => JSON.stringify(row)).join("\n")],
  ["xlsx", (rows) => workbook({ Clients: rows })],
  ["sqlite", sqlite],
  ["csv.gz", (rows) => gzipSync(delimited(rows, ","))],
  ["html", html],
  ["xml", xml],
];

/** Twenty files of ten formats; in the second ten the file is named after one of the people in it. */
export async function planted(): Promise<Planted[]> {
  const made: Planted[] = [];
  for (let at = 0; at < 20; at++) {
    const [ending, write] = writers[at % writers.length] ?? writers[0] ?? ["csv", () => ""];
    const own = canaries(at);
    const name = at < writers.length ? `clients_${at}` : `${own.names[0]}`;
    made.push({ file: { name: `${name}.${ending}`, bytes: await write(rowsOf(own)) }, canaries: own });
  }
  return made;
}
