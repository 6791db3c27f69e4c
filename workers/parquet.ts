import { type AsyncBuffer, type DecodedArray, type FileMetaData, parquetMetadataAsync, parquetRead, parquetSchema, type SchemaTree } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { columnOf, type ParquetColumn, type Type, typeOf } from "./parquet-column.ts";
import { agreed, type Whole, wholeIn, wholeTold } from "./parquet-whole.ts";

/** Columns of a Parquet file, `rows` values each; `totalRows` is what the file holds. */
export type ParquetTable = { columns: ParquetColumn[]; rows: number; totalRows: number };

/** Moments as microseconds since 1970, whatever unit the file has. */
const parsers = {
  timestampFromMilliseconds: (value: bigint) => Number(value) * 1000,
  timestampFromMicroseconds: (value: bigint) => Number(value),
  timestampFromNanoseconds: (value: bigint) => Number(value / 1000n),
  dateFromDays: (days: number) => days * 86_400_000_000,
};

/** Rows of a piece: as many as a table in pieces promises at most. */
const pieceRows = 100_000;
/** Values that are held decoded at a time; a group of more is decoded in parts, its columns once for each. */
const heldCells = 40_000_000;

type Rows = { begin: number; end: number };

function bufferOf(file: Blob | ArrayBuffer): AsyncBuffer {
  if (file instanceof ArrayBuffer) return { byteLength: file.byteLength, slice: (start, end) => file.slice(start, end) };
  return { byteLength: file.size, slice: (start, end) => file.slice(start, end).arrayBuffer() };
}

/** A Parquet file whose footer was read. `open` rejects with an Error that says why for a damaged or encrypted file, and so does what reads its columns. */
export class Parquet {
  readonly rows: number;
  private readonly buffer: AsyncBuffer;
  private readonly metadata: FileMetaData;
  private readonly children: SchemaTree[];

  private constructor(buffer: AsyncBuffer, metadata: FileMetaData) {
    this.buffer = buffer;
    this.metadata = metadata;
    this.children = parquetSchema(metadata).children;
    this.rows = Number(metadata.num_rows);
    const grouped = metadata.row_groups.reduce((sum, { num_rows: rows }) => sum + Number(rows), 0);
    if (grouped !== this.rows) throw new Error(`the Parquet file says that it has ${this.rows} rows, and its groups have ${grouped}`);
  }

  static async open(file: Blob | ArrayBuffer): Promise<Parquet> {
    const buffer = bufferOf(file);
    return new Parquet(buffer, await parquetMetadataAsync(buffer));
  }

  /** Values of the whole table. */
  get cells(): number {
    return this.rows * this.children.length;
  }

  /** Rows of the largest group, which is decoded at once. */
  get groupRows(): number {
    return Math.max(0, ...this.metadata.row_groups.map(({ num_rows: rows }) => Number(rows)));
  }

  /** About what the table takes as one DataFrame, in bytes; texts take several times what the file has of them. */
  get weight(): number {
    const text = new Set(this.children.filter((child) => ["text", "nested"].includes(typeOf(child).as)).map(({ element }) => element.name));
    const chunks = this.metadata.row_groups.flatMap(({ columns }) => columns.map(({ meta_data: chunk }) => chunk));
    const texts = chunks.reduce((sum, chunk) => (chunk && text.has(chunk.path_in_schema[0] ?? "") ? sum + Number(chunk.total_uncompressed_size) : sum), 0);
    return 8 * this.cells + 5 * texts;
  }

  /** The first rows, column by column. */
  async table(maxRows: number): Promise<ParquetTable> {
    const rows = Math.min(this.rows, maxRows);
    const columns: ParquetColumn[] = [];
    for (const child of this.children) columns.push(columnOf(child.element.name, typeOf(child), await this.values(child, { begin: 0, end: rows })));
    return { columns, rows, totalRows: this.rows };
  }

  /** All rows, a piece after the other, of which `held` values are decoded at a time. A column is of the same kind in each; where the file tells otherwise than it is, this rejects. */
  async *pieces(held = heldCells): AsyncGenerator<ParquetTable> {
    const types = new Map<SchemaTree, Type>();
    for (const child of this.children) types.set(child, await this.typeThroughout(child));
    for (const { begin, end } of this.parts(Math.max(pieceRows, Math.floor(held / this.children.length)))) {
      const starts = Array.from({ length: Math.ceil((end - begin) / pieceRows) }, (_, place) => place * pieceRows);
      const cut: ParquetColumn[][] = starts.map(() => []);
      for (const [child, type] of types) {
        const values = await this.values(child, { begin, end });
        for (const [place, start] of starts.entries()) cut[place]?.push(columnOf(child.element.name, type, values.slice(start, start + pieceRows)));
      }
      for (const [place, start] of starts.entries()) yield { columns: cut[place] ?? [], rows: Math.min(pieceRows, end - begin - start), totalRows: this.rows };
    }
  }

  /** The row groups, each in parts of at most so many rows. */
  private *parts(most: number): Generator<Rows> {
    let begin = 0;
    for (const { num_rows: rows } of this.metadata.row_groups) {
      const last = begin + Number(rows);
      for (; begin < last; begin = Math.min(last, begin + most)) yield { begin, end: Math.min(last, begin + most) };
    }
  }

  private async typeThroughout(child: SchemaTree): Promise<Type> {
    const type = typeOf(child);
    return type.as === "integer" ? { ...type, whole: await this.wholeOf(child) } : type;
  }

  /** What all values of a column of whole numbers come to: by the file's own statistics, and where it has none by reading them. */
  private async wholeOf(child: SchemaTree): Promise<Whole> {
    const chunks = this.metadata.row_groups.flatMap(({ columns }) => columns.filter(({ meta_data: chunk }) => chunk?.path_in_schema[0] === child.element.name));
    const told = chunks.map(({ meta_data: chunk }) => wholeTold(chunk?.statistics, child.element));
    const known = told.filter((one) => one !== null);
    if (known.length === told.length) return agreed(known);
    const found = [];
    for (const rows of this.parts(heldCells)) found.push(wholeIn(await this.values(child, rows)));
    return agreed(found);
  }

  private async values({ element }: SchemaTree, { begin, end }: Rows): Promise<unknown[]> {
    const values: unknown[] = new Array(end - begin).fill(null);
    if (end === begin) return values;
    // Chunks come in any order; each carries its first row.
    const onChunk = ({ rowStart, columnData }: { rowStart: number; columnData: DecodedArray }) => {
      const from = Math.max(rowStart, begin);
      const to = Math.min(rowStart + columnData.length, end);
      for (let row = from; row < to; row++) values[row - begin] = columnData[row - rowStart];
    };
    await parquetRead({ file: this.buffer, metadata: this.metadata, columns: [element.name], rowStart: begin, rowEnd: end, compressors, parsers, geoparquet: false, onChunk });
    return values;
  }
}
