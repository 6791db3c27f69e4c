import { blank } from "../policy/blank.ts";

const name = "[A-Za-z_][\\w]*";
const target = `${name}(?:\\.${name}|\\[[^\\]]*\\])*`;
const statement = new RegExp(
  [
    `import ${name}`,
    `from [\\w.]+ import `,
    `(?:async )?def ${name}\\(`,
    `class ${name}`,
    `(?:for|while|if|elif|with|except|match) .*:`,
    `(?:try|else|finally|except):`,
    `(?:return|raise|assert|del|global|pass|break|continue|yield|await)\\b`,
    `@${name}`,
    `${target}(?:\\s*,\\s*${target})*\\s*(?::[^=]+)?(?:[-+*/%&|]|//|\\*\\*)?=[^=]`,
    `${target}\\(`,
    `[)\\]}]`,
  ]
    .map((form) => `^(?:${form})`)
    .join("|"),
);

/** Every logical line is a Python statement. Strict, because what passes without a fence is run. */
export function looksLikePython(code: string): boolean {
  const lines = logicalLines(code);
  return lines.length > 0 && lines.some((line) => /[=(]|^import |^from /.test(line)) && lines.every((line) => statement.test(line));
}

/** Lines that begin a statement at any depth of indentation, not those inside brackets or strings. */
function logicalLines(code: string): string[] {
  let depth = 0;
  const lines: string[] = [];
  for (const line of blank(code).text.split("\n")) {
    if (depth <= 0 && line.trim()) lines.push(line.trim());
    depth += count(line, /[([{]/g) - count(line, /[)\]}]/g);
    if (line.endsWith("\\")) depth = Math.max(depth, 0);
  }
  return lines;
}

function count(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0;
}

/** Code as it should run: the common indentation taken away, blank ends trimmed. */
export function dedent(code: string): string {
  const lines = code.replace(/^\s*\n|\s+$/g, "").split("\n");
  const margins = lines.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length);
  const margin = Math.min(...margins, Number.MAX_SAFE_INTEGER);
  return lines.map((line) => line.slice(Math.min(margin, line.length - line.trimStart().length))).join("\n");
}
