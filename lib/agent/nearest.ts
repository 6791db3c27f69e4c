/** Up to three of `names` that are likely meant by `wanted`, the nearest first. */
export function nearest(wanted: string, names: readonly string[]): string[] {
  const ranked = names.map((name) => ({ name, score: likeness(plain(wanted), plain(name)) })).filter(({ score }) => score >= 0.55);
  return ranked
    .sort((a, b) => b.score - a.score)
    .slice(0, 3)
    .map(({ name }) => name);
}

function plain(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "")
    .slice(0, 60);
}

/** 1 for the same, 0 for nothing in common. */
function likeness(a: string, b: string): number {
  if (!a || !b) return 0;
  if (a === b) return 1;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const part = short.length >= 3 && long.includes(short) ? 0.6 + (0.4 * short.length) / long.length : 0;
  return Math.max(part, 1 - distance(a, b) / long.length);
}

/** Edits from one to the other: insert, delete, replace. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
