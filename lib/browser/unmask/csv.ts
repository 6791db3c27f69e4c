import { tame } from "../../agent/export/csv.ts";
import { type Mapping, unmask } from "../../policy/mask.ts";

const separators = [",", ";", "\t", "|"] as const;

/** A field with its quotes, or what stands between two separators; then the separator or line end after it. */
const fieldsBy = (separator: string) =>
  new RegExp(
    `("(?:[^"]|"")*"|[^${separator === "|" ? "\\|" : separator}\\r\\n]*)(${separator === "|" ? "\\|" : separator}|\\r\\n|\\r|\\n|$)`,
    "y",
  );

/** The separator that the first lines agree on. */
function separatorOf(text: string): string {
  const head = text
    .slice(0, 20_000)
    .replace(/"(?:[^"]|"")*"/g, "")
    .split(/\r\n|\r|\n/)
    .slice(0, 20);
  const counts = separators.map((separator) => ({
    separator,
    count: Math.min(...head.filter(Boolean).map((line) => line.split(separator).length)),
  }));
  return counts.toSorted((a, b) => b.count - a.count)[0]?.separator ?? ",";
}

/**
 * Delimited text with values in the place of tokens. From then on no field may act as a formula, whoever wrote it: one could send its neighbours
 * away. Such a field gets an apostrophe; a value with a separator, a quote or a line end is quoted; all other fields stay to the letter.
 */
export function unmaskCsv(text: string, mapping: Mapping): string {
  if (unmask(text, mapping) === text) return text;
  const field = fieldsBy(separatorOf(text));
  const parts: string[] = [];
  while (field.lastIndex < text.length) {
    const [whole, raw = "", after = ""] = field.exec(text) ?? [];
    if (whole === undefined) return parts.join("") + text.slice(field.lastIndex);
    parts.push(fieldOf(raw, mapping), after);
    if (whole === "") break;
  }
  return parts.join("");
}

function fieldOf(raw: string, mapping: Mapping): string {
  const inner = raw.startsWith('"') && raw.endsWith('"') && raw.length > 1 ? raw.slice(1, -1).replaceAll('""', '"') : raw;
  const tamed = tame(unmask(inner, mapping));
  if (tamed === inner) return raw;
  return inner !== raw || /[",;\t|\r\n]/.test(tamed) ? `"${tamed.replaceAll('"', '""')}"` : tamed;
}
