import { canonical } from "../policy/chain/canonical.ts";
import type { Action } from "../protocol/action.ts";
import type { CompleteRequest } from "../protocol/complete.ts";
import type { Course } from "./course.ts";
import { type Ending, shortOf, stopped } from "./ends.ts";
import { type Parsed, parseReply, unreadable } from "./parse.ts";
import { makeForesight } from "./foresight.ts";
import { makePrompt } from "./prompt.ts";
import { type Heard, type Streamed, stream } from "./stream.ts";

export type Decision = { readonly type: "action"; readonly action: Action } | { readonly type: "end"; readonly ending: Ending };

/** Asks the model until a reply can be read, at most `unreadableReplies` times a step. */
export async function decide(course: Course, signal: AbortSignal): Promise<Decision> {
  for (let slips = 0; slips < course.ask.policy.limits.unreadableReplies; slips++) {
    const parsed = read(course, await call(course, signal));
    course.attempt++;
    if (signal.aborted) return { type: "end", ending: stopped(course.turn) };
    if (parsed.type === "end") return parsed;
    if (parsed.type !== "unreadable") return { type: "action", action: parsed };
    course.tell({ type: "reply-unreadable", reason: `${parsed.reason}\n${example}` });
  }
  return { type: "end", ending: shortOf(course.turn, "The model's replies could not be read. Try again, or choose another model.") };
}

const example = "Reply with a sentence of plan and one block:\n```python\nprint(df.shape)\n```";

async function call(course: Course, signal: AbortSignal): Promise<Streamed> {
  const { policy } = course.ask;
  const { opened, images = false } = course.ask;
  const { messages, brief, chars, pictures } = makePrompt(course.session, { opened, policy, images });
  const { session, model } = course.ask;
  const request: CompleteRequest = { session, turn: course.turnIndex, step: course.step, attempt: course.attempt, model, messages, brief, ...(pictures.length > 0 ? { pictures: [...pictures] } : {}) };
  course.exchange = { ...course.exchange, prompt: canonical(messages) };
  course.tell({ type: "model-called", attempt: course.attempt, promptChars: chars });
  const foresight = makeForesight((imports) => course.world.sandbox.foresee?.(imports));
  const heard = (piece: Heard) => {
    if (piece.type === "delta" && piece.channel === "code") foresight(piece.text);
    course.tell(piece.type === "delta" ? { ...piece, type: "model-delta" } : { ...piece, type: "model-waiting" });
  };
  const streamed = await stream(course.world.model, { request, chars: policy.limits.codeChars * 2, heard }, signal);
  spend(course, streamed, chars);
  return streamed;
}

function spend(course: Course, streamed: Streamed, promptChars: number): void {
  const usage = streamed.type === "whole" ? streamed.end.usage : null;
  const written = streamed.type === "failed" ? 0 : streamed.text.length + streamed.tool.length;
  course.tokens += usage ? usage.inputTokens + usage.outputTokens : Math.ceil((promptChars + written) / 4);
}

/** Faults that another try may mend; the rest end the turn. */
const passing = new Set(["cut", "malformed", "empty"]);

function read(course: Course, streamed: Streamed): Parsed | Extract<Decision, { type: "end" }> {
  if (streamed.type === "failed") return fault(course, streamed.fault, streamed.message);
  if (streamed.type === "whole" && streamed.end.finish === "filter")
    return fault(course, "refused", "The model's provider withheld this reply.");
  const { text, tool } = streamed;
  const end = streamed.type === "whole" ? streamed.end : { usage: null, model: course.ask.model, responseId: null };
  const { prompt } = course.exchange;
  course.exchange = { prompt, reply: text + tool, model: end.model, responseId: end.responseId, usage: end.usage };
  course.tell({
    type: "model-replied",
    text: [text, tool].filter(Boolean).join("\n"),
    usage: end.usage,
    model: end.model,
    responseId: end.responseId,
  });
  if (streamed.type === "overlong") return unreadable("Your reply was too long, so it was cut and not run. Do less in one step.");
  const parsed = parseReply({ text, tool, whole: streamed.end.finish !== "length" });
  const tooLong = parsed.type === "run" && parsed.code.length > course.ask.policy.limits.codeChars;
  return tooLong
    ? unreadable(`The code was longer than ${course.ask.policy.limits.codeChars} characters and was not run. Do less in one step.`)
    : parsed;
}

function fault(course: Course, kind: Extract<Streamed, { type: "failed" }>["fault"], message: string): ReturnType<typeof read> {
  if (kind === "stopped") return { type: "end", ending: stopped(course.turn) };
  course.tell({ type: "model-failed", fault: kind, message });
  return passing.has(kind)
    ? unreadable("Your reply did not arrive whole, so nothing of it was run. Send it again.")
    : { type: "end", ending: shortOf(course.turn, message) };
}
