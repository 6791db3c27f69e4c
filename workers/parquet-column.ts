import type { SchemaTree } from "hyparquet";

/**
 * Values of a column as Python takes them over: typed arrays where there are numbers, else the text of a JSON array. `moment` and
 * `time` are microseconds as doubles, NaN where there is no value.
 */
export type ParquetColumn = { name: string } & (
  | { type: "integer"; values: BigInt64Array }
  | { type: "number" | "moment" | "utc-moment" | "time"; values: Float64Array }
  | { type: "boolean"; values: Int8Array }
  | { type: "text" | "nested"; values: string }
);

type Type = { as: ParquetColumn["type"]; scale: number | null; factor: number };

const moments = new Set(["DATE", "TIMESTAMP_MILLIS", "TIMESTAMP_MICROS"]);

/** What a column of the file becomes, by its annotations. */
export function typeOf({ children, element }: SchemaTree): Type {
  const { type, converted_type: old, logical_type: logical } = element;
  const plain: Type = { as: "text", scale: null, factor: 1 };
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

const missing = (value: unknown) => value === null || value === undefined;
const largest = 2n ** 63n - 1n;

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

/** Whole numbers: exact where there is no gap; with gaps as doubles, and as text where a double could not hold them. */
function integers(name: string, values: unknown[], type: Type): ParquetColumn {
  const whole = values.filter((value) => typeof value === "bigint" || typeof value === "number");
  if (whole.length === values.length && whole.every((value) => value <= largest)) {
    return { name, type: "integer", values: BigInt64Array.from(whole, BigInt) };
  }
  const safe = whole.every((value) => Number.isSafeInteger(Number(value)));
  if (!safe) return { name, type: "text", values: JSON.stringify(values.map((value) => (missing(value) ? null : String(value)))) };
  return { name, type: "number", values: Float64Array.from(values, (value) => number(value, type)) };
}

/** One column in the form in which Python takes it over. */
export function columnOf(name: string, type: Type, values: unknown[]): ParquetColumn {
  switch (type.as) {
    case "integer":
      return integers(name, values, type);
    case "boolean":
      return { name, type: "boolean", values: Int8Array.from(values, (value) => (missing(value) ? -1 : Number(value))) };
    case "text":
    case "nested":
      return { name, type: type.as, values: JSON.stringify(values, plainJson) };
    default:
      return { name, type: type.as, values: Float64Array.from(values, (value) => number(value, type)) };
  }
}
