const module = String.raw`[\p{L}_][\p{L}\p{N}_.]*`;
const named = String.raw`${module}(?:\s+as\s+${module})?`;
const plain = new RegExp(String.raw`^\s*(import\s+${named}(?:\s*,\s*${named})*)\s*;?\s*(?:#.*)?$`, "u");
const from = new RegExp(String.raw`^\s*from\s+(${module})\s+import\s+[\p{L}_(*\\]`, "u");

const most = 50;

/** The import that a line of code is, as a statement of its own; null where it is none. */
function importOf(line: string): string | null {
  const statement = plain.exec(line)?.[1];
  const home = from.exec(line)?.[1];
  return statement ?? (home ? `import ${home}` : null);
}

/**
 * Reads code that is still being written, piece by piece, and tells its imports as they come, all of them each time: so that packages are loaded while the model
 * still writes. Guesses: the reply may turn out to be no code, and nothing of it runs here.
 */
export function makeForesight(tell: (imports: string) => void): (piece: string) => void {
  const seen = new Set<string>();
  let held = "";
  return (piece) => {
    const lines = (held + piece).split("\n");
    held = lines.pop() ?? "";
    const before = seen.size;
    for (const line of lines) {
      const found = importOf(line);
      if (found !== null && seen.size < most) seen.add(found);
    }
    if (seen.size > before) tell([...seen].join("\n"));
  };
}
