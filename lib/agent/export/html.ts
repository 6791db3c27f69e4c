/** Markup made of text that is not trusted: whatever it holds, it stays text. */
export function escaped(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** Code spans, bold and emphasis; links stay text. A sign behind a backslash is that sign and nothing else. */
function inline(text: string): string {
  return text
    .split(/(`[^`\n]+`)/)
    .map((part, at) => (at % 2 === 1 ? `<code>${escaped(part.slice(1, -1))}</code>` : literal(part)))
    .join("");
}

const hidden = "\uf8ff";

/** Signs behind a backslash are taken out before marks are looked for, and put back after. */
function literal(text: string): string {
  const signs: string[] = [];
  const bare = text.replaceAll(hidden, "").replace(/\\([!-/:-@[-`{-~])/g, (_, sign: string) => {
    signs.push(sign);
    return hidden;
  });
  return marked(escaped(bare)).replaceAll(hidden, () => escaped(signs.shift() ?? ""));
}

const marked = (html: string) => html.replace(/\*\*([^*\n]+)\*\*/g, "<strong>$1</strong>").replace(/(^|[\s(])\*([^*\s][^*\n]*)\*/g, "$1<em>$2</em>");

export type Block = { readonly type: "list" | "code" | "text"; readonly lines: readonly string[] };

const kindOf = (line: string): Block["type"] => (/^ {4}|^\t/.test(line) ? "code" : /^\s*(?:[-*]|\d+\.)\s/.test(line) ? "list" : "text");

export function blocks(text: string): Block[] {
  const made: { type: Block["type"]; lines: string[] }[] = [];
  let apart = true;
  for (const line of text.split("\n")) {
    const empty = line.trim() === "";
    const last = made.at(-1);
    if (!empty && !apart && last?.type === kindOf(line)) last.lines.push(line);
    else if (!empty) made.push({ type: kindOf(line), lines: [line] });
    apart = empty;
  }
  return made;
}

/** The small part of Markdown that answers are written in, as HTML: paragraphs, lists, code four spaces deep, bold, emphasis, code spans. */
export function markdownHtml(text: string): string {
  return blocks(text).map(blockHtml).join("\n");
}

function blockHtml({ type, lines }: Block): string {
  if (type === "code") return `<pre>${escaped(lines.map((line) => line.replace(/^ {4}|^\t/, "")).join("\n"))}</pre>`;
  if (type === "list") return `<ul>${lines.map((line) => `<li>${inline(line.replace(/^\s*(?:[-*]|\d+\.)\s+/, ""))}</li>`).join("")}</ul>`;
  return `<p>${inline(lines.map((line) => line.replace(/^#+\s+/, "")).join("\n"))}</p>`;
}
