import { readFileSync } from "node:fs";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, test } from "vitest";
import { Parquet, type ParquetTable } from "../../workers/parquet.ts";
import type { ParquetColumn } from "../../workers/parquet-column.ts";

const folder = new URL("../support/fixtures/parquet/", import.meta.url);
const fixture = (name: string) => new Blob([readFileSync(new URL(name, folder))]);

const readParquet = async (file: Blob | ArrayBuffer, maxRows: number) => (await Parquet.open(file)).table(maxRows);

function plain(column: ParquetColumn): unknown[] {
  if (column.type !== "repeated") return typeof column.values === "string" ? JSON.parse(column.values) : [...column.values];
  const texts: unknown[] = JSON.parse(column.values);
  return Array.from(column.codes, (code) => texts[code] ?? null);
}

function values(table: ParquetTable, name: string): unknown[] {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (!column) throw new Error(`no column ${name}`);
  return plain(column);
}

const micros = (text: string) => Date.parse(text) * 1000;

describe.each(["snappy", "gzip", "zstd", "brotli", "lz4", "none"])("a Parquet file packed with %s", (codec) => {
  test("gives every type as it was written", async () => {
    const table = await readParquet(fixture(`types-${codec}.parquet`), 1000);
    expect([table.rows, table.totalRows]).toEqual([4, 4]);
    expect(values(table, "id")).toEqual([1n, 2n, 3n, 4n]);
    expect(values(table, "small")).toEqual([1, Number.NaN, 3, 4]);
    expect(values(table, "big")).toEqual([9007199254740993n, 1n, 2n, 3n]);
    expect(values(table, "amount")).toEqual([1.5, Number.NaN, -2.25, 1e10]);
    expect(values(table, "name")).toEqual(["Ada", "Zoë", null, "日本"]);
    expect(values(table, "ok")).toEqual([1, -1, 0, 1]);
    expect(values(table, "kind")).toEqual(["x", "y", "x", "x"]);
  });

  test("gives moments in microseconds, decimals without noise and nested values as JSON", async () => {
    const table = await readParquet(fixture(`types-${codec}.parquet`), 1000);
    expect(values(table, "day")).toEqual([micros("2024-01-31"), Number.NaN, micros("1969-12-31"), micros("2024-02-29")]);
    expect(values(table, "at")[0]).toBe(micros("2024-01-31T12:30:15Z") + 123_456);
    expect(values(table, "utc")[0]).toBe(micros("2024-01-31T12:30:00Z"));
    expect(table.columns.find(({ name }) => name === "utc")?.type).toBe("utc-moment");
    expect(values(table, "price")).toEqual([12.34, 0.1, Number.NaN, -99999.99]);
    expect(values(table, "clock")[0]).toBe(34_200_000_000);
    expect(values(table, "tags")).toEqual([["a", "b"], [], null, ["c"]]);
    expect(values(table, "geo")).toEqual([{ lat: 1.5, n: 7 }, null, { lat: null, n: 1 }, { lat: 2, n: 2 }]);
  });
});

test("rows of several groups come in order, and no more of them than asked for", async () => {
  const whole = await readParquet(fixture("groups.parquet"), 10_000);
  expect(values(whole, "n")).toEqual(Array.from({ length: 2500 }, (_, place) => BigInt(place)));
  expect(values(whole, "s")[1501]).toBe("r3");
  const part = await readParquet(fixture("groups.parquet"), 900);
  expect([part.rows, part.totalRows, values(part, "n").length, values(part, "n")[899]]).toEqual([900, 2500, 900, 899n]);
});

test("a file without rows keeps its columns", async () => {
  const table = await readParquet(fixture("empty.parquet"), 10);
  expect([table.rows, table.columns.map(({ name }) => name)]).toEqual([0, ["n", "s"]]);
});

test("a file that was cut off is refused with a reason", async () => {
  await expect(readParquet(fixture("cut.parquet"), 10)).rejects.toThrow(/parquet/i);
});

/** All pieces, laid end to end; each column with the kinds that it had. */
async function inPieces(file: Blob | ArrayBuffer) {
  const parquet = await Parquet.open(file);
  const columns = new Map<string, { kinds: Set<string>; values: unknown[] }>();
  let rows = 0;
  for await (const piece of parquet.pieces()) {
    rows += piece.rows;
    for (const column of piece.columns) {
      const kept = columns.get(column.name) ?? { kinds: new Set<string>(), values: [] };
      kept.kinds.add(column.type === "repeated" ? "text" : column.type);
      kept.values.push(...plain(column));
      columns.set(column.name, kept);
    }
  }
  return { parquet, rows, columns };
}

