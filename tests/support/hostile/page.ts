import type { Opened } from "../../../lib/protocol/profile.ts";
import "../sandbox-page.ts";

/** What opening came to: the rows of all tables, the words of all problems. */
export type Tried = { rows: number | null; problems: string; ms: number; good: boolean };

declare global {
  interface Window {
    tryFile(name: string): Promise<Tried>;
    mountOnly(): Promise<{ ms: number; told: string; tail: string }>;
  }
}

const input = document.createElement("input");
input.type = "file";
document.body.append(input);

const never = new AbortController().signal;

const picked = (name: string): File => {
  const file = input.files?.[0];
  if (!file) throw new Error("no file was picked");
  return file.name === name ? file : new File([file], name);
};

const wordsOf = ({ problems }: Opened): string => problems.map(({ part, reason, fix }) => `${part ?? ""} ${reason} ${fix}`.trim()).join(" / ");

window.tryFile = async (name) => {
  const box = window.bench.box();
  const file = picked(name);
  const started = performance.now();
  const { opened } = await box.open([{ name, file }], never);
  const ms = performance.now() - started;
  const tables = opened.files.flatMap((one) => one.tables);
  await box.close(name, never);
  // The file that was there before is there still, and code runs.
  const seen = await box.run("int(good['b'].sum())", () => undefined, never);
  return { rows: opened.files.length > 0 ? tables.reduce((sum, { rows }) => sum + rows, 0) : null, problems: wordsOf(opened), ms, good: seen.status === "ok" && seen.value === "6" };
};

window.mountOnly = async () => {
  const box = window.bench.box();
  const file = picked("sparse.csv");
  const started = performance.now();
  const { opened } = await box.open([{ name: file.name, file }], never);
  const ms = performance.now() - started;
  const seen = await box.run("with open('/data/sparse.csv', 'rb') as f:\n    size = f.seek(0, 2); f.seek(size - 4); tail = f.read()\nsize, tail, int(good['b'].sum())", () => undefined, never);
  return { ms, told: `${opened.files.flatMap(({ tables }) => tables.map(({ rows }) => `${rows} rows`)).join()} ${wordsOf(opened)}`.trim(), tail: seen.status === "ok" ? String(seen.value) : seen.status };
};
