/** A table that was copied from a spreadsheet or a page, as a file; null when the text is none, or meant for a field that takes text. */
export function pastedTable(event: ClipboardEvent): File | null {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const separator = separatorOf(text);
  if (separator === null) return null;
  const typing = event.target instanceof HTMLElement && event.target.matches("textarea, input, [contenteditable]");
  if (typing && separator !== "\t") return null;
  const stamp = new Date().toTimeString().slice(0, 8).replaceAll(":", "");
  return new File([text], `pasted-${stamp}.${separator === "\t" ? "tsv" : "csv"}`, { type: "text/plain" });
}

/** The sign that cuts every one of at least two lines into the same number of cells, two or more. */
export function separatorOf(text: string): string | null {
  const lines = text
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== "")
    .slice(0, 50);
  if (lines.length < 2) return null;
  return (
    ["\t", ";", ","].find(
      (sign) => new Set(lines.map((line) => line.split(sign).length)).size === 1 && (lines[0]?.split(sign).length ?? 0) > 1,
    ) ?? null
  );
}