test.each(["types-zstd.parquet", "groups.parquet", "empty.parquet"])("%s in pieces is what it is at once", async (name) => {
  const whole = await readParquet(fixture(name), 10_000);
  const { rows, columns } = await inPieces(fixture(name));
  expect(rows).toBe(whole.totalRows);
  if (rows > 0) expect([...columns.keys()]).toEqual(whole.columns.map((column) => column.name));
  for (const [name, column] of columns) expect(column.values).toEqual(values(whole, name));
});

describe("whole numbers of a file in pieces", () => {
  const long = 2n ** 60n + 1n;
  const file = (second: (bigint | null)[], statistics = true) =>
    parquetWriteBuffer({ columnData: [{ name: "n", data: [1n, 2n, ...second], type: "INT64", nullable: true }], rowGroupSize: 2, statistics });

  test.each([
    ["without gaps are exact", [3n, long], "integer", [1n, 2n, 3n, long]],
    ["with a gap anywhere are doubles in all pieces", [3n, null], "number", [1, 2, 3, Number.NaN]],
    ["with gaps, and longer than a double holds, are text in all pieces", [long, null], "text", ["1", "2", String(long), null]],
  ] as const)("%s, whether the file has statistics or not", async (_, second, kind, expected) => {
    for (const statistics of [true, false]) {
      const { columns } = await inPieces(file([...second], statistics));
      expect([...(columns.get("n")?.kinds ?? [])], `statistics ${statistics}`).toEqual([kind]);
      expect(columns.get("n")?.values).toEqual(expected);
    }
  });

  test.each([
    ["no gaps anywhere", { null_count: 0n }, [3n, null]],
    ["no long numbers anywhere", { min_value: 0n, max_value: 9n }, [long, null]],
  ] as const)("whose statistics lie of %s are refused, not read wrongly", async (_, lie, second) => {
    const bytes = new Uint8Array(file([...second]));
    const parquet = await Parquet.open(bytes.buffer);
    // The footer as a hostile file would have it.
    for (const { columns } of Reflect.get(parquet, "metadata").row_groups) for (const { meta_data: chunk } of columns) Object.assign(chunk.statistics, lie);
    const read = async () => { for await (const _ of parquet.pieces()); };
    await expect(read()).rejects.toThrow("statistics in the file do not fit");
  });
});

test("a group too large to be held decoded is read in parts", async () => {
  const rows = 220_000;
  const columnData = [1, 3].map((step) => ({ name: `n${step}`, data: Int32Array.from({ length: rows }, (_, row) => row * step), type: "INT32" as const }));
  const parquet = await Parquet.open(parquetWriteBuffer({ columnData, rowGroupSize: rows }));
  const sizes = [];
  const values = [];
  for await (const piece of parquet.pieces(300_000)) {
    sizes.push(piece.rows);
    for (const column of piece.columns.slice(1)) values.push(...plain(column));
  }
  expect(sizes).toEqual([100_000, 50_000, 70_000]);
  expect(values).toEqual(Array.from({ length: rows }, (_, row) => BigInt(row * 3)));
});

test("texts that repeat are handed over once each, others as they stand", async () => {
  const data = Array.from({ length: 1_000 }, (_, at) => (at % 50 === 7 ? null : `city ${at % 5}`));
  const table = await readParquet(parquetWriteBuffer({ columnData: [{ name: "city", data, type: "STRING" }, { name: "id", data: data.map((_, at) => `id ${at}`), type: "STRING" }] }), 1_000);
  expect(table.columns.map(({ type }) => type)).toEqual(["repeated", "text"]);
  expect(values(table, "city")).toEqual(data);
  expect(values(table, "id")[999]).toBe("id 999");
});

test("a footer whose groups do not add up is refused", async () => {
  const bytes = new Uint8Array(parquetWriteBuffer({ columnData: [{ name: "n", data: new Int32Array(70), type: "INT32" }] }));
  const length = new DataView(bytes.buffer).getUint32(bytes.length - 8, true);
  // The first field after the schema is the number of rows: 70 as a zigzag number is 140, of two bytes.
  const at = bytes.findIndex((byte, place) => place >= bytes.length - 8 - length && byte === 0x8c && bytes[place + 1] === 0x01);
  bytes[at] = 0x8e;
  await expect(Parquet.open(bytes.buffer)).rejects.toThrow(/says that it has 71 rows, and its groups have 70/);
});
