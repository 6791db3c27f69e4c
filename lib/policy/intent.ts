import { importsIn } from "./check.ts";

/** What a script seems to be about to do, by a quick look, for a person who decides on it. The judge is the run. */
export interface Intent {
  readonly packages: readonly string[];
  /** Files that it names where it writes. */
  readonly files: readonly string[];
  /** Whether it also writes files whose names it makes while it runs. */
  readonly unnamed: boolean;
  readonly lines: number;
}

const writing =
  /\b(?:save|savefig|write_html|write_image|to_(?:csv|excel|json|parquet|html|markdown|pickle|sql|feather|xml|latex|string))\s*\(/g;
const opening = /\bopen\s*\(/g;
const name = /(?<![\w])[rbuf]{0,2}(["'])([^"'\n]{1,200}?\.[A-Za-z0-9]{1,8})\1/;
const forWriting = /,\s*(?:mode\s*=\s*)?["'][^"']*[wax+]/;

export function intentOf(code: string): Intent {
  const calls = [...argumentsOf(code, writing), ...argumentsOf(code, opening).filter((text) => forWriting.test(text))];
  const named = calls.map((text) => name.exec(text)?.[2] ?? null);
  const packages = importsIn(code).map(({ module }) => module.split(".")[0] ?? module);
  return {
    packages: [...new Set(packages)],
    files: [...new Set(named.filter((file) => file !== null))],
    unnamed: named.includes(null),
    lines: code.split("\n").length,
  };
}

/** What stands between the brackets of each call that is found. */
function argumentsOf(code: string, call: RegExp): string[] {
  return [...code.matchAll(call)].map((found) => inside(code, found.index + found[0].length));
}

function inside(code: string, from: number): string {
  let depth = 1;
  for (let at = from; at < code.length; at += 1) {
    if (code[at] === "(") depth += 1;
    if (code[at] === ")") depth -= 1;
    if (depth === 0) return code.slice(from, at);
  }
  return code.slice(from);
}
