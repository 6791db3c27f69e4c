import PptxGenJS from "pptxgenjs";
import { base64 } from "../../agent/export/base64.ts";
import { type Block, cellText, type PaperPicture, type PaperTable, written } from "../../agent/export/paper.ts";
import { rest } from "../../agent/export/rest.ts";
import type { Run } from "../../agent/export/runs.ts";
import type { Words } from "../../agent/export/words.ts";

const wide = { w: 12.3, x: 0.5 };
const ink = "1D2426";
const faint = "5C6669";
const accent = "0B6B66";
const mostRows = 12;
const mostColumns = 8;
const mostItems = 7;

/** Slides: of each turn the question with its finding, what carries it, then a slide for each picture and each table. */
export async function pptxOf(title: string, turns: readonly (readonly Block[])[], words: Words): Promise<Blob> {
  const deck = new PptxGenJS();
  deck.layout = "LAYOUT_WIDE";
  deck.title = written(title);
  deck.author = "Sandpiper";
  for (const blocks of turns) slides(deck, blocks, words);
  const made = await deck.write({ outputType: "blob" });
  if (!(made instanceof Blob)) throw new Error("the slides are no file");
  return made;
}

type Slide = ReturnType<PptxGenJS["addSlide"]>;

function headed(deck: PptxGenJS, text: string): Slide {
  const slide = deck.addSlide();
  slide.addText(written(text), { ...wide, y: 0.3, h: 0.9, fontSize: 24, bold: true, color: ink, valign: "middle", fit: "shrink" });
  return slide;
}

const runsIn = (runs: readonly Run[], more: object = {}) =>
  runs.map(({ text, look }) => ({ text: written(text), options: { bold: look === "bold", italic: look === "italic", ...(look === "code" ? { fontFace: "Consolas" } : {}), ...more } }));

function slides(deck: PptxGenJS, blocks: readonly Block[], words: Words): void {
  const question = blocks.find((block) => block.type === "heading" && block.level === 1);
  const text = question?.type === "heading" ? question.text : "";
  const first = headed(deck, text);
  const said = blocks.filter((block) => block.type === "text");
  const lines = said.flatMap(({ runs, tone }) => [...runsIn(runs, { fontSize: tone === "finding" ? 22 : 14, color: tone === "faint" ? faint : accent }), { text: "\n", options: {} }]);
  if (lines.length > 0) first.addText(lines, { ...wide, y: 1.5, h: 4.8, valign: "top", fit: "shrink" });
  for (const [at, block] of blocks.entries()) {
    const before = blocks[at - 1];
    if (block.type === "list") bullets(deck, before?.type === "heading" ? before.text : text, block.items);
    if (block.type === "picture") picture(deck, block);
    if (block.type === "table") table(deck, block, words);
  }
}

function bullets(deck: PptxGenJS, title: string, items: readonly (readonly Run[])[]): void {
  for (let at = 0; at < items.length; at += mostItems) {
    const lines = items.slice(at, at + mostItems).flatMap((item) => {
      const runs = runsIn(item, { fontSize: 18, color: ink });
      return runs.map((run, place) => ({ ...run, options: { ...run.options, ...(place === 0 ? { bullet: true } : {}), breakLine: place === runs.length - 1 } }));
    });
    headed(deck, title).addText(lines, { ...wide, y: 1.4, h: 5.4, valign: "top", paraSpaceAfter: 8, fit: "shrink" });
  }
}

function picture(deck: PptxGenJS, { title, alt, png, width, height }: PaperPicture): void {
  const scale = Math.min(wide.w / width, 5.6 / height);
  const [w, h] = [width * scale, height * scale];
  headed(deck, title || alt).addImage({ data: `image/png;base64,${base64(png)}`, altText: written(alt), x: wide.x + (wide.w - w) / 2, y: 1.4, w, h });
}

function table(deck: PptxGenJS, { title, columns, rows, totalRows }: PaperTable, words: Words): void {
  const heads = columns.slice(0, mostColumns);
  if (heads.length === 0) return;
  const align = (number: boolean) => (number ? "right" : "left");
  const head = heads.map(({ name, number }) => ({ text: written(name), options: { bold: true, color: faint, fill: { color: "F1EFE9" }, align: align(number) } as const }));
  const body = rows.slice(0, mostRows).map((row) => heads.map(({ number }, at) => ({ text: written(cellText(row[at] ?? null)), options: { color: ink, align: align(number) } as const })));
  const slide = headed(deck, title);
  slide.addTable([head, ...body], { ...wide, y: 1.4, fontSize: 13, border: { type: "solid", pt: 0.5, color: "DFDCD3" }, autoPage: false });
  const left = rest({ shown: body.length, totalRows, columns: columns.length, most: mostColumns }, words);
  if (left) slide.addText(left, { ...wide, y: 6.9, h: 0.4, fontSize: 11, color: faint });
}
