import { said } from "./summary.mjs";

const escaped = (text) => String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const width = 560;

/** A bar from 0 to the median, a line from the least to the greatest. */
function bar({ median, min, max }, scale, { y, colour, label }) {
  const x = (value) => 90 + (value / scale) * (width - 190);
  return `<text x="84" y="${y + 13}" text-anchor="end">${label}</text><rect x="90" y="${y}" width="${x(median) - 90}" height="16" fill="${colour}"/>
<line x1="${x(min)}" x2="${x(max)}" y1="${y + 8}" y2="${y + 8}" stroke="currentColor"/>`;
}

function plot({ name, ours, stock, ratio, most, kept, unit }) {
  const scale = Math.max(ours.max, stock.max);
  const target = 90 + ((stock.median * most) / scale) * (width - 190);
  return `<section><h2>${escaped(name)}</h2><p class="${kept ? "kept" : "missed"}">ratio ${ratio.toFixed(3)}, target ${most}: ${kept ? "kept" : "missed"}</p>
<svg viewBox="0 0 ${width} 52" role="img" aria-label="${escaped(name)}">${bar(stock, scale, { y: 4, colour: "#8a8f98", label: "stock" })}${bar(ours, scale, { y: 28, colour: "#2f6fdb", label: "Sandpiper" })}
<line x1="${target}" x2="${target}" y1="22" y2="50" stroke="#c2410c" stroke-dasharray="3 2"/></svg>
<p>stock ${said(stock.median, unit)}, Sandpiper ${said(ours.median, unit)}; the thin lines run from the least to the greatest of ${ours.count} round${ours.count === 1 ? "" : "s"}, the dashed one is the target</p></section>`;
}

const loads = (rounds) => {
  const all = rounds.map(({ load }) => load);
  return `${Math.min(...all).toFixed(1)} to ${Math.max(...all).toFixed(1)}`;
};

/** The page of one run: its setting, a plot for each ratio, the rest as a list. */
export function html({ setting, rounds, ratios, own, toNative }) {
  const bounds = own.map(({ name, ours, most, unit, kept }) => `<li class="${kept === null ? "" : kept ? "kept" : "missed"}">${escaped(name)}: ${said(ours.median, unit)}${most === null ? "" : ` (target ${said(most, unit)})`}</li>`);
  const native = toNative ? `<li>the same work takes ${toNative.toFixed(2)} times native CPython</li>` : "";
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sandpiper: speed</title>
<style>:root{color-scheme:light dark}body{font:15px/1.45 system-ui,sans-serif;max-width:640px;margin:2rem auto;padding:0 1rem}h2{font-size:1rem;margin:1.6rem 0 0}p{margin:.2rem 0}svg{width:100%;font-size:12px;fill:currentColor}.kept{color:#15803d}.missed{color:#c2410c}</style>
<h1>How fast Sandpiper is</h1><p>${escaped(setting.at)}; ${escaped(setting.browser)}; ${setting.processors} processors, load ${loads(rounds)}; ${setting.megabits ? `a line of ${escaped(setting.megabits)} Mbit/s` : "everything from the same machine"}</p>
${ratios.map(plot).join("\n")}<h2>Sandpiper alone</h2><ul>${bounds.join("")}${native}</ul></html>\n`;
}
