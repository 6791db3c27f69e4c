import type { AgentEvent } from "../../../lib/protocol/event.ts";
import type { Artifact } from "../../../lib/protocol/artifact.ts";
import type { FileProfile } from "../../../lib/protocol/profile.ts";
import type { Recorded } from "../session.ts";

/** Texts that load, run or lead somewhere wherever they are shown as anything but text. `at` gives an address of this payload's own. */
const texts = (at: (name: string) => string): string[] => [
  `![leak](${at("md-image")})`,
  `[![leak](${at("md-linked-image")})](${at("md-link")})`,
  `![leak][ref]\n\n[ref]: ${at("md-reference")}`,
  `<img src="${at("html-image")}" onerror="globalThis.owned=1">`,
  `<img src=x onerror="globalThis.owned=1">`,
  `<script>globalThis.owned=1</script>`,
  `<script src="${at("html-script")}"></script>`,
  `<iframe src="${at("html-frame")}"></iframe>`,
  `<iframe srcdoc="<script>parent.owned=1</script>"></iframe>`,
  `<svg onload="globalThis.owned=1"><image href="${at("html-svg-image")}"/></svg>`,
  `<link rel="stylesheet" href="${at("html-style")}"><link rel="prefetch" href="${at("html-prefetch")}"><link rel="dns-prefetch" href="//dns.example">`,
  `<style>@import url(${at("html-import")}); body{background:url(${at("html-background")})}</style>`,
  `<video src="${at("html-video")}" autoplay poster="${at("html-poster")}"></video><audio src="${at("html-audio")}" autoplay></audio>`,
  `<object data="${at("html-object")}"></object><embed src="${at("html-embed")}">`,
  `<meta http-equiv="refresh" content="0;url=${at("html-refresh")}"><base href="${at("html-base")}">`,
  `<form action="${at("html-form")}"><input autofocus onfocus="globalThis.owned=1"></form>`,
  `<details open ontoggle="globalThis.owned=1"><summary>x</summary></details>`,
  `[run](javascript:globalThis.owned=1) [data](data:text/html,<script>opener.owned=1</script>)`,
  `<${at("md-autolink")}> and ${at("md-bare-link")}`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=globalThis.owned=1&gt;">`,
  "```html\n<img src=x onerror=globalThis.owned=1>\n```",
  `| a |\n|---|\n| ![x](${at("md-table-image")}) |`,
  `[^1]\n\n[^1]: ![x](${at("md-footnote")})`,
  `![x](//md-relative.example/${"md-relative"} "title")`,
  `![x](<${at("md-angle")}>) ![x](data:image/svg+xml,<svg/onload=globalThis.owned=1>)`,
  `<picture><source srcset="${at("html-srcset")} 1x"><img srcset="${at("html-img-srcset")} 2x"></picture>`,
  `<a href="${at("html-ping-target")}" ping="${at("html-ping")}" autofocus onfocus="globalThis.owned=1">x</a>`,
  `<template shadowrootmode="open"><img src="${at("html-shadow")}" onerror="globalThis.owned=1"></template>`,
  `<portal src="${at("html-portal")}"></portal><fencedframe src="${at("html-fenced")}"></fencedframe><img src="${at("html-lazy")}" loading="eager" fetchpriority="high">`,
  `<div style="background:url(${at("html-inline-style")});list-style:url(${at("html-list-style")});cursor:url(${at("html-cursor")}),auto">x</div>`,
  `<svg><style>@import url(${at("html-svg-style")});</style><set attributeName="href" to="javascript:globalThis.owned=1"/><a xlink:href="javascript:globalThis.owned=1">x</a></svg>`,
  `<<SCRIPT>globalThis.owned=1//<</SCRIPT><img/src="${at("html-slash")}"/onerror=globalThis.owned=1>`,
  `[x](<javascript:globalThis.owned=1>) [x](vbscript:x) [x](JaVaScRiPt&colon;globalThis.owned=1) [x](\u0001javascript:globalThis.owned=1)`,
];

