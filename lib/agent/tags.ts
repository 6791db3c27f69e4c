import type { Action } from "../protocol/action.ts";
import { actionInJson } from "./json.ts";
import type { Parsed } from "./parse.ts";
import { dedent, looksLikePython } from "./python.ts";

const names = "code|python|py|execute|execute_python|execute_ipython|tool_code|code_action|parameter=code";
const block = new RegExp(`^[ \\t]*(?:<function=\\w+>\\s*)?<(${names})>([\\s\\S]*?)</(?:${names}|parameter)>(?:\\s*</function>)?`, "gim");
const begun = new RegExp(`^[ \\t]*<(?:${names})>`, "im");
const call = /<tool_call>\s*([\s\S]*?)\s*<\/tool_call>/g;
const openCall = /<tool_call>/;

/** Code between tags: `<code>`, `<python>`, `<execute>`, or a tool call that a server passed on as text. */
export function codeInTags(text: string): Parsed | null {
  const called = [...text.matchAll(call)].map((match) => match[1] ?? "");
  if (called.length > 0) return calls(called, text.replace(call, "").trim());
  if (openCall.test(text)) return unclosed;
  return tagged(text);
}

const unclosed: Parsed = {
  type: "unreadable",
  reason: "The tag around your code was never closed, so it looked cut off and was not run. Put the code between ```python and ```.",
};

function tagged(text: string): Parsed | null {
  const fenced = text.search(/^[ \t]*(?:```|~~~)/m);
  const first = text.search(begun);
  if (first < 0 || (fenced >= 0 && fenced < first)) return null;
  const codes = [...text.matchAll(block)].map((match) => unfenced(match[2] ?? "")).filter((code) => code.trim());
  if (codes.length > 0) return run(codes, text.replace(block, "").trim());
  return looksLikePython(text.slice(first).replace(begun, "")) ? unclosed : null;
}

function calls(bodies: string[], plan: string): Parsed | null {
  const parsed = bodies.map((body) => tagged(body) ?? actionInJson(body));
  const codes = parsed.flatMap((one) => (one?.type === "run" ? [one.code] : []));
  if (codes.length === parsed.length) return run(codes, plan);
  return { type: "unreadable", reason: 'The only tool is python, and its arguments are {"code": "..."}.' };
}

function run(codes: string[], plan: string): Action {
  return { type: "run", plan: plan.replace(/<\/?tool_call>/g, "").trim(), code: codes.join("\n\n") };
}

function unfenced(code: string): string {
  return dedent(code.replace(/^\s*(?:```|~~~)\w*\n/, "").replace(/\n\s*(?:```|~~~)\s*$/, ""));
}
