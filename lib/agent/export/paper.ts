import type { Artifact, Cell } from "../../protocol/artifact.ts";
import { artifactsOf, type Turn } from "../session.ts";
import { blocks } from "./html.ts";
import type { Beside, Pictures } from "./made.ts";
import { type Run, runsOf } from "./runs.ts";
import { partsOf, type Words } from "./words.ts";

/** What a document is made of, whatever its format. */
export type Block =
  | { readonly type: "heading"; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly type: "text"; readonly runs: readonly Run[]; readonly tone: "finding" | "plain" | "faint" }
  | { readonly type: "list"; readonly items: readonly (readonly Run[])[] }
  | { readonly type: "code"; readonly text: string }
  | PaperTable
  | PaperPicture;

export interface PaperTable {
  readonly type: "table";
  readonly title: string;
  readonly columns: readonly { readonly name: string; readonly number: boolean }[];
  readonly rows: readonly (readonly Cell[])[];
  readonly totalRows: number;
}

export interface PaperPicture {
  readonly type: "picture";
  readonly title: string;
  readonly alt: string;
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A turn as a document tells it: question, answer, pictures, tables. How it was worked out is the report's and the notebook's. */
export function paperOf(turn: Turn, beside: Beside, words: Words): Block[] {
  const { answer, message, status } = turn;
  const said = status === "answered" ? [] : [faint(`${words.outcomes[status]}. ${message}`.trim())];
  const list = (items: readonly string[]): Block => ({ type: "list", items: items.map((item) => runsOf(item.replace(/\n+/g, " "))) });
  const parts = answer ? partsOf(answer, words).flatMap(({ title, items }): Block[] => [{ type: "heading", level: 2, text: title }, list(items)]) : [];
  const body = answer ? [...prose(answer.finding, "finding"), ...parts] : [];
  return [{ type: "heading", level: 1, text: turn.question }, ...said, ...body, ...artifactsOf(turn).flatMap((artifact) => shown(artifact, beside, words))];
}

const faint = (text: string): Block => ({ type: "text", tone: "faint", runs: [{ text, look: "plain" }] });

function prose(text: string, tone: "finding" | "plain"): Block[] {
  return blocks(text).map(({ type, lines }): Block => {
    if (type === "code") return { type: "code", text: lines.map((line) => line.replace(/^ {4}|^\t/, "")).join("\n") };
    if (type === "list") return { type: "list", items: lines.map((line) => runsOf(line.replace(/^\s*(?:[-*]|\d+\.)\s+/, ""))) };
    return { type: "text", tone, runs: runsOf(lines.map((line) => line.replace(/^#+\s+/, "")).join(" ")) };
  });
}

function shown(artifact: Artifact, beside: Beside, words: Words): Block[] {
  switch (artifact.kind) {
    case "table": {
      const columns = artifact.columns.map(({ name, dtype }) => ({ name, number: /^(?:u?int|float|Int|Float|UInt)/.test(dtype) }));
      return [{ type: "table", title: artifact.title, columns, rows: artifact.rows, totalRows: artifact.totalRows }];
    }
    case "image":
      return pictured(artifact, beside.pictures.get(artifact.id) ?? { png: artifact.png, svg: null }, words);
    case "chart":
      return pictured(artifact, beside.pictures.get(artifact.id) ?? { png: null, svg: null }, words);
    case "file":
      return [faint(words.file(artifact.name, artifact.bytes.length))];
    default:
      return artifact satisfies never;
  }
}

function pictured({ title, alt }: { title: string; alt: string }, { png }: Pictures, words: Words): Block[] {
  const size = png && sizeOf(png);
  if (!png || !size) return [faint(alt || title || words.chartMissing)];
  return [{ type: "picture", title, alt: alt || title, png, ...size }];
}

/** Pixels of a PNG, by its header; null for what is none. */
export function sizeOf(png: Uint8Array): { width: number; height: number } | null {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  if (png.byteLength < 24 || view.getUint32(0) !== 0x89504e47 || view.getUint32(12) !== 0x49484452) return null;
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  return width > 0 && height > 0 && width < 100_000 && height < 100_000 ? { width, height } : null;
}

/** A cell as people read it. */
export function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "number") return String(cell);
  return Number.isInteger(cell) ? cell.toLocaleString("en-US", { useGrouping: false }) : String(Number(cell.toPrecision(10)));
}

/** Text that a file of XML can hold. */
export const written = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