const svgs = (at: (name: string) => string): string[] => [
  `<script>globalThis.owned=1;fetch("${at("svg-script")}")</script>`,
  `<image href="${at("svg-image")}" width="9" height="9"/><use href="${at("svg-use")}#a"/>`,
  `<foreignObject width="99" height="99"><img xmlns="http://www.w3.org/1999/xhtml" src="${at("svg-foreign")}" onerror="globalThis.owned=1"/></foreignObject>`,
  `<style>@import url(${at("svg-import")}); @font-face{font-family:l;src:url(${at("svg-font")})} text{font-family:l}</style><text y="9">x</text>`,
  `<a href="javascript:globalThis.owned=1"><rect width="99" height="99"/></a><set attributeName="onload" to="globalThis.owned=1"/>`,
  `<filter id="f"><feImage href="${at("svg-fe-image")}"/></filter><rect filter="url(#f)" width="9" height="9"/><rect mask="url(${at("svg-mask")}#m)" clip-path="url(${at("svg-clip")}#c)" width="9" height="9"/>`,
  `<iframe xmlns="http://www.w3.org/1999/xhtml" src="${at("svg-frame")}"/><object xmlns="http://www.w3.org/1999/xhtml" data="${at("svg-object")}"/><link xmlns="http://www.w3.org/1999/xhtml" rel="stylesheet" href="${at("svg-link")}"/>`,
  `<rect width="9" height="9" onload="globalThis.owned=1" fill="url(${at("svg-fill")}#a)"/><animate onbegin="globalThis.owned=1" attributeName="x" dur="1s"/>`,
];

const plots = (at: (name: string) => string): unknown[] => [
  { data: [{ type: "bar", x: [`<a href="javascript:parent.owned=1">x</a>`], y: [1] }], layout: { title: { text: `<img src="${at("plot-title")}" onerror="globalThis.owned=1">` } } },
  { data: [{ type: "scatter", x: [1], y: [2], text: [`<script>parent.owned=1</script>`], mode: "text" }], layout: { images: [{ source: at("plot-image"), xref: "paper", yref: "paper", sizex: 1, sizey: 1 }] } },
  { data: [{ type: "scattergeo", lon: [1], lat: [2] }], layout: { geo: { resolution: 50 } } },
  { data: [{ type: "scattermap", lon: [1], lat: [2] }], layout: { map: { style: at("plot-map"), layers: [{ sourcetype: "raster", source: [at("plot-tiles")] }] } } },
  { data: [{ type: "image", source: at("plot-source") }], layout: { annotations: [{ text: `<a href="${at("plot-link")}" target="_top">x</a>`, x: 0, y: 0 }] } },
  { data: [{ type: "bar", x: [1], y: [1], hovertemplate: `<img src=${at("plot-hover")}>` }], layout: { font: { family: `x;src:url(${at("plot-font")})` }, paper_bgcolor: `url(${at("plot-paper")})`, xaxis: { title: { text: `<svg onload=parent.owned=1>` } } } },
  { data: [{ type: "bar", name: `<a href="javascript:parent.owned=1">legend</a><img src="${at("plot-legend")}">`, x: [`<svg onload=parent.owned=1>`], y: [1], customdata: [`<img src=${at("plot-custom")}>`], text: [`<b onclick=parent.owned=1>x</b><image href="${at("plot-bar-text")}">`] }], layout: { showlegend: true, xaxis: { ticktext: [`<img src=${at("plot-tick")} onerror=parent.owned=1>`], tickvals: [0] } } },
  { data: [{ type: "pie", labels: [`<image href="${at("plot-pie")}"/>`, `<script>parent.owned=1</script>`], values: [1, 2], marker: { pattern: { path: `M0 0url(${at("plot-pattern")})`, shape: "x" } } }], layout: { updatemenus: [{ buttons: [{ method: "relayout", args: [{ "images[0].source": at("plot-menu") }], label: `<img src=${at("plot-button")}>` }] }], sliders: [{ steps: [{ label: `<img src=${at("plot-slider")}>`, method: "skip" }] }] } },
  { data: [{ type: "table", header: { values: [`<img src="${at("plot-table")}" onerror="parent.owned=1">`] }, cells: { values: [[`<a href="${at("plot-table-link")}">x</a>`]], font: { family: `x"; background:url(${at("plot-cell-font")})` } } }] },
  { data: [{ type: "heatmap", z: [[1]], colorbar: { title: { text: `<svg><image href="${at("plot-colorbar")}"/></svg>` } }, colorscale: [[0, `url(${at("plot-colorscale")})`], [1, "red"]] }], layout: { shapes: [{ type: "path", path: `M0,0 L1,1"/><image href="${at("plot-shape")}"/>`, label: { text: `<img src=${at("plot-shape-label")}>` } }], template: { layout: { images: [{ source: at("plot-template"), x: 0, y: 0, sizex: 1, sizey: 1 }] } } } },
];

