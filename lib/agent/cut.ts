/** `text` in at most about `limit` characters: head and tail, with the count of what lies between. `head` is the head's share. */
export function cut(text: string, limit: number, head = 0.6): string {
  if (text.length <= limit) return text;
  const first = atLineEnd(text.slice(0, Math.floor(limit * head)));
  const last = atLineStart(text.slice(text.length - Math.ceil(limit * (1 - head))));
  const gone = text.length - first.length - last.length;
  return `${first}\n[... ${gone.toLocaleString("en-US")} characters cut here ...]\n${last}`;
}

/** Whole lines, where that costs little. */
function atLineEnd(text: string): string {
  const end = text.lastIndexOf("\n");
  return end > text.length * 0.8 ? text.slice(0, end) : text;
}

function atLineStart(text: string): string {
  const start = text.indexOf("\n");
  return start >= 0 && start < text.length * 0.2 ? text.slice(start + 1) : text;
}

const delimiter = /<(?=\s*\/?\s*(?:files|observation|host|earlier)\b|\|)/gi;

/** Data as it may stand between our delimiters: it cannot close them, nor open a chat template's. */
export function data(text: string): string {
  return text.replace(delimiter, "\u2039");
}
