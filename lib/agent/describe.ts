import type { ColumnProfile, FileProfile, Link, Opened, TableProfile } from "../protocol/profile.ts";
import { data } from "./cut.ts";

/** The profiles as text: never a row of a file, only what was computed of it. Widths shrink until it fits into `limit` characters. */
export function describe({ files, links }: Pick<Opened, "files" | "links">, limit: number): string {
  const texts = [5, 2, 0].map((examples) => all(files, links, examples));
  return texts.find((text) => text.length <= limit) ?? all(files, links, -1).slice(0, limit);
}

function all(files: readonly FileProfile[], links: readonly Link[], examples: number): string {
  const keys = links.map(
    (link) => `${side(link.left)} = ${side(link.right)} (${link.kind}, ${percent(link.overlap)} of the left values found)`,
  );
  const joins = keys.length > 0 ? ["Likely keys:", ...keys.map((key) => `  ${key}`)] : [];
  return data([...files.map((file) => describeFile(file, examples)), ...joins].join("\n"));
}

function side({ variable, column }: Link["left"]): string {
  return `${variable}[${quoted(column)}]`;
}

function describeFile({ file, format, bytes, tables, notes }: FileProfile, examples: number): string {
  const head = `file ${quoted(file)} (${clipped(format)}, ${size(bytes)})${tables.length === 0 ? ", no table in it" : ""}`;
  return [head, ...notes.map((note) => `  note: ${clipped(note)}`), ...tables.map((table) => describeTable(table, examples))].join("\n");
}

function describeTable(table: TableProfile, examples: number): string {
  const part = table.part === null ? "" : ` (${quoted(table.part)})`;
  const head = `  ${table.pieces === undefined ? "DataFrame" : "Table in pieces"} ${table.variable}${part}: ${number(table.rows)} rows x ${number(table.columns.length)} columns`;
  const facts = [
    ...(table.pieces === undefined ? [] : [inPieces(table)]),
    ...table.notes.map(clipped),
    ...(table.duplicateRows > 0 ? [`${number(table.duplicateRows)} duplicate rows`] : []),
    ...(table.oddLineCount > 0 ? [`${number(table.oddLineCount)} odd lines in the file, first: line ${odd(table)}`] : []),
  ];
  const columns =
    examples < 0
      ? [`    columns: ${table.columns.map(({ name }) => quoted(name)).join(", ")}`]
      : table.columns.map((column) => `    - ${describeColumn(column, examples)}`);
  return [head, ...facts.map((fact) => `    ${fact}`), ...columns].join("\n");
}

/** What code can do with a table that is no DataFrame. */
function inPieces({ variable, columns, pieces }: TableProfile): string {
  const two = columns.slice(0, 2).map(({ name }) => quoted(name)).join(", ");
  return `too large for one DataFrame, and not in /data: take the columns you need, of all rows, as a DataFrame: ${variable}[[${two}]]; or add up over its ${number(pieces ?? 0)} parts: for part in ${variable}.pieces([${two}]): ...; sql() reads only the columns that a query names; ${variable}.sample(100_000) has all columns of some rows`;
}

function odd({ oddLines }: TableProfile): string {
  const first = oddLines[0];
  return first ? `${first.line}, ${clipped(first.reason)}` : "unknown";
}

function describeColumn(column: ColumnProfile, examples: number): string {
  const { name, dtype, kind, semantic, nulls, distinct, min, max, mean, note } = column;
  const facts = [
    `${dtype}, ${kind}${semantic ? `, ${clipped(semantic)}` : ""}`,
    `${number(distinct)} distinct`,
    nulls > 0 ? `${number(nulls)} nulls` : "no nulls",
    ...(min !== null && max !== null ? [`${clipped(min)} to ${clipped(max)}`] : []),
    ...(mean === null ? [] : [`mean ${Number(mean.toPrecision(6))}`]),
    ...(note ? [clipped(note)] : []),
  ];
  return `${quoted(name)}: ${[...facts, ...values(column, examples)].join("; ")}`;
}

function values({ top, examples: seen }: ColumnProfile, count: number): string[] {
  if (count <= 0) return [];
  if (top.length > 0)
    return [
      `most frequent ${top
        .slice(0, count * 2)
        .map(([value, times]) => `${quoted(value)} (${number(times)})`)
        .join(", ")}`,
    ];
  return seen.length > 0 ? [`e.g. ${seen.slice(0, count).map(quoted).join(", ")}`] : [];
}

/** Text from a file, on one line and in quotes. */
function quoted(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 77)}...` : text);
}

function clipped(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 160 ? `${line.slice(0, 157)}...` : line;
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function size(bytes: number): string {
  const unit = bytes < 1e6 ? { by: 1e3, name: "kB" } : { by: 1e6, name: "MB" };
  return `${Number((bytes / unit.by).toPrecision(3))} ${unit.name}`;
}
