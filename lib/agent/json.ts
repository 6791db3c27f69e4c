import type { Action } from "../protocol/action.ts";
import type { Parsed } from "./parse.ts";
import { dedent, looksLikePython } from "./python.ts";

const codeKeys = ["code", "python", "python_code", "source", "script", "input", "cmd"];
const answerKeys = ["final_answer", "answer", "response"];
const planKeys = ["thought", "thoughts", "plan", "reasoning", "explanation"];
const innerKeys = ["arguments", "parameters", "args", "action_input", "function"];

const broken: Parsed = {
  type: "unreadable",
  reason:
    'The arguments of the python tool were no complete JSON, so nothing was run. Send {"code": "..."} with line ends written as \\n, or a ```python block.',
};

/** The arguments of one or several tool calls, as they streamed in. Bare Python is taken too, incomplete JSON never. */
export function actionInTool(raw: string, plan: string): Parsed {
  const values = valuesIn(raw.trim());
  if (!values) return looksLikePython(raw) ? { type: "run", plan, code: dedent(raw) } : broken;
  const codes = values.map((value) => (typeof value === "string" ? value : text(value, codeKeys)));
  if (codes.some((code) => !code?.trim()))
    return { type: "unreadable", reason: 'The python tool was called without code. Its arguments are {"code": "..."}.' };
  return { type: "run", plan, code: codes.map((code) => unescaped(code ?? "")).join("\n\n") };
}

/** A reply that is one JSON object, as structured models send it: {"thought", "code"} or {"answer"}. */
export function actionInJson(reply: string): Parsed | null {
  const trimmed = reply.trim();
  if (!trimmed.startsWith("{")) return null;
  const values = valuesIn(trimmed);
  if (!values) return /^\{\s*"(?:thought|plan|code|name|python)/.test(trimmed) ? broken : null;
  return values.length === 1 ? fromObject(values[0]) : null;
}

function fromObject(value: unknown): Action | null {
  const plan = text(value, planKeys) ?? "";
  const code = text(value, codeKeys);
  if (code?.trim()) return { type: "run", plan, code: unescaped(code) };
  const answer = text(value, answerKeys);
  return answer ? { type: "answer", text: answer } : null;
}

/** The first of these keys that holds text, here or one level further in. */
function text(value: unknown, keys: string[]): string | null {
  if (!isObject(value)) return null;
  for (const key of keys) {
    const held = value[key];
    if (typeof held === "string") return held;
  }
  for (const key of innerKeys) {
    const inner = value[key];
    const found = text(typeof inner === "string" ? parsed(inner) : inner, keys);
    if (found !== null) return found;
  }
  return null;
}

/** JSON values that follow one another; null where one is incomplete. */
function valuesIn(raw: string): unknown[] | null {
  const values: unknown[] = [];
  for (const piece of raw.startsWith("{") ? objectsIn(raw) : [raw]) {
    const value = parsed(piece) ?? parsed(mended(piece));
    if (value === undefined) return null;
    values.push(value);
  }
  return values.length > 0 ? values : null;
}

function parsed(piece: string): unknown {
  try {
    return JSON.parse(piece);
  } catch {
    return undefined;
  }
}

/** What small models get wrong though nothing is missing: raw line ends in strings, a comma too many. */
function mended(piece: string): string {
  return piece
    .replace(/"(?:[^"\\]|\\[\s\S])*"/g, (string) => string.replace(/\n/g, "\\n").replace(/\t/g, "\\t").replace(/\\'/g, "'"))
    .replace(/,(\s*[}\]])/g, "$1");
}

/** `{..}{..}` taken apart, by depth outside strings. */
function objectsIn(raw: string): string[] {
  const pieces: string[] = [];
  let [depth, start] = [0, 0];
  for (const match of raw.matchAll(/"(?:[^"\\]|\\[\s\S])*"|[{}]/g)) {
    if (match[0] === "{") depth++;
    if (match[0] !== "}" || --depth > 0) continue;
    pieces.push(raw.slice(start, match.index + 1).trim());
    start = match.index + 1;
  }
  const rest = raw.slice(start).trim();
  return rest ? [...pieces, rest] : pieces;
}

/** Code whose line ends were escaped twice: one line, and a literal \n before any quote. */
function unescaped(code: string): string {
  const whole = dedent(
    code
      .replace(/\r\n?/g, "\n")
      .replace(/^\s*```\w*\n/, "")
      .replace(/\n\s*```\s*$/, ""),
  );
  return !whole.includes("\n") && /^[^'"#]*\\n/.test(whole) ? whole.replace(/\\n/g, "\n").replace(/\\"/g, '"') : whole;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
