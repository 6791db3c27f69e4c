import { strings } from "../strings.ts";

/** Millionths of a currency as people write them; small sums keep their figures. */
export function moneyText(micros: number, currency: string): string {
  const value = micros / 1_000_000;
  const digits = value !== 0 && value < 1 ? 4 : 2;
  return `${value.toLocaleString(strings.tag, { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${currency}`.trim();
}
