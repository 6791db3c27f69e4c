/** Files of these endings can be rewritten with values in the place of tokens. */
export const textEndings = [
  "csv",
  "tsv",
  "tab",
  "txt",
  "log",
  "md",
  "markdown",
  "json",
  "jsonl",
  "ndjson",
  "geojson",
  "html",
  "htm",
  "svg",
  "xml",
] as const;
export type TextEnding = (typeof textEndings)[number];

const office: ReadonlySet<string> = new Set(["xlsx", "docx", "pptx"]);
const texts: ReadonlySet<string> = new Set(textEndings);

export const endingOf = (name: string): string => /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? "";

export const isText = (ending: string): ending is TextEnding => texts.has(ending);
export const isOffice = (ending: string): boolean => office.has(ending);

/** Whether values can be put into a file of this name at all. */
export const rewritable = (name: string): boolean => isText(endingOf(name)) || isOffice(endingOf(name)) || endingOf(name) === "zip";
