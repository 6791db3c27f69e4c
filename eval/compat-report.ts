import { escaped } from "../lib/agent/export/html.ts";
import { pageOf } from "../lib/agent/export/style.ts";
import type { Compared } from "./compat.ts";
import { percent } from "./tally.ts";
import { textTable } from "./text-table.ts";

/** What was compared with what. */
export type Setting = readonly (readonly [name: string, value: string])[];

export function compatRows(all: readonly Compared[]): string[][] {
  const row = (name: string, part: readonly Compared[]) => {
    const same = part.filter((one) => one.same).length;
    const why = (["refused", "error", "killed", "output", "not run"] as const).map((reason) => String(part.filter((one) => one.reason === reason).length));
    return [name, String(same), String(part.length), percent(same / part.length), ...why, (part.reduce((sum, { ms }) => sum + ms, 0) / 1_000).toFixed(1)];
  };
  const areas = [...new Set(all.map(({ area }) => area))].map((area) => row(area, all.filter((one) => one.area === area)));
  return [["", "same", "of", "share", "refused", "error", "killed", "other output", "not run", "seconds"], ...areas, row("all", all)];
}

export function compatText(all: readonly Compared[]): string {
  const wrong = all.filter(({ same }) => !same).map(({ name, reason, detail }) => `${name}: ${reason}: ${detail.split("\n")[0]?.slice(0, 400)}`);
  return [textTable(compatRows(all)), "", ...wrong].join("\n");
}

export function compatPage(all: readonly Compared[], setting: Setting): string {
  const [head = [], ...rows] = compatRows(all);
  const figures = `<div class="scroll" tabindex="0" role="region" aria-label="Figures"><table><thead><tr>${head.map((cell, at) => (at === 0 ? "<td></td>" : `<th scope="col" class="n">${cell}</th>`)).join("")}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map((cell, at) => (at === 0 ? `<th scope="row">${escaped(cell)}</th>` : `<td class="n">${cell}</td>`)).join("")}</tr>`).join("")}</tbody></table></div>`;
  const facts = `<dl>${setting.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join("")}</dl>`;
  const scripts = [...all].sort((a, b) => Number(a.same) - Number(b.same)).map(scriptHtml).join("\n");
  return pageOf("Compatibility with CPython", `<main><h1>Compatibility with CPython</h1><p class="finding"><strong>${all.filter(({ same }) => same).length} of ${all.length}</strong> scripts print what CPython prints</p>${facts}${figures}<h2>Every script</h2>${scripts}</main>`);
}

function scriptHtml({ name, same, reason, detail, expected, printed }: Compared): string {
  const look = same ? "" : `<p class="bad">${escaped(reason)}: ${escaped(detail)}</p><h3>Printed</h3><pre>${escaped(printed)}</pre>`;
  return `<details><summary><span class="${same ? "good" : "bad"}">${same ? "same" : "other"}</span> ${escaped(name)}</summary>${look}<h3>CPython</h3><pre>${escaped(expected)}</pre></details>`;
}
