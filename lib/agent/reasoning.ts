const names = "think|thinking|reasoning|thought|scratchpad|reflection";
const closed = new RegExp(`(^|\\n)[ \\t]*<(${names})>[\\s\\S]*?</\\2>`, "gi");
const unclosed = new RegExp(`(^|\\n)[ \\t]*<(${names})>[\\s\\S]*$`, "i");
const headless = new RegExp(`^[\\s\\S]*</(${names})>`, "i");
const bracketed = /\[THINK\][\s\S]*?(\[\/THINK\]|$)/g;
/** The channels of gpt-oss, where a server passes them on raw. */
const channel = /<\|channel\|>(?:analysis|commentary)<\|message\|>[\s\S]*?(?=<\|(?:start|channel)\|>|$)/g;
const token = /<\|(?:start|end|message|channel|return|call|im_start|im_end|eot_id)\|>(?:assistant|final)?/g;

/** The reply without what the model said to itself: code in there was never meant to run. */
export function withoutReasoning(text: string): string {
  return text
    .replace(channel, "")
    .replace(token, "")
    .replace(bracketed, "")
    .replace(closed, "$1")
    .replace(unclosed, "$1")
    .replace(headless, "");
}
