/** A stretch of text in one look. */
export interface Run {
  readonly text: string;
  readonly look: "plain" | "bold" | "italic" | "code";
}

/** Code spans, bold and emphasis, as html.ts reads them; a sign behind a backslash is that sign and nothing else. */
const marks = /`([^`\n]+)`|\*\*([^*\n]+)\*\*|(?<=^|[\s(])\*([^*\s][^*\n]*)\*|\\([!-/:-@[-`{-~])/g;

/** One line or paragraph of Markdown as stretches of text. */
export function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  const put = (part: string, look: Run["look"]) => {
    const last = runs.at(-1);
    if (part === "") return;
    if (last?.look === look) runs[runs.length - 1] = { text: last.text + part, look };
    else runs.push({ text: part, look });
  };
  let at = 0;
  for (const found of text.matchAll(marks)) {
    put(text.slice(at, found.index), "plain");
    const [whole, code, bold, italic, sign] = found;
    if (code !== undefined) put(code, "code");
    else if (bold !== undefined) put(bold.replace(/\\([!-/:-@[-`{-~])/g, "$1"), "bold");
    else if (italic !== undefined) put(italic.replace(/\\([!-/:-@[-`{-~])/g, "$1"), "italic");
    else put(sign ?? "", "plain");
    at = found.index + whole.length;
  }
  put(text.slice(at), "plain");
  return runs;
}

/** The words alone. */
export const plainText = (text: string): string =>
  runsOf(text)
    .map((run) => run.text)
    .join("");
