import { AlignmentType, BorderStyle, Document, HeadingLevel, ImageRun, Packer, Paragraph, ShadingType, Table, TableCell, TableRow, TextRun, WidthType } from "docx";
import { type Block, cellText, type PaperPicture, type PaperTable, written } from "../../agent/export/paper.ts";
import { rest } from "../../agent/export/rest.ts";
import type { Run } from "../../agent/export/runs.ts";
import type { Words } from "../../agent/export/words.ts";

const pageWidthPx = 620;
const mostRows = 200;
const mostColumns = 12;
const line = { style: BorderStyle.SINGLE, size: 4, color: "DFDCD3" };
const none = { style: BorderStyle.NONE, size: 0, color: "FFFFFF" };

/** A document for Word and its like, with real headings, lists, tables and pictures. */
export async function docxOf(title: string, blocks: readonly Block[], words: Words): Promise<Blob> {
  const document = new Document({
    title: written(title),
    creator: "Sandpiper",
    styles: { default: { document: { run: { font: "Calibri", size: 22 } } } },
    sections: [{ children: blocks.flatMap((block) => drawn(block, words)) }],
  });
  return Packer.toBlob(document);
}

const levels = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 };
const tones = { finding: { size: 26 }, plain: {}, faint: { color: "5C6669", size: 18 } };

const texts = (runs: readonly Run[], look: { size?: number; color?: string } = {}) =>
  runs.map(({ text, look: kind }) => new TextRun({ text: written(text), bold: kind === "bold", italics: kind === "italic", ...(kind === "code" ? { font: "Consolas" } : {}), ...look }));

const plain = (text: string, tone: keyof typeof tones = "plain") => new Paragraph({ spacing: { after: 120 }, children: texts([{ text, look: "plain" }], tones[tone]) });

function drawn(block: Block, words: Words): (Paragraph | Table)[] {
  switch (block.type) {
    case "heading":
      return [new Paragraph({ heading: levels[block.level], text: written(block.text), spacing: { before: 240, after: 120 } })];
    case "text":
      return [new Paragraph({ spacing: { after: 120 }, children: texts(block.runs, tones[block.tone]) })];
    case "list":
      return block.items.map((item) => new Paragraph({ bullet: { level: 0 }, children: texts(item) }));
    case "code":
      return block.text.split("\n").map((text) => new Paragraph({ children: [new TextRun({ text: written(text), font: "Consolas", size: 18 })] }));
    case "table":
      return tableOf(block, words);
    case "picture":
      return pictureOf(block);
    default:
      return block satisfies never;
  }
}

function pictureOf({ title, alt, png, width, height }: PaperPicture): Paragraph[] {
  const scale = Math.min(1, pageWidthPx / width);
  const transformation = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const name = written(title || alt);
  const image = new ImageRun({ type: "png", data: new Uint8Array(png), transformation, altText: { name, title: name, description: written(alt) } });
  return [new Paragraph({ spacing: { before: 200 }, keepNext: true, children: [image] }), plain(title, "faint")];
}

function tableOf({ title, columns, rows, totalRows }: PaperTable, words: Words): (Paragraph | Table)[] {
  const heads = columns.slice(0, mostColumns);
  const cell = (text: string, { number, head = false }: { number: boolean; head?: boolean }) =>
    new TableCell({
      borders: { top: none, left: none, right: none, bottom: line },
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      ...(head ? { shading: { type: ShadingType.CLEAR, fill: "F1EFE9", color: "auto" } } : {}),
      children: [new Paragraph({ alignment: number ? AlignmentType.RIGHT : AlignmentType.LEFT, children: [new TextRun({ text: written(text), bold: head, size: 18 })] })],
    });
  const head = new TableRow({ tableHeader: true, children: heads.map(({ name, number }) => cell(name, { number, head: true })) });
  const body = rows.slice(0, mostRows).map((row) => new TableRow({ cantSplit: true, children: heads.map(({ number }, at) => cell(cellText(row[at] ?? null), { number })) }));
  return [
    new Paragraph({ heading: HeadingLevel.HEADING_3, text: written(title), keepNext: true, spacing: { before: 200, after: 80 } }),
    ...(heads.length > 0 ? [new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows: [head, ...body] })] : []),
    plain(rest({ shown: body.length, totalRows, columns: columns.length, most: mostColumns }, words), "faint"),
  ];
}
