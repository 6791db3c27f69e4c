export type Change = { readonly type: "same" | "gone" | "new"; readonly text: string };

/** Lines of two texts, told apart: the longest common run of lines stays, the rest is gone or new. For texts of up to some thousand lines. */
export function diff(before: string, after: string): Change[] {
  const [a, b] = [before.split("\n"), after.split("\n")];
  const table = lengths(a, b);
  const changes: Change[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const type = stepOf(
      i < a.length && j < b.length && a[i] === b[j],
      j >= b.length || (i < a.length && at(table, i + 1, j) >= at(table, i, j + 1)),
    );
    changes.push({ type, text: (type === "new" ? b[j] : a[i]) ?? "" });
    if (type !== "new") i += 1;
    if (type !== "gone") j += 1;
  }
  return changes;
}

/** Only what changed, with `around` lines left and right of it; a null stands for lines left out. */
export function hunks(changes: readonly Change[], around = 2): (Change | null)[] {
  const near = changes.map((_, i) => changes.slice(Math.max(0, i - around), i + around + 1).some((one) => one.type !== "same"));
  return changes.flatMap((change, i): (Change | null)[] => (near[i] ? [change] : near[i - 1] || i === 0 ? [null] : []));
}

function lengths(a: readonly string[], b: readonly string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    const row = table[i];
    for (let j = b.length - 1; row && j >= 0; j--)
      row[j] = a[i] === b[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
  }
  return table;
}

const stepOf = (same: boolean, gone: boolean): Change["type"] => (same ? "same" : gone ? "gone" : "new");

const at = (table: readonly (readonly number[])[], i: number, j: number) => table[i]?.[j] ?? 0;
