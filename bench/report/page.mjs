/** The page of one run: every promise in a table, then a plot for each, by section. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { measuredText, targetText, toNative } from "../summary.mjs";
import { subjects } from "../targets.mjs";
import { escaped, plot } from "./plot.mjs";

const state = (kept) => (kept === null ? "" : kept ? "kept" : "missed");
const id = (section, measure) => `${section}-${measure.replace(".", "-")}`;

function loads(rounds) {
  const all = rounds.map(({ load }) => load);
  return `load ${Math.min(...all).toFixed(1)} to ${Math.max(...all).toFixed(1)}`;
}

const line = ({ name, measured, target, kept, link }) =>
  `<tr><td>${link ? `<a href="#${link}">${escaped(name)}</a>` : escaped(name)}<td>${measured}<td>${target}<td class="${state(kept)}"><b>${state(kept)}</b>`;
const list = (lines) => `<table><tr><th>promise<th>measured<th>target<th>${lines.map(line).join("")}</table>`;

function card(kind, promise) {
  const { name, measure, by, goal, kept, unit } = promise;
  const bars = Object.entries(by).map(([subject, spread]) => ({ label: subjects[subject], own: subject === "ours", main: subject === "ours" || subject === "stock", spread }));
  const native = toNative(promise);
  return `<section class="card" id="${id(kind, measure)}"><div><h3>${escaped(name)}</h3>
<p><span class="verdict ${state(kept)}">${measuredText(promise)}${kept === null ? "" : `, ${state(kept)}`}</span> <span class="soft">· target ${targetText(promise)}${native ? `; ${native.toFixed(1)} × native` : ""}</span></p></div>
${plot({ bars, goal, unit })}</section>`;
}

function section({ title, kind, rounds, promises }) {
  const lines = promises.map((one) => ({ ...one, measured: measuredText(one), target: targetText(one), link: id(kind, one.measure) }));
  return `<h2>${escaped(title)}</h2><p class="soft">${loads(rounds)}</p>${list(lines)}<div class="cards">${promises.map((one) => card(kind, one)).join("\n")}</div>`;
}

function proxy(server) {
  if (server === null) return '<h2>The server</h2><p class="soft">not measured yet: npm run bench:server</p>';
  const lines = server.ways.map(({ name, addedMs, goalMs, kept }) => ({ name: `added to the first word, ${name}`, measured: `${addedMs.toFixed(2)} ms`, target: `${goalMs} ms`, kept }));
  return `<h2>The server</h2><p class="soft">measured ${escaped(server.at.slice(0, 10))} by npm run bench:server, load ${server.load.toFixed(1)}; a plain proxy adds ${server.plainMs?.toFixed(2) ?? "?"} ms</p>${list(lines)}`;
}

function verdicts({ sections, server }) {
  const all = [...sections.flatMap(({ promises }) => promises), ...(server?.ways ?? [])].filter(({ kept }) => kept !== null);
  return `${all.filter(({ kept }) => kept).length} of ${all.length} promises kept`;
}

export async function html({ setting, sections, server }) {
  const style = await readFile(resolve(import.meta.dirname, "style.css"), "utf8");
  const few = setting.rounds < 3 ? " So few rounds are a look, not a result." : "";
  const left = setting.left.map(({ name, why }) => `<p class="soft">${escaped(subjects[name])} is left out: ${escaped(why)}</p>`).join("");
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>How fast Sandpiper is</title><style>${style}</style>
<h1>How fast Sandpiper is</h1><p>${verdicts({ sections, server })}; ${setting.rounds} round${setting.rounds === 1 ? "" : "s"} of everybody in turns.${few}</p>
<p class="soft">${escaped(setting.at.slice(0, 16).replace("T", " "))} UTC; ${escaped(setting.browser)}; ${setting.processors} processors</p>${left}
<p class="soft">Bars end at the median, <i class="key range" style="width:1.4em;position:static"></i>runs from the least to the greatest, <i class="key target" style="position:static"></i>is the target; a bar that fades goes on beyond the plot.</p>
${sections.map(section).join("\n")}${proxy(server)}</html>\n`;
}
