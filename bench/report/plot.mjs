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

/** Who takes many times as long as the product, its target and stock would leave no room for them: that bar fades out where the plot ends. */
function end({ bars, goal }) {
  const all = Math.max(goal ?? 0, ...bars.map(({ spread }) => spread.max));
  const told = Math.max(goal ?? 0, ...bars.filter(({ main }) => main).map(({ spread }) => spread.max));
  return 1.03 * Math.min(all, 4 * told) || 1;
}

function row({ label, own, spread, unit, grid, target, most, at }) {
  const { median, min, max, count } = spread;
  const beyond = max > most;
  const whisker = count > 1 && !beyond ? `<i class="range" style="left:${at(min)};width:max(2px,${at(max - min)})"></i>` : "";
  const bar = `<i class="bar${beyond ? " beyond" : ""}" style="width:${beyond ? "100%" : `max(2px,${at(median)})`}"></i>`;
  return `<div class="row${own ? " ours" : ""}" title="${escaped(range(spread, unit))}"><span>${escaped(label)}</span>
<span class="track">${grid}${bar}${target}${whisker}</span><span>${said(median, unit)}</span></div>`;
}

/** `bars` are `{ label, own, main, spread }` with what `spread` in summary.mjs tells; `goal` is null or in their unit. */
export function plot({ bars, goal, unit }) {
  const most = end({ bars, goal });
  const at = (value) => `${((100 * value) / most).toFixed(2)}%`;
  const marks = ticks(most);
  const grid = marks.slice(1).map((value) => `<i class="grid" style="left:${at(value)}"></i>`).join("");
  const target = goal === null ? "" : `<i class="target" style="left:${at(goal)}"></i>`;
  const axis = marks.map((value) => `<span style="left:${at(value)}">${value === 0 ? "0" : said(value, unit).replace(/\.0*(?= )|(?<=\.\d)0(?= )/, "")}</span>`).join("");
  const rows = bars.map((bar) => row({ ...bar, unit, most, at, grid, target }));
  return `<div class="plot">${rows.join("\n")}<div class="row axis" aria-hidden="true"><span></span><span class="track">${axis}</span></div></div>`;
}
