import type { SchemaTree } from "hyparquet";
import { agreed, type Whole, wholeIn } from "./parquet-whole.ts";

/**
 * Values of a column as Python takes them over: typed arrays where there are numbers, else the text of a JSON array. `moment` and
 * `time` are microseconds as doubles, NaN where there is no value; `codes` are the places of texts in `values`, -1 where there is none.
 */
export type ParquetColumn = { name: string } & (
  | { type: "integer"; values: BigInt64Array }
  | { type: "number" | "moment" | "utc-moment" | "time"; values: Float64Array }
  | { type: "boolean"; values: Int8Array }
  | { type: "text" | "nested"; values: string }
  | { type: "repeated"; values: string; codes: Int32Array }
);

/** `whole`: what a column of whole numbers becomes, where more is known of it than the values at hand. */
export type Type = { as: Exclude<ParquetColumn["type"], "repeated">; scale: number | null; factor: number; whole: Whole | null };

const moments = new Set(["DATE", "TIMESTAMP_MILLIS", "TIMESTAMP_MICROS"]);

/** What a column of the file becomes, by its annotations. */
export function typeOf({ children, element }: SchemaTree): Type {
  const { type, converted_type: old, logical_type: logical } = element;
  const plain: Type = { as: "text", scale: null, factor: 1, whole: null };
  if (children.length > 0 || element.repetition_type === "REPEATED") return { ...plain, as: "nested" };
  if (old === "JSON" || logical?.type === "JSON" || logical?.type === "VARIANT") return { ...plain, as: "nested" };
  if (logical?.type === "TIMESTAMP") return { ...plain, as: logical.isAdjustedToUTC ? "utc-moment" : "moment" };
  if (old !== undefined && moments.has(old)) return { ...plain, as: "moment" };
  if (logical?.type === "DATE" || type === "INT96") return { ...plain, as: "moment" };
  if (logical?.type === "TIME") return { ...plain, as: "time", factor: { MILLIS: 1000, MICROS: 1, NANOS: 0.001 }[logical.unit] };
  if (old === "TIME_MILLIS" || old === "TIME_MICROS") return { ...plain, as: "time", factor: old === "TIME_MILLIS" ? 1000 : 1 };
  if (old === "DECIMAL" || logical?.type === "DECIMAL") return { ...plain, as: "number", scale: element.scale ?? 0 };
  if (type === "BOOLEAN") return { ...plain, as: "boolean" };
  if (type === "INT32" || type === "INT64") return { ...plain, as: "integer" };
  return { ...plain, as: type === "FLOAT" || type === "DOUBLE" || logical?.type === "FLOAT16" ? "number" : "text" };
}

const missing = (value: unknown): value is null | undefined => value === null || value === undefined;

function number(value: unknown, { scale, factor }: Type): number {
  if (missing(value)) return Number.NaN;
  const plain = Number(value) * factor;
  return scale === null ? plain : Number(plain.toFixed(scale));
}

function plainJson(_: string, value: unknown): unknown {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  if (typeof value === "number" && !Number.isFinite(value)) return null;
  return value;
}

/** Throws where a value is not what the statistics of its file let expect. */
function integers(name: string, values: unknown[], type: Type): ParquetColumn {
  switch (type.whole ?? agreed([wholeIn(values)])) {
    case "integer":
      return { name, type: "integer", values: BigInt64Array.from(values, exact) };
    case "text":
      return { name, type: "text", values: JSON.stringify(values.map((value) => (missing(value) ? null : String(value)))) };
    default:
      return { name, type: "number", values: Float64Array.from(values, (value) => number(safe(value), type)) };
  }
}

const untold = () => new Error("the statistics in the file do not fit its values");

function exact(value: unknown): bigint {
  if (typeof value === "bigint") return value;
  if (typeof value === "number") return BigInt(value);
  throw untold();
}

function safe(value: unknown): unknown {
  if (missing(value) || Number.isSafeInteger(Number(value))) return value;
  throw untold();
}

/** Texts, each different one once where most repeat. */
function texts(name: string, values: unknown[]): ParquetColumn {
  const most = values.length / 4;
  const places = new Map<string, number>();
  const codes = new Int32Array(values.length);
  for (const [row, value] of values.entries()) {
    if (!missing(value) && typeof value !== "string") return plainTexts(name, values);
    const place = missing(value) ? -1 : (places.get(value) ?? places.size);
    if (!missing(value)) places.set(value, place);
    if (places.size > most) return plainTexts(name, values);
    codes[row] = place;
  }
  return { name, type: "repeated", values: JSON.stringify([...places.keys()]), codes };
}

const plainTexts = (name: string, values: unknown[]): ParquetColumn => ({ name, type: "text", values: JSON.stringify(values, plainJson) });

/** One column in the form in which Python takes it over. */
export function columnOf(name: string, type: Type, values: unknown[]): ParquetColumn {
  switch (type.as) {
    case "integer":
      return integers(name, values, type);
    case "boolean":
      return { name, type: "boolean", values: Int8Array.from(values, (value) => (missing(value) ? -1 : Number(value))) };
    case "text":
      return texts(name, values);
    case "nested":
      return { name, type: "nested", values: JSON.stringify(values, plainJson) };
    default:
      return { name, type: type.as, values: Float64Array.from(values, (value) => number(value, type)) };
  }
}
