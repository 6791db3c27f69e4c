import { z } from "zod";
import type { ViewerTheme } from "../../lib/protocol/viewer.ts";

/** As much of a figure as the viewer touches; the rest passes through to Plotly. */
const Loose = z.looseObject({});
const Layout = z.looseObject({
  height: z.number().optional().catch(undefined),
  template: z.looseObject({ layout: Loose.optional() }).optional().catch(undefined),
});
const Figure = z.object({ data: z.array(z.unknown()), layout: Layout.default({}), frames: z.array(z.unknown()).default([]) });

const font = "ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif";
const config = { displaylogo: false, responsive: true, showTips: false, modeBarButtonsToRemove: ["toImage", "lasso2d", "select2d"] };

export const defaultPx = 420;

/** A figure in the colours of the page. Only the template is changed: what the code asked for itself stays. */
export function dressed(spec: string, theme: ViewerTheme) {
  const { data, layout, frames } = Figure.parse(JSON.parse(spec));
  const template = { ...layout.template, layout: { ...layout.template?.layout, ...look(theme, titled(layout)) } };
  const height = Math.min(1_200, Math.max(240, layout.height ?? defaultPx));
  return { data, frames, config, height, layout: { ...layout, template, height, width: undefined, autosize: true } };
}

/** A title of the figure's own needs room above it. */
const titled = ({ title }: Record<string, unknown>) =>
  typeof title === "string" ? title !== "" : typeof title === "object" && title !== null && "text" in title;

function look({ ink, faint, line, colours }: ViewerTheme, titled: boolean) {
  const axis = {
    gridcolor: line,
    linecolor: line,
    zerolinecolor: line,
    tickfont: { color: faint },
    automargin: true,
    title: { font: { color: faint }, standoff: 12 },
  };
  return {
    font: { family: font, size: 13, color: ink },
    title: { font: { size: 16, color: ink }, x: 0, xref: "paper", xanchor: "left" },
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    colorway: colours,
    margin: { l: 56, r: 16, t: titled ? 56 : 28, b: 48 },
    legend: { font: { color: faint } },
    hoverlabel: { font: { family: font } },
    xaxis: axis,
    yaxis: axis,
  };
}
