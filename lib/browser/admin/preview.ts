import { Mapping, unmask } from "../../policy/mask.ts";
import type { Cell, TableArtifact } from "../../protocol/artifact.ts";
import type { Read, Verdict } from "../../protocol/masking.ts";
import type { MaskingMode, Policy } from "../../protocol/policy.ts";
import type { ColumnProfile, FileProblem } from "../../protocol/profile.ts";
import { Assets } from "../assets.ts";
import { Reader } from "../reader.ts";
import { LiveSandbox } from "../sandbox.ts";
import { orAborted } from "../wait.ts";

/** A column as the person sees it, as the model is told of it, and why; `told` is null where the model is not told of it at all. */
export type PreviewColumn = { seen: ColumnProfile; told: ColumnProfile | null; verdict: Verdict | null };

/** `rows` as generated code finds them, `real` what its tokens stand for; empty where no rows could be shown. */
export type PreviewTable = {
  variable: string;
  part: string | null;
  count: number;
  columns: PreviewColumn[];
  names: string[];
  rows: Cell[][];
  real: Cell[][];
};

export type Preview = {
  file: string;
  toldFile: string;
  mode: MaskingMode;
  tables: PreviewTable[];
  values: number;
  problems: FileProblem[];
};

const rowsShown = 6;
const tablesShown = 4;

/**
 * What a policy would make of a file: it is read in clear by the kernel that the product reads with, and its tokens are handed to the kernel that
 * would run generated code. Both end with the preview; nothing is kept and nothing leaves the page. Rejects with a message for the person.
 */
export async function preview(file: File, policy: Policy, mode: MaskingMode, signal: AbortSignal): Promise<Preview> {
  const { columns, keepClass, strict, smallGroupRows } = policy.masking;
  const end = new AbortController();
  const life = AbortSignal.any([signal, end.signal]);
  const assets = new Assets(policy, life);
  const key = [...crypto.getRandomValues(new Uint8Array(32))];
  const reader = new Reader({ assets, limits: policy.limits, order: { key, mode, columns, keepClass, strict, smallGroupRows } }, life);
  try {
    const { read, problems } = await reader.open([{ name: file.name, file }], life);
    if (read === null) return { file: file.name, toldFile: "", mode, tables: [], values: 0, problems };
    const rows = await rowsOf(read, { assets, policy, ready: reader.ready() }, life);
    const mapping = new Mapping(read.tokens.map((token, at): [string, string] => [token, read.originals[at] ?? ""]));
    return {
      file: file.name,
      toldFile: read.told[0]?.profile.file ?? "",
      mode,
      tables: tablesOf(read, rows, mapping),
      values: read.tokens.length,
      problems,
    };
  } finally {
    reader.end();
    end.abort();
  }
}

type Kernel = { assets: Assets; policy: Policy; ready: Promise<unknown> };

/** The first rows of each table as generated code finds them, shown by the kernel that would run it; this line is ours. */
async function rowsOf(read: Read, { assets, policy, ready }: Kernel, signal: AbortSignal): Promise<Map<string, TableArtifact>> {
  const found = new Map<string, TableArtifact>();
  const [first] = read.tables;
  if (first === undefined) return found;
  const work = new LiveSandbox(policy, assets, signal, ready);
  await orAborted(work.adopt(first.file, read.tables, signal), signal);
  for (const { variable } of read.tables.slice(0, tablesShown)) {
    const seen = await work.run(`${variable}.head(${rowsShown})`, () => undefined, signal);
    const table = seen.artifacts.find((made) => made.kind === "table");
    if (table) found.set(variable, table);
  }
  work.dispose();
  return found;
}

function tablesOf(read: Read, rows: ReadonlyMap<string, TableArtifact>, mapping: Mapping): PreviewTable[] {
  const seen = read.opened.files[0]?.tables ?? [];
  const told = read.told[0]?.profile.tables ?? [];
  return seen.slice(0, tablesShown).map((table, at) => {
    const shown = rows.get(told[at]?.variable ?? table.variable);
    const columns = table.columns.map((column, place) => ({
      seen: column,
      told: told[at]?.columns[place] ?? null,
      verdict: read.verdicts[table.variable]?.[column.name] ?? null,
    }));
    return {
      variable: table.variable,
      part: table.part,
      count: table.rows,
      columns,
      names: shown?.columns.map(({ name }) => name) ?? [],
      rows: shown?.rows ?? [],
      real: shown?.rows.map((row) => row.map((cell) => real(cell, mapping))) ?? [],
    };
  });
}

/** A whole number may be a token as well. */
function real(cell: Cell, mapping: Mapping): Cell {
  const text = unmask(String(cell ?? ""), mapping);
  return text === String(cell ?? "") ? cell : text;
}
