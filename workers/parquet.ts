import { type AsyncBuffer, type DecodedArray, parquetMetadataAsync, parquetRead, parquetSchema, type SchemaTree } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { columnOf, type ParquetColumn, typeOf } from "./parquet-column.ts";

/** All columns of a Parquet file, `rows` values each; `totalRows` is what the file holds. */
export type ParquetTable = { columns: ParquetColumn[]; rows: number; totalRows: number };

/** Moments as microseconds since 1970, whatever unit the file has. */
const parsers = {
  timestampFromMilliseconds: (value: bigint) => Number(value) * 1000,
  timestampFromMicroseconds: (value: bigint) => Number(value),
  timestampFromNanoseconds: (value: bigint) => Number(value / 1000n),
  dateFromDays: (days: number) => days * 86_400_000_000,
};

function bufferOf(file: Blob | ArrayBuffer): AsyncBuffer {
  if (file instanceof ArrayBuffer) return { byteLength: file.byteLength, slice: (start, end) => file.slice(start, end) };
  return { byteLength: file.size, slice: (start, end) => file.slice(start, end).arrayBuffer() };
}

/** Chunks come in any order; each carries its first row. */
async function chunksOf(file: AsyncBuffer, name: string, rowEnd: number): Promise<Map<number, DecodedArray>> {
  const chunks = new Map<number, DecodedArray>();
  await parquetRead({
    file,
    columns: [name],
    rowEnd,
    compressors,
    parsers,
    geoparquet: false,
    onChunk: (chunk) => {
      chunks.set(chunk.rowStart, chunk.columnData);
    },
  });
  return chunks;
}

function laidOut(chunks: Map<number, DecodedArray>, rows: number): unknown[] {
  const values: unknown[] = new Array(rows).fill(null);
  for (const [start, chunk] of chunks) {
    const end = Math.min(chunk.length, rows - start);
    for (let place = 0; place < end; place++) values[start + place] = chunk[place];
  }
  return values;
}

/**
 * Decodes a Parquet file column by column, at most `maxRows` rows of it. Rejects with an Error that says why for a damaged or
 * encrypted file.
 */
export async function readParquet(file: Blob | ArrayBuffer, maxRows: number): Promise<ParquetTable> {
  const buffer = bufferOf(file);
  const metadata = await parquetMetadataAsync(buffer);
  const totalRows = Number(metadata.num_rows);
  const rows = Math.min(totalRows, maxRows);
  const columns: ParquetColumn[] = [];
  for (const child of parquetSchema(metadata).children) columns.push(await readColumn(buffer, child, rows));
  return { columns, rows, totalRows };
}

async function readColumn(buffer: AsyncBuffer, child: SchemaTree, rows: number): Promise<ParquetColumn> {
  const name = child.element.name;
  const chunks = rows > 0 ? await chunksOf(buffer, name, rows) : new Map<number, DecodedArray>();
  return columnOf(name, typeOf(child), laidOut(chunks, rows));
}
