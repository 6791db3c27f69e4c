import type { Ask } from "./ask.ts";
import type { Reading } from "./reading.ts";

const free: ReadonlySet<Ask["job"]> = new Set([
  "sql",
  "help",
  "briefing",
  "overview",
  "export",
  "words",
  "clean",
  "quality",
  "why",
  "outliers",
  "gaps",
]);

/** A number of the question that nothing was made of: a limit, most likely, and an answer without it would be one over all rows. */
export function unusedNumber(read: Reading, ask: Ask): string | null {
  if (free.has(ask.job) || read.quotes.length > 0) return null;
  const taken = [...read.columns, ...read.values].map((each) => ({
    start: read.words[each.start]?.start ?? 0,
    end: read.words[each.end - 1]?.end ?? 0,
  }));
  const limits = read.numbers.filter(
    (each) => !each.soft || ask.filters.some((filter) => filter.type === "compare" && filter.value === each.value),
  );
  const found = [...read.text.matchAll(/(?<![\p{L}\d.,_/-])\d[\d,]*(?:\.\d+)?(?![\p{L}\d_/]|[.-]\d)/gu)];
  const left = found.find((match) => {
    const [start, end, value] = [match.index, match.index + match[0].length, Number(match[0].replaceAll(",", ""))];
    const inside = [...taken, ...limits].some((each) => each.start < end && start < each.end);
    return !inside && !knows(ask, value, read.text);
  });
  return left?.[0] ?? null;
}

/** Years, days of a period, how many are to be shown, looked ahead or grouped, what a computation of its own took. */
function knows(ask: Ask, value: number, text: string): boolean {
  if (value >= 1900 && value <= 2100) return true;
  if (ask.windows.length > 0 && value <= 366) return true;
  if (value === ask.top?.n || value === ask.horizon || value === ask.parts) return true;
  if (ask.job === "rows" && /\b(first|top|last|head|any|show|list|give)\b|\brows?\b/.test(text)) return true;
  return (
    ask.special?.type === "rolling" ||
    ask.special?.type === "regression" ||
    ask.special?.type === "statistics" ||
    ask.special?.type === "tested"
  );
}
