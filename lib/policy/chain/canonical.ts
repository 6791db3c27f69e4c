/** What stands before the first entry of a chain. */
export const genesis = "0".repeat(64);

/** JSON with keys in code-unit order and no blanks: one text for one value. Takes plain JSON data only; what is undefined is left out. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const items = new Map(Object.entries(value).filter(([, item]) => item !== undefined));
  const keys = [...items.keys()].sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(items.get(key))}`).join(",")}}`;
}
