import type { Beside, Pictures } from "../../agent/export/made.ts";
import { unmaskedTurn } from "../../agent/export/unmasked.ts";
import { artifactsOf, type Session, type Turn } from "../../agent/session.ts";
import type { Mapping } from "../../policy/mask.ts";
import { unmaskRows } from "../../policy/unmask/cells.ts";
import type { Artifact, Cell, TablePage } from "../../protocol/artifact.ts";
import type { PageRequest } from "../../protocol/kernel.ts";
import { drawChart } from "../draw-chart.ts";
import { pngOf } from "../draw-svg.ts";
import type { WholeTable } from "./tables.ts";

export type Page = (request: PageRequest, signal: AbortSignal) => Promise<TablePage | null>;

const pageRows = 5_000;

/** The turns with values in the place of tokens, as the person may take them away. */
export const shownSession = (turns: readonly Turn[], mapping: Mapping): Session => ({ turns: turns.map((turn) => unmaskedTurn(turn, mapping)) });

/** What the turns drew, as pictures with real values: charts through the viewer, drawings whose words were masked anew. Waits for each in its turn. */
export async function picturesOf(turns: readonly Turn[], shown: Session): Promise<Beside> {
  const pictures = new Map<string, Pictures>();
  const masked = new Map(turns.flatMap(artifactsOf).map((artifact) => [artifact.id, artifact]));
  for (const artifact of shown.turns.flatMap(artifactsOf)) {
    const drawn = await drawnAnew(artifact, masked.get(artifact.id));
    if (drawn) pictures.set(artifact.id, drawn);
  }
  return { rows: new Map(), pictures };
}

async function drawnAnew(artifact: Artifact, before: Artifact | undefined): Promise<Pictures | null> {
  if (artifact.kind === "chart") return drawChart(artifact.spec);
  if (artifact.kind !== "image" || artifact.svg === null || (before?.kind === "image" && before.svg === artifact.svg)) return null;
  const png = await pngOf(artifact.svg);
  return { svg: artifact.svg, png: png ? new Uint8Array(await png.arrayBuffer()) : null };
}

/** Every table of the turns with all rows that its kernel still has. */
export async function tablesOf(turns: readonly Turn[], { page, mapping, signal }: { page: Page; mapping: Mapping; signal: AbortSignal }): Promise<WholeTable[]> {
  const tables: WholeTable[] = [];
  for (const artifact of turns.flatMap(artifactsOf)) {
    if (artifact.kind !== "table") continue;
    const rows = artifact.rows.length >= artifact.totalRows ? artifact.rows : ((await paged(artifact.id, page, signal)) ?? artifact.rows);
    const head = artifact.columns.map(({ name }): Cell => name);
    tables.push({ title: artifact.title, rows: unmaskRows([head, ...rows], mapping).rows });
  }
  return tables;
}

async function paged(id: string, page: Page, signal: AbortSignal): Promise<Cell[][] | null> {
  const rows: Cell[][] = [];
  for (let total = 1; rows.length < total; ) {
    const next = await page({ id, start: rows.length, count: pageRows, sort: null }, signal);
    if (next === null || (next.rows.length === 0 && next.totalRows > rows.length)) return null;
    total = next.totalRows;
    rows.push(...next.rows);
  }
  return rows;
}
