/** Fields that are ours, not text of the data: ids, kinds and the like. */
const ours = new Set(["id", "kind", "mime", "status", "reason", "state", "dtype", "stream"]);

/** Numbers are looked at from six digits on, as the matcher does. */
const long = (value: number): boolean => Math.abs(value) >= 100_000;

type Change = (text: string) => string;

function walk(value: unknown, change: Change): unknown {
  if (typeof value === "string") return change(value);
  if (typeof value === "number" && long(value)) return numberOr(value, change(String(value)));
  if (Array.isArray(value)) return value.map((item) => walk(item, change));
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, ours.has(key) ? item : walk(item, change)]));
}

const numberOr = (value: number, text: string): unknown => (text === String(value) ? value : text);

/** Every text (and long number) of plain data, in order. Bytes and what names a thing of ours are passed over. */
export function textsOf(value: unknown): string[] {
  const found: string[] = [];
  walk(value, (text) => {
    found.push(text);
    return text;
  });
  return found;
}

/** The data with these texts in the place of those that `textsOf` gave. */
export function withTexts(value: unknown, texts: readonly string[]): unknown {
  let at = 0;
  return walk(value, (text) => texts[at++] ?? text);
}
