/** A plot of bars from zero: HTML and not SVG, so that words keep their size on a narrow screen. */
import { said } from "../summary.mjs";

export const escaped = (text) => String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Up to five round steps from zero that end at or before `most`. */
function ticks(most) {
  const raw = most / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= raw);
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step);
}

const range = ({ median, min, max, count }, unit) => (count > 1 ? `${said(median, unit)}, ${said(min, unit)} to ${said(max, unit)} in ${count} rounds` : said(median, unit));

function row({ label, own, spread, unit, lines, at }) {
  const { median, min, max, count } = spread;
  const whisker = count > 1 ? `<i class="range" style="left:${at(min)};width:max(2px,${at(max - min)})"></i>` : "";
  return `<div class="row${own ? " ours" : ""}" title="${escaped(range(spread, unit))}"><span>${escaped(label)}</span>
<span class="track">${lines}<i class="bar" style="width:max(2px,${at(median)})"></i>${whisker}</span><span>${said(median, unit)}</span></div>`;
}

/** `bars` are `{ label, own, spread }` with what `spread` in summary.mjs tells; `goal` is null or in their unit. */
export function plot({ bars, goal, unit }) {
  const most = 1.03 * Math.max(goal ?? 0, ...bars.map(({ spread }) => spread.max)) || 1;
  const at = (value) => `${((100 * value) / most).toFixed(2)}%`;
  const marks = ticks(most);
  const grid = marks.slice(1).map((value) => `<i class="grid" style="left:${at(value)}"></i>`).join("");
  const target = goal === null ? "" : `<i class="target" style="left:${at(goal)}"></i>`;
  const axis = marks.map((value) => `<span style="left:${at(value)}">${value === 0 ? "0" : said(value, unit)}</span>`).join("");
  const rows = bars.map((bar) => row({ ...bar, unit, at, lines: grid + target }));
  return `<div class="plot">${rows.join("\n")}<div class="row axis" aria-hidden="true"><span></span><span class="track">${axis}</span></div></div>`;
}
