import type { SchemaElement, Statistics } from "hyparquet";

/** Whole numbers of a column: whether there are gaps among them, whether eight bytes with a sign hold each, and whether a double does. */
export type Facts = { gaps: boolean; fit: boolean; safe: boolean };

/** What such a column becomes: exact where there is no gap; with gaps doubles, and text where a double could not hold them. */
export type Whole = "integer" | "number" | "text";

const largest = 2n ** 63n - 1n;

const isWhole = (value: unknown): value is bigint | number => typeof value === "bigint" || typeof value === "number";

const isSafe = (value: bigint | number) => Number.isSafeInteger(Number(value));

export function wholeIn(values: readonly unknown[]): Facts {
  const whole = values.filter(isWhole);
  return { gaps: whole.length < values.length, fit: whole.every((value) => value <= largest), safe: whole.every(isSafe) };
}

const isUnsigned = ({ converted_type: old, logical_type: logical }: SchemaElement) => old?.startsWith("UINT") || (logical?.type === "INTEGER" && !logical.isSigned);

/** What a group's statistics tell, or null. Those of numbers without a sign are not read: writers have disagreed about their order. */
export function wholeTold(told: Statistics | undefined, element: SchemaElement): Facts | null {
  const [low, high] = [told?.min_value, told?.max_value];
  if (told?.null_count === undefined || !isWhole(low) || !isWhole(high) || isUnsigned(element)) return null;
  return { gaps: told.null_count > 0n, fit: true, safe: isSafe(low) && isSafe(high) };
}

export function agreed(groups: readonly Facts[]): Whole {
  if (groups.every(({ gaps, fit }) => !gaps && fit)) return "integer";
  return groups.every(({ safe }) => safe) ? "number" : "text";
}
