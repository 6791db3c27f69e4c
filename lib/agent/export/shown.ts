import type { Artifact, Cell, TableArtifact } from "../../protocol/artifact.ts";
import { base64 } from "./base64.ts";
import { escaped } from "./html.ts";
import type { Beside, Pictures } from "./made.ts";
import type { Words } from "./words.ts";

const mostRows = 50;

/** An artifact as HTML. Pictures are images only, so that nothing in them can run or load. */
export function artifactHtml(artifact: Artifact, beside: Beside, words: Words): string {
  switch (artifact.kind) {
    case "table":
      return tableHtml(artifact, words);
    case "image":
      return figure(artifact, beside.pictures.get(artifact.id) ?? { png: artifact.png, svg: artifact.svg }, words);
    case "chart":
      return figure(artifact, beside.pictures.get(artifact.id) ?? { png: null, svg: null }, words);
    case "file":
      return `<p>${escaped(words.file(artifact.name, artifact.bytes.length))}</p>`;
    default:
      return artifact satisfies never;
  }
}

function figure({ title, alt }: { title: string; alt: string }, { png, svg }: Pictures, words: Words): string {
  const source = svg
    ? `data:image/svg+xml;base64,${base64(new TextEncoder().encode(svg))}`
    : png
      ? `data:image/png;base64,${base64(png)}`
      : null;
  const picture = source ? `<img src="${source}" alt="${escaped(alt || title)}">` : `<p class="faint">${escaped(alt || words.chartBeside)}</p>`;
  return `<figure>${picture}<figcaption>${escaped(title)}</figcaption></figure>`;
}

const isNumber = (dtype: string) => /^(?:u?int|float|Int|Float|UInt)/.test(dtype);

function tableHtml({ title, columns, rows, totalRows }: TableArtifact, words: Words): string {
  const kinds = columns.map(({ dtype }) => (isNumber(dtype) ? ' class="n"' : ""));
  const head = columns.map(({ name }, at) => `<th scope="col"${kinds[at]}>${escaped(name)}</th>`).join("");
  const body = rows.slice(0, mostRows).map((cells) => `<tr>${cells.map((cell, at) => `<td${kinds[at] ?? ""}>${cellText(cell)}</td>`).join("")}</tr>`);
  const more = totalRows > body.length ? `<p class="faint">${words.rows(body.length, totalRows)}</p>` : "";
  return `<h3>${escaped(title)}</h3><div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body.join("")}</tbody></table></div>${more}`;
}

function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "number") return escaped(String(cell));
  return Number.isInteger(cell) ? String(cell) : String(Number(cell.toPrecision(10)));
}
