import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type ParquetTable, readParquet } from "../../workers/parquet.ts";

const folder = new URL("../support/fixtures/parquet/", import.meta.url);
const fixture = (name: string) => new Blob([readFileSync(new URL(name, folder))]);

function values(table: ParquetTable, name: string): unknown[] {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (!column) throw new Error(`no column ${name}`);
  return typeof column.values === "string" ? JSON.parse(column.values) : [...column.values];
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
