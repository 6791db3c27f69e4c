import { strings } from "./strings.ts";

const units = ["B", "kB", "MB", "GB"] as const;

/** Bytes as people say them: 1.2 MB. */
export function bytesText(bytes: number): string {
  const step = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return `${value.toLocaleString(strings.tag, { maximumFractionDigits: value < 10 && step > 0 ? 1 : 0 })} ${units[step] ?? "B"}`;
}

/** A share between 0 and 1 as a percentage that never rounds something to nothing, nor nearly all to all. */
export function shareText(share: number): string {
  if (share > 0 && share < 0.01) return "<1 %";
  if (share < 1 && share > 0.99) return ">99 %";
  return `${Math.round(share * 100)} %`;
}

/** Milliseconds as seconds or minutes. */
export function durationText(ms: number): string {
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < 60_000) return `${Math.round(ms / 1000)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** A number as text from a profile, shortened for a chip; other text as it is. */
export function valueText(text: string): string {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || !/[.e]/i.test(text)) return text.replace(/[T ]00:00:00(\.0+)?$/, "");
  return value.toLocaleString(strings.tag, { maximumSignificantDigits: 5, useGrouping: false });
}