/** Names of files, tables and columns, as the cards show them. */
const names = (at: (name: string) => string): string[] => [
  `<img src=${at("name-image").replaceAll("/", "\u2215")} onerror=globalThis.owned=1>.csv`,
  `![x](${at("name-md").replaceAll("/", "\u2215")}).csv`,
  `"><script>globalThis.owned=1<\u2215script>.csv`,
  "\u202egnp.exe.csv",
];

export const formulas = ["=HYPERLINK(\"http://formula.example\")", "+1+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1)", "\t=1+1", "\r=1+1", " =1+1", "＝1+1", "＋1+1", "－1+1", "＠SUM(1)", "\u200b=1+1", "\ufeff@SUM(1)", "\u0000=1+1", "\u202e=1+1", "\n=1+1", "\u00a0=1+1", "=\"a\"&\"b\""];

const usage = { inputTokens: 1, outputTokens: 1 };
const seen = { stdout: "", stderr: "", droppedChars: 0, durationMs: 1, notes: [] };
const png = new Uint8Array([137, 80, 78, 71]);

function artifacts(at: (name: string) => string): Artifact[] {
  const hostile = texts(at);
  const pictures = svgs(at).map((inner, n): Artifact => ({ id: `svg-${n}`, kind: "image", title: `Drawing ${n} ${hostile[4]}`, alt: hostile[3] ?? "", png, svg: `<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99">${inner}</svg>` }));
  const charts = plots(at).map((spec, n): Artifact => ({ id: `plot-${n}`, kind: "chart", title: `Plot ${n}`, alt: `Hostile plot ${n}`, spec: JSON.stringify(spec) }));
  const cells = [...hostile, ...formulas].map((text) => [text, 1]);
  const table: Artifact = { id: "table-hostile", kind: "table", title: "Hostile cells", columns: [{ name: hostile[3] ?? "", dtype: "str" }, { name: "n", dtype: "int64" }], rows: cells, totalRows: cells.length, totalColumns: 2 };
  const page: Artifact = { id: "file-hostile", kind: "file", title: "report.html", name: "report.html", mime: "text/html", bytes: new TextEncoder().encode(hostile.join("\n")) };
  return [...pictures, ...charts, table, page];
}

const profileOf = (file: string, text: string): FileProfile => ({
  file,
  bytes: 1,
  format: "csv",
  notes: [text],
  tables: [{ variable: "hostile", part: text, rows: 1, duplicateRows: 0, oddLineCount: 1, notes: [text], oddLines: [{ line: 1, reason: text, text }], columns: [{ name: text, dtype: text, kind: "text", semantic: null, nulls: 0, distinct: 1, min: text, max: text, mean: null, examples: [text], top: [[text, 1]], note: text }] }],
});

/** A recorded session in which every place that shows what came of a run or a model holds hostile text. */
export function hostile(port: number): { recorded: Recorded; count: number } {
  const at = (name: string) => `http://${name}.example:${port}/${name}`;
  const all = texts(at);
  const text = all.join("\n\n");
  const base = { turn: 0, step: 0, at: 1_780_000_000_000 };
  const events: AgentEvent[] = [
    { type: "turn-started", turn: 0, at: base.at, question: `Hostile question ${all[3]}`, model: all[5] ?? "" },
    { type: "model-called", ...base, attempt: 0, promptChars: 1 },
    { type: "model-replied", ...base, text, usage, model: all[4] ?? "", responseId: null },
    { type: "action-chosen", ...base, repair: 0, action: { type: "run", plan: text, code: `# ${all[5]}\nprint(${JSON.stringify(all[3])})` } },
    { type: "run-permitted", ...base, receipt: "r" },
    { type: "run-started", ...base, code: `# ${all[5]}` },
    { type: "run-ended", ...base, hints: [text], observation: { status: "ok", ...seen, stdout: text, stderr: text, notes: all, artifacts: artifacts(at), value: text, answer: null } },
    { type: "turn-ended", turn: 0, at: base.at + 1, outcome: "answered", message: "", steps: 1, repairs: 0, usage, answer: { finding: text, evidence: all, caveats: all, next: all.slice(3, 6) } },
  ];
  const files = names(at).map((name) => ({ profile: profileOf(name, all[3] ?? ""), problems: [{ file: name, part: all[4] ?? "", line: 1, reason: all[3] ?? "", fix: all[6] ?? "" }] }));
  return { recorded: { files, links: [], events }, count: all.length + svgs(at).length + plots(at).length + files.length };
}
