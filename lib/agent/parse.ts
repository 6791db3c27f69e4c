import type { Action } from "../protocol/action.ts";
import { pythonIn } from "./fences.ts";
import { actionInJson, actionInTool } from "./json.ts";
import { looksLikePython } from "./python.ts";
import { withoutReasoning } from "./reasoning.ts";
import { codeInTags } from "./tags.ts";

/** A reply as it came: prose, the arguments of a tool call named `python`, and whether the model itself ended it. */
export interface Reply {
  readonly text: string;
  readonly tool: string;
  readonly whole: boolean;
}

export type Parsed = Action | Unreadable;
export type Unreadable = { readonly type: "unreadable"; readonly reason: string };

export const unreadable = (reason: string): Unreadable => ({ type: "unreadable", reason });

const cut = unreadable(
  "Your reply was cut off before its end, so none of it was run. Write it again, shorter: do less in one step, or print less.",
);
const empty = unreadable("Your reply held neither code nor an answer.");

/**
 * What the model decided. Lenient about form, strict about completeness: a reply that is cut, or whose block, tag or
 * JSON is never closed, is unreadable as a whole and nothing of it runs.
 * Several complete Python blocks are joined in order, up to the first output that the model made up.
 */
export function parseReply(reply: Reply): Parsed {
  if (!reply.whole) return cut;
  const text = withoutReasoning(reply.text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n"));
  if (reply.tool.trim()) return actionInTool(reply.tool, text.trim());
  if (!text.trim()) return empty;
  return actionInJson(text) ?? codeInTags(text) ?? pythonIn(text) ?? bare(text) ?? answer(text);
}

/** Code without any fence around it, or with the closing one only. */
function bare(text: string): Action | null {
  const code = text
    .trim()
    .replace(/^python\d?\n/i, "")
    .replace(/\n```\s*$/, "");
  return looksLikePython(code) ? { type: "run", plan: "", code } : null;
}

function answer(text: string): Parsed {
  const words = text
    .trim()
    .replace(/^[*#\s]*final answer[*\s]*:[*\s]*/i, "")
    .trim();
  return words ? { type: "answer", text: words } : empty;
}
